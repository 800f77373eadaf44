// What the card of a file offers to the fields of the form itself. A field that is empty takes it at once; one that holds
// something else has a button beside the offer.

const FILLED = "It is filled in: check it.";

export function offerIn(card, input) {
  for (const button of card.querySelectorAll("button[data-fills]")) {
    const fields = fieldsFor(button, input);
    if (!fields) button.closest("li").remove();
    else if (!fields[0][0].value) fill(button, fields);
    else if (fields.some(([field, value]) => field.value !== value)) button.hidden = false;
  }
  for (const list of card.querySelectorAll(".upload-card__offers")) if (!list.children.length) list.remove();
}

export function fillFrom(button) {
  const fields = fieldsFor(button, button.closest(".uploads").querySelector("input[type='file']"));
  fill(button, fields);
  fields[0][0].focus();
}

// Of the same row of the form, or else of the form: each with its new value.
function fieldsFor(button, input) {
  const row = input.name.slice(0, input.name.lastIndexOf("-") + 1);
  const found = [];
  for (const [name, value] of new URLSearchParams(button.dataset.fills)) {
    const field = input.form.elements[row + name] ?? input.form.elements[name];
    if (!field || field.disabled) return null;
    found.push([field, value]);
  }
  return found;
}

function fill(button, fields) {
  for (const [field, value] of fields) {
    field.value = value;
    for (const name of ["input", "keyup", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
  const said = document.createElement("span");
  said.textContent = FILLED;
  button.replaceWith(said);
}
