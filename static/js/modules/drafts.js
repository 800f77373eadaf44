// Drafts of forms, in the tab's own storage: it is gone with the tab, and no other tab or later reader can see it.
// A draft is { key, person, place, at, fields, files }: the names of chosen files are kept, their contents never.

const NAME = "draft ";
const LASTS = 24 * 60 * 60 * 1000; // milliseconds

export function keep(draft) {
  const name = NAME + draft.key;
  try {
    sessionStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // Storage is full or blocked: an older text of this form would be offered as the newest.
    forget((each) => each.key === draft.key);
  }
}

export function draftsOf(person, place) {
  return all()
    .filter((draft) => draft.person === person && draft.place === place)
    .sort((one, other) => other.at - one.at);
}

export function forget(isMeant) {
  for (const draft of all()) if (isMeant(draft)) sessionStorage.removeItem(NAME + draft.key);
}

function all() {
  const found = [];
  try {
    for (const name of Object.keys(sessionStorage).filter((each) => each.startsWith(NAME))) {
      const draft = JSON.parse(sessionStorage.getItem(name));
      if (Date.now() - draft.at < LASTS) found.push(draft);
      else sessionStorage.removeItem(name);
    }
  } catch {
    // Storage is blocked.
  }
  return found;
}
