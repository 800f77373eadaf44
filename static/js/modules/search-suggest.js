// Suggests titles, terms and boroughs while somebody types: the combobox of the ARIA Authoring Practices with a list
// that is chosen from by hand. The focus never leaves the field. An option that has an address leads there, any other
// is searched for. Where an answer fails nothing is suggested, and the form is the plain form that it always was.

const WAIT = 120; // milliseconds without a key
const SHORTEST = 2; // letters
const LONGEST = 200;

export function enhance(form) {
  const field = form.querySelector("[type=search]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let options = []; // { element, words, url }
  let active = -1; // none: what was typed stands
  let timer, request;

  list.className = "suggestions";
  list.id = `${field.id}-suggestions`;
  list.hidden = true;
  list.role = "listbox";
  list.ariaLabel = "Suggestions";
  said.className = "visually-hidden";
  said.ariaLive = "polite";
  form.append(list, said);
  field.setAttribute("aria-controls", list.id);

  const isOpen = () => !list.hidden;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    field.ariaExpanded = "false";
    said.textContent = "";
    activate(-1);
  }

  function activate(number) {
    active = number;
    options.forEach(({ element }, place) => (element.ariaSelected = String(place === active)));
    const element = options[active]?.element;
    if (element) field.setAttribute("aria-activedescendant", element.id);
    else field.removeAttribute("aria-activedescendant");
    element?.scrollIntoView({ block: "nearest" });
  }

  function show(words, about, urls) {
    options = words.map((each, place) => {
      const element = document.createElement("li");
      const name = document.createElement("span");
      const more = document.createElement("span");
      element.id = `${list.id}-${place}`;
      element.role = "option";
      element.className = urls[place] ? "suggestions__page" : "suggestions__words";
      name.textContent = each;
      more.textContent = about[place];
      more.className = "suggestions__about";
      element.append(name, " ", more);
      return { element, words: each, url: urls[place] };
    });
    list.replaceChildren(...options.map(({ element }) => element));
    activate(-1);
    list.hidden = !options.length;
    field.ariaExpanded = String(isOpen());
    said.textContent = options.length ? `${options.length} suggestion${options.length > 1 ? "s" : ""}` : "No suggestions";
  }

  async function ask() {
    request?.abort();
    const typed = field.value.trim();
    if (typed.length < SHORTEST || typed.length > LONGEST) return close();
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      if (!answer.ok) return close();
      const [, words, about, urls] = await answer.json();
      if (document.activeElement === field) show(words, about, urls);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function choose({ words, url }) {
    close();
    field.value = words;
    if (url) location.assign(url);
    else form.requestSubmit();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  }

  const move = (step) => {
    if (!isOpen()) return ask();
    // One place more than there are options: the field itself, between the last and the first.
    const places = options.length + 1;
    activate(((active + 1 + step + places) % places) - 1);
  };

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => (isOpen() && options[active] ? choose(options[active]) : false),
    Escape: () => {
      if (isOpen()) return close();
      if (!field.value) return false;
      close();
      field.value = "";
    },
  };

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (keys[event.key] && keys[event.key]() !== false) event.preventDefault();
  });
  field.addEventListener("input", wait);
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // A press on the list must not take the focus from the field, or the list were gone before the press ends.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = options.find(({ element }) => element.contains(event.target));
    if (option) choose(option);
  });
  // What was typed while this was on its way.
  if (field.value !== field.defaultValue) wait();
}
