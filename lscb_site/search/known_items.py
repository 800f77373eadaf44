"""What was called by its name: a borough, a district, a document by its exact title, a phrase that editors pinned."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from lscb_site.caching.keeper import Keeper
from lscb_site.search.asking import named_alone
from lscb_site.search.glossary import runs_of
from lscb_site.search.models import PinnedResult, SearchItem
from lscb_site.search.searchable import ALONE, MAILBOX, searchables
from lscb_site.search.tokens import STOP_WORDS, as_name, singular
from lscb_site.search.visibility import Shown, marks, shown_items
from lscb_site.text.telephone_digits import number_of, numbers_in, with_noughts

MOST_CARDS = 3  # a name that more have, such as "MASH", calls none of them
MOST_NAMED = 8  # that share a short form, such as "LBH": each is named, and none is shown
MOST_OWNERS = 10  # of a telephone number: each is told, because a shared line is each one's own
TELLING_DIGITS = 6  # of a telephone number, for its owner to be meant by a part of it
# Begins where a word does: tried at each of ten thousand letters, it would take half a second.
MAILBOXES = re.compile(r"(?<![^\s@<>(),;:])[^\s@<>(),;:]++@[^\s@<>(),;:]+")
TELLING = 3  # words of a name that leads even in the middle of a question


@dataclass(frozen=True)
class KnownItems:
    """`cards` stand above the results. `first` lead them, pinned ones before the others. `several` share the short form
    that was typed, and none of them is meant more than another."""

    cards: list[SearchItem] = field(default_factory=list)
    first: list[SearchItem] = field(default_factory=list)
    numbers: tuple[str, ...] = ()  # the telephone numbers by which some were called, as people read them out
    several: tuple[SearchItem, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a question may call things by: `names` anywhere in it, `wholes` where it says nothing else."""

    names: frozenset[str]
    wholes: frozenset[str]
    place: str  # what is left of it without the words that ask for a number


def asked_by(words: tuple[str, ...]) -> Asked:
    whole = as_name(" ".join(words))
    telling = as_name(" ".join(word for word in words if word not in STOP_WORDS))
    # “Hammersmith & Fulham” is “Hammersmith and Fulham”.
    joined = [singular(word) for word in words if word != "and"]
    asked = as_name(" ".join(named_alone(words)))
    alone = {f"{ALONE} {form}" for form in (whole, telling, asked)}
    names = {*runs_of(list(map(singular, words))), *runs_of(joined), whole, telling, *alone}
    return Asked(frozenset(names), frozenset({whole, telling, *alone}), asked)


def known_items_in(words: tuple[str, ...], shown: Shown, typed: str = "") -> KnownItems:
    """Those that are called by `words`, or by a telephone number that was `typed`, by a good part of one too."""
    asked = asked_by(words)
    numbers, part = {*numbers_in(with_noughts(typed)), number_of(typed)} - {""}, number_of(typed)
    mailboxes = {f"{MAILBOX}{mailbox.lower().rstrip('.')}" for mailbox in MAILBOXES.findall(typed)}
    values: list[str] = sorted({*asked.names, *numbers, *mailboxes} - {""})
    condition = f"n.words IN ({marks(values)})" if values else "1 = 0"
    if len(part) >= TELLING_DIGITS:
        condition, values = f"({condition} OR n.words LIKE %s)", [*values, f"%{part}%"]
    called: dict[str, dict[int, SearchItem]] = {}
    told: dict[str, str] = {}  # numbers, as they are read out
    for item in shown_items(shown, condition, values):
        if item.called_words in numbers or (part and part in item.called_words):
            told[item.called_words] = item.called
        called.setdefault(item.called_words, {})[item.pk] = item
    if numbers & told.keys():  # a whole number's owner is no longer one of those that have a part of it
        told = {number: shown for number, shown in told.items() if number in numbers}
        called = {name: items for name, items in called.items() if name in told or name in asked.names}
    cards: dict[int, SearchItem] = {}
    first: dict[int, SearchItem] = {}
    several: tuple[SearchItem, ...] = ()
    taken: list[str] = []
    # The longest name first, and none that is only a part of it: a board's before its borough's.
    for name in sorted(called, key=lambda name: (-len(name), name)):
        plain = name.removeprefix(f"{ALONE} ")
        if any(f" {plain} " in f" {longer} " for longer in taken):
            continue
        items = sorted(called[name].values(), key=lambda item: (item.superseded, item.kind, item.title, item.pk))
        with_card = [item for item in items if searchables()[item.source].search_card]
        others = [item for item in items if item not in with_card]
        if 0 < len(with_card) <= (MOST_OWNERS if name in told else MOST_CARDS):
            cards |= {item.pk: item for item in with_card}
            taken.append(plain)
        elif MOST_CARDS < len(with_card) <= MOST_NAMED and plain in (asked.place, *asked.wholes):
            several = tuple(with_card)
        if others and (name in asked.wholes or len(name.split()) >= TELLING or name in told or name in mailboxes):
            first |= {item.pk: item for item in others}
            taken.append(plain)
    most = MOST_OWNERS if told else MOST_CARDS
    pinned = pinned_for(as_name(" ".join(words)), shown)
    return KnownItems(list(cards.values())[:most], [*pinned, *first.values()], tuple(sorted(told.values())), several)


def read_pins(moment: datetime) -> tuple[dict[str, list[str]], None]:
    """The addresses that editors pinned for each phrase."""
    pins: dict[str, list[str]] = {}
    for words, address in PinnedResult.objects.order_by("position", "pk").values_list("words", "address"):
        pins.setdefault(words, []).append(address)
    return pins, None


pins = Keeper(read_pins)


def pinned_for(phrase: str, shown: Shown) -> list[SearchItem]:
    """What editors pinned for a phrase, as far as visitors may find it now."""
    return items_at(pins.get().get(phrase, []), shown)


def items_at(addresses: list[str], shown: Shown) -> list[SearchItem]:
    """What visitors find at some addresses, in their order."""
    if not addresses:
        return []
    items = shown_items(shown, f"i.url IN ({marks(addresses)})", addresses)
    # A document and its current edition have one address: one of them is enough.
    found = {item.url: item for item in sorted(items, key=lambda item: item.superseded, reverse=True)}
    return [found[address] for address in addresses if address in found]
