// Works out the digest of a file that the reader chose or dropped, asks the server for that digest alone, and shows
// the answer. The file never leaves the browser. Without this the page's form takes a digest worked out by hand.

export function enhance(root) {
  const part = (name) => root.querySelector(`[data-check-${name}]`);
  const drop = part("drop");
  const result = part("result");
  // Browsers have it on https and on localhost alone.
  if (!globalThis.crypto?.subtle) {
    part("missing").hidden = false;
    return;
  }

  const check = async (file) => {
    result.textContent = `Checking “${file.name}”…`;
    try {
      const address = `${location.pathname}?digest=${await digestOf(file)}`;
      const response = await fetch(address);
      if (!response.ok) throw new Error(response.status);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      result.replaceChildren(...page.querySelector("[data-check-result]").childNodes);
      history.replaceState(null, "", address);
    } catch {
      result.textContent = `“${file.name}” could not be checked. Try again, or check it by hand as described below.`;
    }
  };

  const input = part("file");
  input.addEventListener("change", () => input.files.length && check(input.files[0]));

  // Anywhere on the page: a browser opens a file that misses its target.
  const over = (event, isOver) => {
    event.preventDefault();
    drop.toggleAttribute("data-over", isOver);
  };
  document.addEventListener("dragover", (event) => over(event, true));
  document.addEventListener("dragleave", (event) => over(event, false));
  document.addEventListener("drop", (event) => {
    over(event, false);
    if (event.dataTransfer.files.length) check(event.dataTransfer.files[0]);
  });
  drop.hidden = false;
}

async function digestOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
