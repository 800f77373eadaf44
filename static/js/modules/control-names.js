// Says what a control is for to those who do not see it, where a library's script makes one without a name: the editor
// of texts, lists with a search box, two lists side by side. What it was made for has a label; the copy takes it over.

const SIGNS = {
  ":is(a, button):not([aria-label], [title]):has(> .cms-icon-search:only-child)": "Search",
  ":is(a, button):not([aria-label], [title]):has(> .cms-icon-arrow:only-child)": "Open or close",
  ":is(.cms-pagetree-dropdown-trigger, [data-toggle=filer-dropdown]):not([aria-label], [title])": "What can be done",
};

// The libraries make their controls when they like, and again for each row that is added.
export function keepNamed(page) {
  nameControls(page);
  new MutationObserver(() => nameControls(page)).observe(page.body, { childList: true, subtree: true });
}

function nameControls(root) {
  for (const editor of root.querySelectorAll("[contenteditable][role=textbox]:not([aria-label])")) nameEditor(editor);
  for (const bar of root.querySelectorAll(".cms-toolbar[role=menubar]")) nameBar(bar);
  for (const box of root.querySelectorAll(".select2-selection[role=combobox]")) nameBox(box);
  for (const filter of root.querySelectorAll(".selector-filter input:not([aria-label])")) filter.ariaLabel = "Filter the list";
  for (const tip of root.querySelectorAll("span.help-tooltip[aria-label]:not([role])")) tip.role = "img";
  for (const [selector, name] of Object.entries(SIGNS)) {
    for (const sign of root.querySelectorAll(selector)) sign.ariaLabel = sign.textContent.trim() || name;
  }
  for (const tip of root.querySelectorAll("a:not([aria-label]) > [data-cms-tooltip]")) {
    tip.parentElement.ariaLabel = tip.dataset.cmsTooltip;
  }
  for (const frame of root.querySelectorAll(".cms-modal iframe:not([title])")) {
    frame.title = frame.closest(".cms-modal").querySelector(".cms-modal-title").textContent.trim() || "Window";
  }
  for (const bar of root.querySelectorAll("[role=bar]")) bar.removeAttribute("role"); // there is no such role
  // A corner of a table is empty, and is no head of anything.
  for (const head of root.querySelectorAll("thead th:not(:has(*))")) {
    if (!head.textContent.trim()) head.replaceWith(cornerLike(head));
  }
  // The CMS names the column of the pages' states by their language, and there is one.
  const states = root.querySelector(".cms-pagetree-header-lang");
  if (states && states.textContent !== "State") states.textContent = "State";
}

function cornerLike(head) {
  const corner = document.createElement("td");
  corner.className = head.className;
  return corner;
}

function nameEditor(editor) {
  editor.ariaLabel = nameOf(textOf(editor)) || "Text";
}

function nameBar(bar) {
  bar.role = "toolbar"; // it holds buttons, and no items of a menu
  bar.ariaLabel = `Formatting of “${nameOf(textOf(bar)) || "the text"}”`;
}

function textOf(part) {
  return part.closest(".cms-editor-inline-wrapper")?.parentElement.querySelector("textarea.CMS_Editor");
}

function nameBox(box) {
  const field = box.closest(".select2")?.previousElementSibling;
  const name = nameOf(field);
  if (!name) return;
  const search = box.querySelector(".select2-search__field");
  if (search) search.ariaLabel = name;
  const chosen = box.querySelector(".select2-selection__rendered");
  const words = chosen?.title || "nothing chosen";
  for (const claim of ["role", "aria-readonly"]) chosen?.removeAttribute(claim); // it is a part of the box, and no second
  box.removeAttribute("aria-labelledby");
  box.ariaLabel = search ? name : `${name}: ${words}`;
}

function nameOf(field) {
  return field?.ariaLabel || field?.labels?.[0]?.textContent.trim().replace(/:$/, "") || "";
}
