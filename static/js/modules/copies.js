// A button that copies what a field holds. It is hidden without script: the field can be copied by hand. Where the
// browser lets no page write to the clipboard the text is marked, and the words beside it say what to press.

export function addCopying(root) {
  for (const button of root.querySelectorAll("button[data-copies]")) {
    const field = root.getElementById(button.dataset.copies);
    const said = button.parentElement.querySelector("[role='status']");
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = "Copied.";
      } catch {
        field.focus();
        said.textContent = "It is marked: copy it with Ctrl and C.";
      }
    });
  }
}
