"""A whole search, step by step: what was typed is read, named, found, put right, grouped and shown."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from lscb_site.search.asking import named_alone
from lscb_site.search.candidates import MOST, Rarity, candidates
from lscb_site.search.distress.worries import Worry, worry_in
from lscb_site.search.grouping import ResultGroup, grouped, led_by, number_of_groups
from lscb_site.search.known_items import KnownItems, items_at, known_items_in
from lscb_site.search.parsing import Query, of_number, read_query
from lscb_site.search.ranking import ranked
from lscb_site.search.results import Result, results_of
from lscb_site.search.spelling import Question, put_right
from lscb_site.search.visibility import Shown
from lscb_site.search.wanted import Choice, Hit
from lscb_site.text.telephone_digits import as_read, number_of, numbers_in, with_noughts

WHOLE_NUMBER = 9  # digits of what can only be a telephone number
WHAT_TO_DO = "/worried/"  # the page on it; one that editors move is found by its redirect, and leads no more
FEW = 5  # results: with fewer, any of the words is enough


@dataclass
class Search:
    """A search for `text` at a moment. `superseded` includes what was superseded, `as_typed` corrects no spelling.

    `groups` are not narrowed to `choice`; it only makes sure that a choice is searched to its end where more fit than
    are ranked.
    """

    text: str
    moment: datetime
    choice: Choice = field(default_factory=Choice)
    superseded: bool = False
    as_typed: bool = False

    worry: Worry | None = None
    query: Query = field(default_factory=Query)
    named: KnownItems = field(default_factory=KnownItems)
    rarity: Rarity | None = None
    hits: list[Hit] = field(default_factory=list)
    groups: list[ResultGroup] = field(default_factory=list)
    of_number: bool = False  # a telephone number was typed, and nothing else
    nobodys: str = ""  # a whole telephone number that nobody in the directory has
    questions: tuple[Question, ...] = ()  # ask for a name that may have been meant
    corrected: dict[str, str] = field(default_factory=dict)  # what was found, by the misspelt word in whose place it is
    is_capped: bool = False
    with_all: int = 0  # groups that have all that was asked for; those after them have some of it
    left_out: int = 0  # superseded results that were not asked for

    def run(self) -> Self:
        self.read()
        if self.query:
            self.name()
            self.find()
            self.correct()
            self.group()
            self.lead()
        return self

    def read(self) -> None:
        self.worry = worry_in(self.text)
        self.query = read_query(self.text)
        self.superseded |= self.query.is_of_the_past

    def name(self) -> None:
        """What was called by its name stands above the results, or leads them."""
        self.shown = Shown.at(self.moment)
        self.named = known_items_in(self.query.typed, self.shown, self.text)
        number = number_of(self.text)
        whole = [each for each in (number, *numbers_in(with_noughts(self.text))) if len(each) >= WHOLE_NUMBER]
        if whole and not self.named.numbers:
            self.nobodys = as_read(whole[0])
            if not [word for word in named_alone(self.query.typed) if not word.isdecimal()]:
                number = whole[0]  # nothing was asked but whose it is
        if number and (self.named.numbers or len(number) >= WHOLE_NUMBER):
            self.of_number = True
            self.query = of_number(self.text, number, self.named.numbers)

    def find(self) -> None:
        self.hits = self.found(self.query)

    def correct(self) -> None:
        """Put misspelt words right, where that finds something: a guess is said, and never shown over nothing."""
        if self.as_typed or not self.has_few(self.hits):
            return
        spelt = put_right(self.query, self.shown)
        self.questions = spelt.questions
        query = self.query.with_words(spelt.right)
        if spelt.right and (hits := self.found(query)):
            self.query, self.hits = query, hits
            self.corrected = {word: phrase.text for word, phrase in spelt.right.items() if not phrase.is_prefix}
            words = tuple(self.corrected.get(word, word) for word in query.typed)
            self.named = replace(self.named, first=known_items_in(words, self.shown).first)  # a guess brings no card

    def group(self) -> None:
        groups = grouped(self.hits)
        self.with_all = len(groups)
        if len(groups) < FEW and len(self.query.needed) > 1:
            known = {hit.entry_id for hit in self.hits}
            others = [hit for hit in self.found(self.query.with_any()) if hit.entry_id not in known]
            groups = grouped([*self.hits, *others])
        if not self.superseded:
            self.left_out = number_of_groups(self.fitting(self.query, superseded=True))
        with_card = {item.group for item in self.named.cards}
        first = [*self.named.cards, *self.named.first] if self.of_number else self.named.first
        self.groups = led_by(first, [group for group in groups if self.of_number or group.key not in with_card])
        self.with_all += len(self.groups) - len(groups)

    def lead(self) -> None:
        """Whoever asks what to do about a child gets the page on it first, whatever else has the words."""
        if self.worry and self.worry.asks_what_to_do:
            self.groups = led_by(items_at([WHAT_TO_DO], self.shown), self.groups)

    def show(self, groups: list[ResultGroup]) -> list[Result]:
        """Some of the groups, as the page shows them."""
        return results_of(groups, self.query, self.shown) if groups else []

    def found(self, query: Query, superseded: bool = False) -> list[Hit]:
        """What fits, best first."""
        return ranked(self.candidates(query, superseded), query, self.rarity_of(query))

    def fitting(self, query: Query, superseded: bool) -> list[Hit]:
        """What fits, in no order; texts are read only where they must be."""
        return self.candidates(query, superseded) if query.is_of_words else self.found(query, superseded)

    def candidates(self, query: Query, superseded: bool) -> list[Hit]:
        rarity = self.rarity_of(query)
        which = None if self.superseded else superseded
        hits = candidates(query, rarity, self.shown, which)
        if len(hits) >= MOST:
            self.is_capped |= not superseded
            if self.choice:
                chosen = candidates(query, rarity, self.shown, which, self.choice)
                hits = list({hit.entry_id: hit for hit in [*hits, *chosen]}.values())
        return hits

    def rarity_of(self, query: Query) -> Rarity:
        if self.rarity is None or self.rarity.of.keys() != set(query.groups):
            self.rarity = Rarity.measured(query)
        return self.rarity

    def has_few(self, hits: list[Hit]) -> bool:
        return number_of_groups(hits) < FEW

    @property
    def of_any(self) -> bool:
        """Whether results follow that have only some of what was asked for."""
        return self.with_all < len(self.groups)

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.named.cards

    def counts(self, facet: str) -> dict[Any, int]:
        """How many results each choice of a facet ("kind", "topic" or "year") would leave beside the other choices."""
        without: dict[str, Any] = {facet: None if facet == "year" else ""}
        others = replace(self.choice, **without)
        found: dict[Any, int] = {}
        for group in self.groups:
            if group.fits(others):
                values: dict[str, set[Any]] = {"kind": {group.kind}, "topic": group.topics, "year": group.years}
                for value in values[facet]:
                    found[value] = found.get(value, 0) + 1
        return found
