// A file may be dropped anywhere on a page that takes one: it goes to the box under it, or to the only box there is. A
// file that misses would otherwise open in place of the form, and of what was typed.

const BOX = "input[type='file']";
const ROW = ".uploads, .form-row, fieldset, form";

export function takeDrops() {
  let leaving;
  document.addEventListener("dragover", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    const box = boxFor(event.target);
    event.dataTransfer.dropEffect = box ? "copy" : "none";
    mark(box);
    clearTimeout(leaving);
    leaving = setTimeout(mark, 300); // there is no event for leaving the window that every browser sends
  });
  document.addEventListener("drop", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    mark();
    const box = boxFor(event.target);
    if (!box) return;
    const carried = new DataTransfer();
    for (const file of box.multiple ? event.dataTransfer.files : [event.dataTransfer.files[0]]) carried.items.add(file);
    box.files = carried.files;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// Not where a library or an editor of texts takes it.
function isOurs(event) {
  return !event.defaultPrevented && event.dataTransfer?.types.includes("Files") && !event.target.closest?.("[contenteditable]");
}

function boxFor(target) {
  const boxes = [...document.querySelectorAll(BOX)].filter((box) => !box.disabled && box.checkVisibility());
  if (boxes.length < 2) return boxes[0];
  for (let row = target.closest?.(ROW); row; row = row.parentElement?.closest(ROW)) {
    const inside = boxes.filter((box) => row.contains(box));
    if (inside.length) return inside.length === 1 ? inside[0] : undefined;
  }
  return undefined;
}

function mark(box) {
  for (const each of document.querySelectorAll("[data-drop-here]")) delete each.dataset.dropHere;
  if (box) box.dataset.dropHere = "";
}
