// A form of the admin as somebody is writing in it: what it would send, and whether that differs from what it showed.

const BEGINS = ["focusin", "pointerdown", "keydown"];
const CHANGES = ["input", "change", "drop", "click"];
const NOT_KEPT = "csrfmiddlewaretoken";

export class WrittenForm {
  #shown = null; // what it would have sent before anybody touched it
  onChange = () => {};
  isSent = false;

  constructor(mark) {
    this.element = mark.form;
    this.isUnsaved = "unsaved" in mark.dataset; // it holds what was sent before and not saved
    // Its editors have settled by the time that somebody touches it.
    for (const name of BEGINS) addEventListener(name, () => (this.#shown ??= this.#text()), { capture: true });
    // Widgets of the admin change fields without an event of their own, but never without somebody's doing.
    for (const name of CHANGES) addEventListener(name, () => this.onChange());
    // Sent, and written in once more: nothing came of the sending.
    addEventListener("input", () => (this.isSent = false));
    addEventListener("submit", (event) => {
      if (event.target !== this.element || event.defaultPrevented) return;
      this.#writeTexts();
      this.isSent = true;
    });
  }

  get isWritten() {
    return this.isUnsaved || (this.#shown !== null && this.#text() !== this.#shown);
  }

  get token() {
    return this.element.elements[NOT_KEPT].value;
  }

  fields() {
    const texts = this.#editedTexts();
    const fields = [];
    const files = [];
    for (const [name, value] of new FormData(this.element)) {
      if (value instanceof File) {
        if (value.name) files.push(value.name);
      } else if (name !== NOT_KEPT && !this.#isSecret(name)) {
        fields.push([name, texts.get(name) ?? value]);
      }
    }
    return { fields, files };
  }

  focus() {
    [...this.element.elements].find((field) => field.checkVisibility() && !field.disabled)?.focus();
  }

  #text() {
    return JSON.stringify(this.fields());
  }

  #isSecret(name) {
    return [...this.element.elements].some((field) => field.name === name && field.type === "password");
  }

  // Formatted text stands in an editor of its own (djangocms-text, tiptap), which empties its field at the first change
  // and fills it when the form is sent, once: a second sending would send nothing.
  #editedTexts() {
    const texts = new Map();
    for (const field of this.element.querySelectorAll("textarea[data-textarea][data-changed=true]")) {
      const editor = document.getElementById(`${field.id}_editor`)?.querySelector(".ProseMirror")?.editor;
      if (!editor) continue;
      texts.set(field.name, editor.getHTML());
      const json = document.getElementById(field.dataset.jsonField);
      if (json) texts.set(json.name, JSON.stringify(editor.getJSON()));
    }
    return texts;
  }

  #writeTexts() {
    for (const [name, text] of this.#editedTexts()) this.element.elements[name].value = text;
  }
}
