// What editors type is not lost: leaving a form asks first, and what was typed is kept in this tab until it is saved.
// Without this script the server still gives back every text that it was sent. See docs/decisions/0019.

import { keepNamed } from "./modules/control-names.js";
import { addCopying } from "./modules/copies.js";
import { offer } from "./modules/draft-offer.js";
import { draftsOf, forget, keep } from "./modules/drafts.js";
import { takeDrops } from "./modules/drop-files.js";
import { addPresets } from "./modules/moment-presets.js";
import { makeCards } from "./modules/row-cards.js";
import { takeUploads } from "./modules/upload-cards.js";
import { WrittenForm } from "./modules/written-form.js";

const PAUSE = 500; // milliseconds after a change, before it is kept
const mark = document.querySelector("input[name='_form']");
const saved = document.querySelector("meta[name='saved-forms']")?.content.split(" ") ?? [];
const forgetAll = () => forget(() => true);
const signedOut = new BroadcastChannel("signed-out");
let isSigningOut = false;

forget((draft) => saved.includes(draft.key) || (mark && draft.person !== mark.dataset.person));

// Whoever signs out leaves nothing behind, in no tab.
document.getElementById("logout-form")?.addEventListener("submit", () => (isSigningOut = true));
signedOut.addEventListener("message", forgetAll);
addEventListener("pagehide", () => {
  if (!isSigningOut) return;
  forgetAll();
  signedOut.postMessage("");
});

addPresets(document);
addCopying(document);
takeUploads();
takeDrops();
makeCards(document);

keepNamed(document);

// Whoever has signed in goes on writing without another press.
document.querySelector("form[data-goes-on]")?.requestSubmit();

// What is to be read first has the focus, also where the admin's own script gives it to the first field.
addEventListener("load", () => document.querySelector(".meanwhile[autofocus]")?.focus());

if (mark) {
  const form = new WrittenForm(mark);
  const { key, person, place } = mark.dataset;
  let pause;

  const keepNow = () => {
    clearTimeout(pause);
    if (isSigningOut) return;
    if (form.isWritten) keep({ key, person, place, at: Date.now(), ...form.fields() });
    else forget((draft) => draft.key === key);
  };
  form.onChange = () => {
    isSigningOut = false; // it was asked whether to leave, and stayed
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
