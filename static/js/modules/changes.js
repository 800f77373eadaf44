// Moves between changes with n and p, as the links at each change do. Only while the focus is among them, so that the
// keys stay free everywhere else.

export function enhance(root) {
  const changes = [...root.querySelectorAll("[data-change]")];

  root.addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    // From a link above the first change, n leads to the first.
    const next = changes[changes.indexOf(event.target.closest("[data-change]")) + step];
    if (!next) return;
    event.preventDefault();
    for (let folded = next.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    next.focus();
  });
  root.querySelector("[data-changes-keys]").hidden = !changes.length;
}
