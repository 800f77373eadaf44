"""A whole search: what was typed, what it became, and what was found, grouped and ordered."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from lscb_site.search.asking import named_alone
from lscb_site.search.backends import MOST, Choice, Hit, backend
from lscb_site.search.known_items import KnownItems, known_items_in
from lscb_site.search.models import SearchItem
from lscb_site.search.parsing import Query, of_number, read_query
from lscb_site.search.spelling import Question, put_right
from lscb_site.text.telephone_digits import as_read, number_of, numbers_in, with_noughts

WHOLE_NUMBER = 9  # digits of what can only be a telephone number
FEW = 5  # results: with fewer, any of the words is enough


@dataclass
class ResultGroup:
    """The hits that stand in the results as one, best first. None where it comes only because of its name."""

    key: str
    kind: str
    kind_words: str
    superseded: bool = False
    item_id: int = 0  # of a superseded one, which stands by itself
    years: set[int] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)  # lines of `SearchItem.topics`
    hits: list[Hit] = field(default_factory=list)

    def fits(self, choice: Choice) -> bool:
        return (
            (not choice.kind or choice.kind == self.kind)
            and (not choice.year or choice.year in self.years)
            and (not choice.topic or any(line.startswith(f"{choice.topic}\t") for line in self.topics))
        )


@dataclass
class Outcome:
    """What a search found.

    `corrected` holds the words that were searched for in the place of misspelt ones. `of_any`: too little had all
    words, so results with any of them follow. `of_number`: a telephone number was typed, and nothing else. `left_out`
    is how many superseded results were not asked for. `questions` ask for a name that may have been meant. `nobodys` is
    a whole telephone number that nobody in the directory has.
    """

    query: Query
    named: KnownItems = field(default_factory=KnownItems)
    groups: list[ResultGroup] = field(default_factory=list)
    left_out: int = 0
    of_any: bool = False
    corrected: dict[str, str] = field(default_factory=dict)
    is_capped: bool = False
    of_number: bool = False
    questions: tuple[Question, ...] = ()
    nobodys: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.named.cards

    def counts(self, facet: str, choice: Choice) -> dict[Any, int]:
        """How many results each choice of a facet ("kind", "topic" or "year") would leave beside the other choices."""
        without: dict[str, Any] = {facet: None if facet == "year" else ""}
        others = replace(choice, **without)
        found: dict[Any, int] = {}
        for group in self.groups:
            if group.fits(others):
                values: dict[str, set[Any]] = {"kind": {group.kind}, "topic": group.topics, "year": group.years}
                for value in values[facet]:
                    found[value] = found.get(value, 0) + 1
        return found


def search(
    text: str, moment: datetime, *, choice: Choice | None = None, superseded: bool = False, as_typed: bool = False
) -> Outcome:
    """Search for `text` at a moment. `superseded` includes what was superseded, `as_typed` corrects no spelling.

    `groups` of the outcome are not narrowed to `choice`; it only makes sure that a choice is searched to its end where
    more match than are ranked.
    """
    choice = choice or Choice()
    query = read_query(text)
    outcome = Outcome(query)
    if not query:
        return outcome
    outcome.named = known_items_in(query.typed, moment, text)
    number = number_of(text)
    whole = [each for each in (number, *numbers_in(with_noughts(text))) if len(each) >= WHOLE_NUMBER]
    if whole and not outcome.named.numbers:
        outcome.nobodys = as_read(whole[0])
        if not [word for word in named_alone(query.typed) if not word.isdecimal()]:
            number = whole[0]  # nothing was asked but whose it is
    if number and (outcome.named.numbers or len(number) >= WHOLE_NUMBER):
        outcome.of_number = True
        query = of_number(text, number, outcome.named.numbers)
    hits = find(outcome, query, moment, choice)
    if few(hits, superseded) and not as_typed:
        spelt = put_right(query, moment)
        outcome.questions = spelt.questions
        if spelt.right:
            query = query.with_words(spelt.right)
            outcome.corrected = {word: phrase.words[0] for word, phrase in spelt.right.items() if not phrase.is_prefix}
            meant = known_items_in(tuple(outcome.corrected.get(word, word) for word in query.typed), moment)
            outcome.named = replace(outcome.named, first=meant.first)  # a guess brings no card
            hits = find(outcome, query, moment, choice)
    groups = grouped(hits)
    if few(hits, superseded) and len(query.groups) > 1:
        query = query.with_any()
        further = grouped(backend().weighed(query, find(outcome, query, moment, choice)))
        outcome.of_any = len(further) > len(groups)
        # What has all of them leads, at the page that says most.
        groups = {key: further.get(key, group) for key, group in groups.items()} | further
    else:
        groups = grouped(backend().weighed(query, hits))
    outcome.query = query
    outcome.left_out = sum(group.superseded for group in groups.values()) * (not superseded)
    # What has a card is not shown twice; but of a number's owner the results say which of its lines that is.
    with_card = set() if outcome.of_number else {item.group for item in outcome.named.cards}
    kept = [group for group in groups.values() if (superseded or not group.superseded) and group.key not in with_card]
    first = [*outcome.named.cards, *outcome.named.first] if outcome.of_number else outcome.named.first
    outcome.groups = led_by(first, kept)
    if not outcome.groups:
        outcome.corrected = {}  # it led to nothing, so what was typed stands
    return outcome


def find(outcome: Outcome, query: Query, moment: datetime, choice: Choice) -> list[Hit]:
    hits = backend().search(query, moment)
    if len(hits) == MOST:
        outcome.is_capped = True
        if choice:
            hits += backend().search(query, moment, choice)
    return hits


def few(hits: list[Hit], superseded: bool) -> bool:
    """Whether they make fewer than `FEW` results."""
    return len({hit.item_id if hit.superseded else hit.group for hit in hits if superseded or not hit.superseded}) < FEW


def grouped(hits: list[Hit]) -> dict[int | str, ResultGroup]:
    groups: dict[int | str, ResultGroup] = {}
    seen: set[int] = set()
    for hit in hits:
        if hit.entry_id in seen:
            continue
        seen.add(hit.entry_id)
        key = hit.item_id if hit.superseded else hit.group
        group = groups.get(key)
        if group is None:
            group = groups[key] = ResultGroup(hit.group, hit.kind, hit.kind_words, bool(hit.superseded), hit.item_id)
        group.hits.append(hit)
        if hit.year:
            group.years.add(hit.year)
        group.topics.update(hit.topics.split("\n"))
        group.topics.discard("")
    return groups


def led_by(first: list[SearchItem], groups: list[ResultGroup]) -> list[ResultGroup]:
    """The groups, those of some items in front; one that was not hit is put there too."""
    known: dict[int | str, ResultGroup] = {group.item_id if group.superseded else group.key: group for group in groups}
    leading: dict[int | str, ResultGroup] = {}
    for item in first:
        key: int | str = item.pk if item.superseded else item.group
        group = known.pop(key, None)
        leading[key] = group or ResultGroup(
            item.group,
            item.kind,
            item.kind_words,
            bool(item.superseded),
            item.pk,
            {item.year} if item.year else set(),
            set(filter(None, item.topics.split("\n"))),
        )
    return [*leading.values(), *known.values()]
