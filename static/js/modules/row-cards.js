// A table of rows that is wider than its frame becomes a card for each row (css/rows.css). Each cell knows the head of
// its column, because a card has none. A row that is added is a copy of one that is there.

export function makeCards(root) {
  for (const table of root.querySelectorAll(".tabular table")) {
    labelCells(table);
    const frame = table.parentElement;
    let width = 0;
    const fit = () => {
      table.classList.remove("is-cards");
      table.classList.toggle("is-cards", table.offsetWidth > frame.clientWidth);
    };
    new ResizeObserver(() => {
      if (frame.clientWidth === width) return;
      width = frame.clientWidth;
      requestAnimationFrame(fit); // not now: it changes the height of what is observed
    }).observe(frame);
    // A first row makes a table wider than it was: once its controls are made, which takes until the next frame.
    new MutationObserver(() => requestAnimationFrame(fit)).observe(table.tBodies[0], { childList: true });
  }
}

function labelCells(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
  for (const row of table.tBodies[0].rows) {
    if (row.cells.length !== heads.length) continue; // what is wrong with a row as a whole
    heads.forEach((head, place) => (row.cells[place].dataset.label = head));
  }
}
