"""What was called by its name: a borough, a front door, a document by its exact title, a phrase that editors pinned."""

from dataclasses import dataclass, field

from lscb_site.search.glossary import runs_of
from lscb_site.search.models import PinnedResult, SearchItem
from lscb_site.search.searchable import searchables
from lscb_site.search.tokens import STOP_WORDS, as_name, singular
from lscb_site.search.visibility import Shown, marks, shown_items
from lscb_site.text.telephone_digits import number_of, numbers_in

MOST_CARDS = 3  # a name that more have, such as "MASH", calls none of them
TELLING_DIGITS = 6  # of a telephone number, for its owner to be meant by a part of it
TELLING = 3  # words of a name that leads even in the middle of a question


@dataclass(frozen=True)
class KnownItems:
    """`cards` stand above the results. `first` lead them, pinned ones before the others."""

    cards: list[SearchItem] = field(default_factory=list)
    first: list[SearchItem] = field(default_factory=list)
    numbers: tuple[str, ...] = ()  # the telephone numbers by which some were called, as people read them out


def known_items_in(words: tuple[str, ...], shown: Shown, typed: str = "") -> KnownItems:
    """Those that are called by `words`, or by a telephone number that was `typed`, by a good part of one too."""
    whole = as_name(" ".join(words))
    telling = as_name(" ".join(word for word in words if word not in STOP_WORDS))
    numbers, part = numbers_in(typed), number_of(typed)
    runs = {*runs_of(list(map(singular, words))), whole, telling, *numbers}
    condition, values = f"n.words IN ({marks(runs)})", sorted(runs)
    if len(part) >= TELLING_DIGITS:
        condition, values = f"({condition} OR n.words LIKE %s)", [*values, f"%{part}%"]
    called: dict[str, dict[int, SearchItem]] = {}
    shown_numbers: set[str] = set()
    for item in shown_items(shown, condition, values):
        if item.called_words in numbers or (part and part in item.called_words):
            shown_numbers.add(item.called)
        called.setdefault(item.called_words, {})[item.pk] = item
    cards: dict[int, SearchItem] = {}
    first: dict[int, SearchItem] = {}
    taken: list[str] = []
    # The longest name first, and none that is only a part of it: a board's before its borough's.
    for name in sorted(called, key=len, reverse=True):
        if any(f" {name} " in f" {longer} " for longer in taken):
            continue
        with_card = [item for item in called[name].values() if searchables()[item.source].search_card]
        others = [item for item in called[name].values() if item not in with_card]
        if 0 < len(with_card) <= MOST_CARDS:
            cards |= {item.pk: item for item in with_card}
            taken.append(name)
        if others and (name in (whole, telling) or len(name.split()) >= TELLING or name.isdecimal()):
            first |= {item.pk: item for item in sorted(others, key=lambda item: (item.superseded, item.kind, item.pk))}
            taken.append(name)
    pinned = pinned_for(whole, shown)
    return KnownItems(list(cards.values())[:MOST_CARDS], [*pinned, *first.values()], tuple(sorted(shown_numbers)))


def pinned_for(phrase: str, shown: Shown) -> list[SearchItem]:
    """What editors pinned for a phrase, as far as visitors may find it now."""
    addresses = list(
        PinnedResult.objects.filter(words=phrase).order_by("position", "pk").values_list("address", flat=True)
    )
    if not addresses:
        return []
    items = shown_items(shown, f"i.url IN ({marks(addresses)})", addresses)
    # A document and its current edition have one address: one of them is enough.
    found = {item.url: item for item in sorted(items, key=lambda item: item.superseded, reverse=True)}
    return [found[address] for address in addresses if address in found]
