// The map is one stop of the keyboard: the arrow keys go from tile to tile, to whichever lies nearest that way on the
// screen. Without this every tile is a stop, and a link leads past them.

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function middle(tile) {
  const { left, right, top, bottom } = tile.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2];
}

// Straight on counts once, aside three times: right of a gap lies the next of the row, not its nearest neighbour below.
export function nearest(tiles, from, [dx, dy]) {
  const [x, y] = middle(from);
  let found = null;
  let least = Infinity;
  for (const tile of tiles) {
    const [tileX, tileY] = middle(tile);
    const on = (tileX - x) * dx + (tileY - y) * dy;
    const aside = Math.abs((tileX - x) * dy) + Math.abs((tileY - y) * dx);
    if (on > 1 && on + 3 * aside < least) {
      found = tile;
      least = on + 3 * aside;
    }
  }
  return found;
}

export function enhance(root) {
  const tiles = [...root.querySelectorAll("a.tile")];
  let stop = tiles.find((tile) => tile.ariaCurrent) ?? tiles[0];
  const rest = (tile) => {
    stop.tabIndex = -1;
    stop = tile;
    stop.tabIndex = 0;
  };
  for (const tile of tiles) tile.tabIndex = -1;
  rest(stop);
  root.querySelector("[data-keys]").dataset.keys = "on";
  root.addEventListener("focusin", ({ target }) => {
    if (tiles.includes(target)) rest(target);
  });
  root.addEventListener("keydown", (event) => {
    if (!tiles.includes(event.target) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to =
      event.key === "Home" ? tiles[0]
      : event.key === "End" ? tiles.at(-1)
      : event.key in DIRECTIONS ? nearest(tiles, event.target, DIRECTIONS[event.key])
      : undefined;
    if (to === undefined) return;
    event.preventDefault();
    to?.focus();
  });
}
