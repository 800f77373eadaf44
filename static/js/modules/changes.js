// Moves between changes with n and p, as the links beside each change do. Only while the focus is among the changes,
// so that the keys are free everywhere else.

export function enhance(root) {
  const changes = [...root.querySelectorAll("[data-change]")];

  root.addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = changes[changes.indexOf(event.target.closest("[data-change]")) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
}
