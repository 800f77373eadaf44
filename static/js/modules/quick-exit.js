// Leaves the page at a press of its link, or of Shift three times: the page is covered at once and replaced, so that
// “back” does not show it. The rules are those of GOV.UK's “Exit this page”: each press within five seconds of the one
// before; Shift that was held for another key does not count. Without this the link is a plain link.

const WITHIN = 5_000; // milliseconds
const ENOUGH = 3;

export function enhance(root) {
  const link = root.querySelector("[data-quick-exit]");
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  root.append(said);

  const title = document.title;
  let cover, presses = 0, wasModified = false, ends, falls;

  const count = (number, words) => {
    presses = number;
    said.textContent = words;
    if (number) link.dataset.pressed = number;
    else delete link.dataset.pressed;
  };

  const stop = () => {
    clearTimeout(ends);
    ends = undefined;
  };

  const expire = () => {
    stop();
    count(0, "Leaving was stopped.");
    falls = setTimeout(() => (said.textContent = ""), WITHIN);
  };

  const leave = () => {
    stop();
    count(0, "");
    // Nor does the other site learn where its visitor comes from.
    const silence = document.createElement("meta");
    silence.name = "referrer";
    silence.content = "no-referrer";
    document.head.append(silence);
    cover = document.createElement("div");
    cover.className = "quick-exit-cover";
    cover.setAttribute("role", "alert");
    document.body.append(cover);
    // Once it is there, or a screen reader does not say it.
    cover.textContent = document.title = "Loading";
    location.replace(link.href);
  };

  const press = (event) => {
    if (event.key === "Shift" && !wasModified) {
      clearTimeout(falls);
      stop();
      if (presses + 1 >= ENOUGH) leave();
      else {
        const left = ENOUGH - presses - 1;
        count(presses + 1, `Shift: press ${left} more time${left === 1 ? "" : "s"} to leave this page.`);
        ends = setTimeout(expire, WITHIN);
      }
    } else if (ends) expire();
    wasModified = event.shiftKey;
  };

  for (const each of document.querySelectorAll("[data-quick-exit]")) {
    each.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  document.addEventListener("keyup", press, true);
  for (const words of document.querySelectorAll("[data-quick-exit-keys]")) words.hidden = false;

  // A browser may bring the page back as it was left.
  addEventListener("pageshow", () => {
    cover?.remove();
    document.title = title;
    stop();
    clearTimeout(falls);
    count(0, "");
  });
}
