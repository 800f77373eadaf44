// What editors type is not lost: leaving a form asks first, and what was typed is kept in this tab until it is saved.
// Without this the server still gives every text back that it was sent. See docs/decisions/0019.

import { forget, forgetAll, draftsOf, keep } from "./modules/drafts.js";
import { offer } from "./modules/draft-offer.js";
import { WrittenForm } from "./modules/written-form.js";

const PAUSE = 500; // milliseconds after a change, before it is kept
const mark = document.querySelector("input[name='_form']");
const saved = document.querySelector("meta[name='saved-forms']")?.content.split(" ") ?? [];
const otherTabs = new BroadcastChannel("signed-out");

if (mark) forget((draft) => draft.person !== mark.dataset.person);
forget((draft) => saved.includes(draft.key));

// Whoever signs out leaves nothing in any tab, and neither does a page of the sign-out that was reached otherwise.
document.getElementById("logout-form")?.addEventListener("submit", () => {
  forgetAll();
  otherTabs.postMessage("");
});
otherTabs.addEventListener("message", forgetAll);

if (mark) {
  const form = new WrittenForm(mark);
  const { key, person, place } = mark.dataset;
  let pause;

  const keepNow = () => {
    clearTimeout(pause);
    if (form.isWritten) keep({ key, person, place, at: Date.now(), ...form.fields() });
    else forget((draft) => draft.key === key);
  };
  form.onChange = () => {
    clearTimeout(pause);
    pause = setTimeout(keepNow, PAUSE);
  };
  addEventListener("pagehide", keepNow);
  addEventListener("beforeunload", (event) => {
    if (form.isWritten && !form.isSent) event.preventDefault();
  });
  // A page that the browser kept as it was when it was sent is older than what is stored.
  addEventListener("pageshow", (event) => {
    if (event.persisted && form.isSent) location.reload();
  });

  if (form.isUnsaved) keepNow();
  else for (const draft of draftsOf(person, place)) offer(draft, form, () => forget((each) => each.key === draft.key));
}
