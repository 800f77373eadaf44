// Closes a notice for as long as this tab is open. Not a module: modules wait until the page has been read, and what was
// closed before would be seen for a moment and then push everything up. An element of our own is asked the moment it
// comes into the page, before anything is painted. Session storage is gone with the tab, so nothing on a shared device
// tells that somebody was here; the key holds which notice and what it says, so a changed one is shown again.

(() => {
  const PREFIX = "notice-";

  const isClosed = (key) => {
    try {
      return sessionStorage.getItem(PREFIX + key) === "closed";
    } catch {
      return false; // storage is blocked
    }
  };

  customElements.define(
    "urgent-notice",
    class extends HTMLElement {
      connectedCallback() {
        const { key } = this.dataset;
        if (!key) return;
        this.hidden = isClosed(key);
        if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.offer(key));
        else this.offer(key);
      }

      offer(key) {
        const place = this.querySelector(".urgent__close");
        if (!place || place.firstChild) return;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "urgent__button";
        button.textContent = "Close";
        const title = document.createElement("span");
        title.className = "visually-hidden";
        title.textContent = `: ${this.querySelector(".urgent__title").textContent}`;
        button.append(title);
        button.addEventListener("click", () => {
          try {
            sessionStorage.setItem(PREFIX + key, "closed");
          } catch {
            // It is closed on this page alone.
          }
          this.hidden = true;
          document.getElementById("main")?.focus({ preventScroll: true });
        });
        place.append(button);
      }
    },
  );
})();
