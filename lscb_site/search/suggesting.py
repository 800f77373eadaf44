"""What a search field suggests while somebody types: tasks, titles, boroughs and front doors, then terms of the
glossary. One slip is forgiven where nothing fits, because the reader chooses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lscb_site.caching.keeper import Keeper
from lscb_site.search.glossary import runs_of
from lscb_site.search.known_items import TELLING_DIGITS
from lscb_site.search.models import GlossaryForm, SearchItem, SearchName
from lscb_site.search.results import beside_of
from lscb_site.search.slips import LETTERS, loosely_like, slips_in
from lscb_site.search.tokens import as_name, singular, words_of
from lscb_site.search.visibility import Shown, current_among, shown_items
from lscb_site.text.telephone_digits import number_of

SHOWN = 8
MOST_TASKS = 2
MOST_SLIPS = 2  # in all, one a word
MOST_TERMS = 2  # that names leave room for
LOOKED_AT = 60  # names that fit
LIKE = 200  # names that may fit but for a slip
SHORTEST = 2  # letters
MOST_TYPED = 8  # words; the others are for the search itself
BEGINNING = 4  # letters by which a title may be meant
CLOSEST = 5  # titles
ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True)
class Suggestion:
    words: str
    about: str = ""
    url: str = ""


# What people come for, with other words for it. As templates/includes/ways_on.html, the most urgent first.
TASKS = (
    (
        "Report a concern about a child",
        "What to do now",
        "/worried/",
        "worried worry refer referral tell someone abuse neglect harm help danger safeguarding police emergency",
    ),
    (
        "Find a borough’s number",
        "Contacts",
        "contacts:list",
        "call phone telephone contact council who to ring social services front door",
    ),
    (
        "All documents",
        "Documents",
        "resources:list",
        "protocol agreement guidance report paper download library resources",
    ),
    ("All news", "News", "news:list", "conference launch report"),
)


@dataclass(frozen=True)
class BeingTyped:
    """What was typed, in words. Each of `asked` is one thing: the ways to say it, of which each is words."""

    text: str
    words: tuple[str, ...]
    asked: tuple[tuple[str, ...], ...]
    number: str

    @property
    def whole(self) -> str:
        return self.number or " ".join(self.words)


def suggest(typed: str, moment: datetime | None = None) -> list[Suggestion]:
    """Those in which every word typed begins a word, or that the glossary calls the same."""
    words = tuple(words_of(typed[:200])[:MOST_TYPED])
    words = tuple(word for word in words if word not in ARTICLES) or words
    if sum(map(len, words)) < SHORTEST:
        return []
    forms = forms_like(words)
    asked = BeingTyped(typed, words, tuple(things_in(words, forms)), number_of(typed))
    shown = Shown.at(moment or timezone.now())
    terms = [Suggestion(form.term.term, form.term.forms[1] if form.term.forms[1:] else "") for form in forms
             if fits(words, form.words)]  # fmt: skip
    tasks = list(tasks_for(words))
    names = names_for(asked, shown)
    if not (terms or tasks or names):
        tasks, names = list(tasks_for(words, slips=MOST_SLIPS)), names_but_for_a_slip(words, shown)
    explained = {as_name(term.words): term for term in terms}
    # A name that several have is searched for, as a term is: then it says what it means.
    said = [each if each.url else explained.get(as_name(each.words), each) for each in named(names)]
    first = once([*tasks[:MOST_TASKS], *said])
    room = SHOWN - min(MOST_TERMS, len(once(terms)))
    return once([*first[:room], *terms, *first[room:]])[:SHOWN]


def once(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Without those that say or open what another one before them does."""
    said: set[str] = set()
    found = []
    for each in suggestions:
        marks_of_it = {as_name(each.words), each.url} - {""}
        if said.isdisjoint(marks_of_it):
            found.append(each)
            said |= marks_of_it
    return found


def fits(words: Iterable[str], name: str) -> bool:
    """Whether each word begins one of a name."""
    padded = f" {name}"
    return all(f" {word}" in padded for word in words)


def tasks_for(words: tuple[str, ...], slips: int = 0) -> Iterator[Suggestion]:
    for said, about, address, also in TASKS:
        known = f"{as_name(said)} {as_name(also)}"
        if slips_in(tuple(map(singular, words)), known, slips) is not None:
            yield Suggestion(said, about, address if address.startswith("/") else reverse(address))


class KnownForm(NamedTuple):
    """A form of the glossary, with what it is compared by: itself behind a blank, and the usual form of its term."""

    form: GlossaryForm
    padded: str
    usual: str


def read_forms(moment: datetime) -> tuple[list[KnownForm], None]:
    forms = GlossaryForm.objects.select_related("term")
    return [KnownForm(form, f" {form.words}", as_name(form.term.term)) for form in forms], None


all_forms = Keeper(read_forms)


def forms_like(words: tuple[str, ...]) -> list[GlossaryForm]:
    """The forms of the glossary that are in what was typed, or that it begins."""
    runs = runs_of(list(words)) | runs_of(list(map(singular, words)))
    first = f" {words[0]}"  # most forms do not have it
    found = [
        known
        for known in all_forms.get()
        if (first in known.padded and fits(words, known.form.words)) or known.form.words in runs
    ]
    whole = " ".join(words)

    def rank(known: KnownForm) -> tuple[bool, bool, int, str, int]:
        usual, form = known.usual, known.form
        return not usual.startswith(whole), not form.words.startswith(whole), len(usual), usual, form.pk

    return [known.form for known in sorted(found, key=rank)]


def things_in(words: tuple[str, ...], forms: list[GlossaryForm]) -> Iterator[tuple[str, ...]]:
    """The ways to say each thing that was typed: a form of the glossary with those that equal it, or a word."""
    equals: dict[str, list[str]] = {}
    for form in forms:
        equals.setdefault(form.words, []).extend(form.term.forms)
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            run = " ".join(words[at:end])
            others = equals.get(run) or equals.get(as_name(run), [])
            if others:
                yield tuple(dict.fromkeys([as_name(run), *map(as_name, others)]))
                break
        else:
            end = at + 1
            yield (singular(words[at]),)
        at = end


def names_for(asked: BeingTyped, shown: Shown) -> list[SearchItem]:
    """The names that fit, the best first: what is current, what begins with all that was typed, the shortest."""
    parts, values = [], []
    for ways in asked.asked:
        parts.append("(" + " OR ".join(["n.words LIKE %s OR n.words LIKE %s"] * len(ways)) + ")")
        values += [pattern for way in ways for pattern in (f"{way}%", f"% {way}%")]
    condition = " AND ".join(parts)
    if asked.number:
        condition = f"({condition}) OR n.words LIKE %s"
        values.append(f"%{asked.number}%" if len(asked.number) >= TELLING_DIGITS else f"{asked.number}%")
    return best_of(condition, values, as_name(asked.whole), LOOKED_AT, shown)


def best_of(condition: str, values: list[str], whole: str, most: int, shown: Shown) -> list[SearchItem]:
    """A total order that is the same on every database: of no letters, which each sorts in its own way."""
    order = "shown.superseded, CASE WHEN n.words LIKE %s THEN 0 ELSE 1 END, LENGTH(n.words), i.id, n.id LIMIT %s"
    found = shown_items(shown, f"({condition}) ORDER BY {order}", [*values, f"{whole}%", most])
    return sorted(found, key=lambda item: (item.superseded, not item.called_words.startswith(whole),
                                           len(item.called_words), item.called_words))  # fmt: skip


def names_but_for_a_slip(words: tuple[str, ...], shown: Shown) -> list[SearchItem]:
    """The names that fit but for a slip in a word, those with the fewest slips first."""
    if not any(len(word) >= LETTERS for word in words):
        return []
    parts, values = [], []
    for word in map(singular, words):
        patterns = loosely_like(word)
        parts.append("(" + " OR ".join(["n.words LIKE %s"] * len(patterns)) + ")")
        values += patterns
    likely = best_of(" AND ".join(parts), values, words[0][0], LIKE, shown)
    asked = tuple(map(singular, words))
    slips = [(item, slips_in(asked, item.called_words, MOST_SLIPS)) for item in likely]
    return [item for item, _ in sorted(((item, n) for item, n in slips if n is not None), key=lambda pair: pair[1])]


def named(names: list[SearchItem]) -> Iterator[Suggestion]:
    """One for each item, by the first of its names that fits; a name that several have leads to a search for it. What
    has nothing to open but a demonstration copy says so, and so does what was superseded."""
    by_name: dict[str, dict[str, SearchItem]] = {}
    for item in names:
        by_name.setdefault(item.called_words, {}).setdefault(item.group, item)
    items = {item.pk: item for having in by_name.values() for item in having.values()}
    beside = beside_of(list(items.values()))
    suggested: set[str] = set()
    for having in by_name.values():
        current = [item for item in having.values() if not item.superseded] or list(having.values())
        item = current[0]
        if len(current) > 1:
            yield Suggestion(item.called, item.kind_words)
        elif item.group not in suggested:
            apart = "" if as_name(item.called) == as_name(item.title) else f", {item.title}"
            made_up = ", demonstration copy" if "demonstration" in dict(beside[item.pk].states) else ""
            old = ", superseded" if item.superseded else ""
            yield Suggestion(item.called, item.kind_words + apart + made_up + old, item.url)
            suggested.add(item.group)


def closest(words: tuple[str, ...], moment: datetime) -> list[SearchItem]:
    """The items whose titles are most like words that found nothing."""
    # Loaded when first needed: most searches find something.
    from rapidfuzz import fuzz, process

    beginnings = {word[:BEGINNING] for word in words if len(word) >= BEGINNING and not word.isdecimal()}
    fits = Q()
    for beginning in beginnings:
        fits |= Q(words__startswith=beginning) | Q(words__contains=f" {beginning}")
    if not beginnings:
        return []
    names = list(SearchName.objects.filter(fits).order_by("pk")[:LOOKED_AT])
    current = current_among([name.item_id for name in names], Shown.at(moment))
    called = {name.words: current[name.item_id] for name in names if name.item_id in current}
    near = process.extract(" ".join(words), list(called), scorer=fuzz.token_set_ratio, limit=CLOSEST)
    return [called[each] for each, *_ in near]
