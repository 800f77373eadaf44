"""What has been loaded before, and what this run adds."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils import timezone

from lscb_site.content.loading.reading import Text
from lscb_site.content.models import LoadedItem


class Ledger:
    """An item in it is left alone for ever: an editor may have changed, withdrawn or deleted it.

    `moment` is when everything of this run goes live. `loaded` counts its items by kind; `changed` names texts that
    a release brings in other words than those once loaded.
    """

    def __init__(self):
        self.moment = timezone.now()
        self.loaded = Counter()
        self.changed = []
        self._entries = {entry.key: entry for entry in LoadedItem.objects.all()}
        self._items = {}
        self._new = set()

    def __len__(self):
        return len(self._entries)

    def new(self, texts: Iterable[Text]) -> Iterator[Text]:
        """Those of `texts` that were never loaded."""
        for text in texts:
            entry = self._entries.get(text.key)
            if entry is None:
                yield text
            elif entry.digest != text.digest:
                self.changed.append(text.key)

    def enter(self, text: Text, item):
        """Remember that `text` became the saved row `item`."""
        entry = LoadedItem.objects.create(key=text.key, object_id=item.pk, digest=text.digest)
        self._entries[text.key] = entry
        self._items[text.key] = item
        self._new.add(text.key)
        self.loaded[text.key.partition("/")[0]] += 1

    def has(self, key: str) -> bool:
        """Whether the text of this key was ever loaded."""
        return key in self._entries

    def is_of_this_run(self, key: str) -> bool:
        return key in self._new

    def find(self, model, kind: str, name: str | None, text: Text, field: str):
        """The row that the text `name` of a kind became; None without a name, or if an editor has deleted it since.

        A name that no text ever had is a problem of `field` in `text`.
        """
        if name is None:
            return None
        key = f"{kind}/{name}"
        if key not in self._entries:
            raise text.problem(f"there is no “{name}” among the {kind}.", field)
        if key not in self._items:
            self._items[key] = model.objects.filter(pk=self._entries[key].object_id).first()
        return self._items[key]

    def find_all(self, model, kind: str, names: Iterable[str], text: Text, field: str) -> list:
        """The rows of several texts, without those deleted since."""
        found = (self.find(model, kind, name, text, field) for name in names)
        return [item for item in found if item is not None]
