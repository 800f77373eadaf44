// Enhances what already works. An element names its behaviours in data-module; each is fetched only where it is used,
// and one that fails leaves the page and the others as they were.

const behaviours = {
  "call-now": () => import("./modules/call-now.js"),
  "changes": () => import("./modules/changes.js"),
  "check-copy": () => import("./modules/check-copy.js"),
  "filter-list": () => import("./modules/filter-list.js"),
  "quick-exit": () => import("./modules/quick-exit.js"),
  "search-key": () => import("./modules/search-key.js"),
  "search-suggest": () => import("./modules/search-suggest.js"),
  "tile-map": () => import("./modules/tile-map.js"),
};

function start(name, element) {
  behaviours[name]?.()
    .then(({ enhance }) => enhance(element))
    .catch((error) => console.error(`The behaviour ${name} failed:`, error));
}

for (const element of document.querySelectorAll("[data-module]")) {
  for (const name of element.dataset.module.split(" ")) start(name, element);
}

// The site's search is on every page, so its suggestions are fetched once somebody enters a field. What the field is
// must be true before that, or a screen reader names it twice.

const fields = [...document.querySelectorAll("form[data-suggest] [type=search]")];
const isCombobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };

for (const field of fields) {
  for (const [name, value] of Object.entries(isCombobox)) field.setAttribute(name, value);
  const enter = () => start("search-suggest", field.form);
  if (field === document.activeElement) enter();
  else field.addEventListener("focus", enter, { once: true });
}

// `/` leads to the search field in view. The page of the search turns it off for those whom a single key troubles.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.target.isContentEditable || event.target.closest("input, select, textarea")) return;
  const field = fields.find((each) => each.checkVisibility());
  if (!field || isTurnedOff()) return;
  event.preventDefault();
  field.focus();
  field.select();
});

function isTurnedOff() {
  try {
    return localStorage.getItem("search-key") === "off";
  } catch {
    return false; // storage is blocked
  }
}

// A table that is wider than its place is scrolled by keyboard too, and is a stop only then.
const tables = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

for (const table of document.querySelectorAll(".prose table")) tables.observe(table);

// On paper a page says when it was printed, by London's clock; without this, when it was made.
addEventListener("beforeprint", () => {
  const inLondon = (parts) => new Date().toLocaleString("en-GB", { timeZone: "Europe/London", ...parts });
  const day = inLondon({ day: "numeric", month: "long", year: "numeric" });
  const time = inLondon({ hour: "2-digit", minute: "2-digit" });
  document.querySelector("[data-printed]").textContent = `Printed on ${day} at ${time}.`;
});
