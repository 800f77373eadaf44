// Says that `/` leads to the search field on any page, and lets a reader turn that off: a single key can be pressed by
// a tremor or spoken by mistake (WCAG 2.1.4). The choice stays in this browser; js/site.js reads it.

const NAME = "search-key";

export function enhance(root) {
  const said = root.querySelector("[data-search-key-said]");
  const button = root.querySelector("button");
  const show = () => {
    const isOff = localStorage.getItem(NAME) === "off";
    said.textContent = isOff ? "does not lead to the search field." : "leads to the search field, on any page.";
    button.textContent = isOff ? "Turn this key on" : "Turn this key off";
  };

  button.addEventListener("click", () => {
    if (localStorage.getItem(NAME) === "off") localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, "off");
    show();
  });
  try {
    show();
  } catch {
    return; // storage is blocked: nothing could be kept
  }
  root.hidden = false;
}
