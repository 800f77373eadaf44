// A file goes to the server as soon as it is chosen, and its card stands in the form before anything is saved: its first
// page, what it hides, whether the library has it, and what is proposed for it. See docs/decisions/0039.
// Without this the form sends its files itself, and brings the same cards when it comes back.

import { fillFrom, offerIn } from "./upload-offers.js";

const INPUT = "input[type='file'][data-look]";
let line = Promise.resolve(); // one after another, as they were chosen
let atWork = 0;
let held = null; // a form that was sent meanwhile, and its button

export function takeUploads() {
  document.addEventListener("change", (event) => {
    if (event.target.matches?.(INPUT) && event.target.files.length) take(event.target);
  });
  document.addEventListener("submit", holdBack, { capture: true });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-fills]");
    if (button) fillFrom(button);
  });
  for (const card of document.querySelectorAll(".upload-card")) offerIn(card, boxOf(card));
}

function take(input) {
  const files = [...input.files];
  input.value = "";
  if (!input.multiple) cardsOf(input).replaceChildren();
  for (const file of files) {
    const card = waitingCard(file);
    cardsOf(input).append(card);
    const { dataset } = input;
    if (file.size > Number(dataset.mostBytes)) {
      refuse(input, card, `“${file.name}”: ${dataset.tooLarge}`);
      continue;
    }
    atWork += 1;
    line = line.then(() => look(input, file, card)).finally(() => done(input));
  }
}

function look(input, file, card) {
  if (!card.isConnected) return undefined; // cancelled before its turn
  const sent = new FormData();
  for (const [name, value] of new URLSearchParams(input.dataset.context)) sent.append(name, value);
  sent.append("csrfmiddlewaretoken", input.form.elements.csrfmiddlewaretoken.value);
  sent.append("field", input.name);
  sent.append("number", cardsOf(input).querySelectorAll("[data-digest]").length);
  sent.append("file", file);
  const request = new XMLHttpRequest(); // it alone tells how much was sent
  const progress = card.querySelector("progress");
  request.upload.addEventListener("progress", (event) => {
    progress.value = event.loaded / event.total;
    if (event.loaded === event.total) progress.removeAttribute("value");
  });
  request.upload.addEventListener("load", () => {
    progress.removeAttribute("value");
    card.querySelector("span").textContent = `“${file.name}” is being looked at…`;
  });
  return new Promise((resolve) => {
    request.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const answer = request.status === 200 ? page.querySelector("li.upload-card") : null;
      if (answer) show(input, file, card, document.importNode(answer, true));
      else keepForLater(input, file, card);
      resolve();
    });
    request.addEventListener("error", () => resolve(keepForLater(input, file, card)));
    request.addEventListener("abort", resolve);
    card.querySelector("button").addEventListener("click", () => request.abort());
    request.open("POST", input.dataset.look);
    request.send(sent);
  });
}

function show(input, file, waiting, card) {
  const { digest } = card.dataset;
  if (digest && cardsOf(input).querySelector(`[data-digest="${digest}"]`)) {
    refuse(input, waiting, `You chose this very file already: “${file.name}” is not added twice.`);
    return;
  }
  waiting.replaceWith(card);
  const check = card.querySelector(".upload-card__details") ? " Check what is said of it." : "";
  say(input, digest ? `“${file.name}” was looked at.${check}` : card.textContent.trim());
  offerIn(card, input);
  input.dispatchEvent(new Event("input", { bubbles: true })); // something was written in this form
}

// The form sends it, as it would without this script: nobody chooses it again.
function keepForLater(input, file, card) {
  const carried = new DataTransfer();
  for (const each of input.multiple ? [...input.files, file] : [file]) carried.items.add(each);
  input.files = carried.files;
  card.replaceChildren(paragraph(`“${file.name}” could not be looked at now. It is sent when you save.`));
  say(input, card.textContent);
}

function refuse(input, card, sentence) {
  const said = paragraph(sentence);
  said.className = "errornote";
  card.className = "upload-card upload-card--refused";
  card.replaceChildren(said);
  say(input, sentence);
}

function done(input) {
  atWork -= 1;
  if (atWork || !held) return;
  const { form, submitter } = held;
  held = null;
  if (form.querySelector(".upload-card--refused")) {
    say(input, "The form was not sent: look at the files first.");
    return;
  }
  form.requestSubmit(submitter?.isConnected ? submitter : undefined);
}

function holdBack(event) {
  if (!atWork || !event.target.querySelector?.(INPUT)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held = { form: event.target, submitter: event.submitter };
  const input = event.target.querySelector(".upload-card progress").closest(".uploads").querySelector(INPUT);
  say(input, "The form is sent as soon as its files have been looked at.");
}

function waitingCard(file) {
  const card = document.createElement("li");
  card.className = "upload-card upload-card--waiting";
  const label = document.createElement("label");
  const words = document.createElement("span");
  words.textContent = `“${file.name}” is being sent…`;
  const progress = document.createElement("progress");
  label.append(words, " ", progress);
  const cancel = document.createElement("button");
  Object.assign(cancel, { type: "button", textContent: "Cancel" });
  cancel.setAttribute("aria-label", `Cancel “${file.name}”`);
  cancel.addEventListener("click", () => {
    const input = boxOf(card);
    card.remove();
    input.focus();
  });
  card.append(label, " ", cancel);
  return card;
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

function boxOf(card) {
  return card.closest(".uploads").querySelector(INPUT);
}

function cardsOf(input) {
  return input.closest(".uploads").querySelector(".upload-cards");
}

function say(input, sentence) {
  input.closest(".uploads").querySelector("[role=status]").textContent = sentence;
}
