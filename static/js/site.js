// Enhances what already works. An element names its behaviours in data-module; each is fetched only where it is used,
// and one that fails leaves the page and the others as they were.

const behaviours = {
  "call-now": () => import("./modules/call-now.js"),
  "changes": () => import("./modules/changes.js"),
  "check-copy": () => import("./modules/check-copy.js"),
  "filter-list": () => import("./modules/filter-list.js"),
};

for (const element of document.querySelectorAll("[data-module]")) {
  for (const name of element.dataset.module.split(" ")) {
    behaviours[name]?.()
      .then(({ enhance }) => enhance(element))
      .catch((error) => console.error(`The behaviour ${name} failed:`, error));
  }
}
