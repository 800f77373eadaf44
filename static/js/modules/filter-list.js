// Filters a list that is already on the page as a reader types. Every item says in data-filter what it is found by;
// a tile of the map with the same address is dimmed with it. Without this the form asks the server, with the same rule:
// every word must stand somewhere.

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

export function enhance(root) {
  const input = root.querySelector("input[type=search]");
  const count = root.querySelector("[data-filter-count]");
  const empty = root.querySelector("[data-filter-empty]");
  const items = [...root.querySelectorAll("[data-filter]")].map((element) => ({
    element,
    text: plain(element.dataset.filter),
    address: element.querySelector("a").pathname,
  }));
  const tiles = [...root.querySelectorAll("a.tile")];
  // The server has filtered the list already: what it left out is not here to be found.
  if (items.length < tiles.length) return;

  const filter = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const found = new Set();
    for (const { element, text, address } of items) {
      const matches = words.every((word) => text.includes(word));
      element.hidden = !matches;
      if (matches) found.add(address);
    }
    for (const tile of tiles) tile.parentElement.toggleAttribute("data-dimmed", !found.has(tile.pathname));
    count.textContent = `${found.size} of ${items.length} authorities`;
    empty.hidden = found.size > 0;
  };

  input.addEventListener("input", filter);
  if (input.value) filter();
}
