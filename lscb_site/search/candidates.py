"""Which texts are ranked. All that fit, as long as they are few; of very many those that say most of what was asked.

A ladder has them, from the loosest rung to the strictest. Those of the strictest come first, and on each rung the
newest: a total order, so that the same question gets the same answer every time and on every database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import log

from lscb_site.caching.keeper import Keeper
from lscb_site.search.backends import backend
from lscb_site.search.backends.base import Scope
from lscb_site.search.parsing import Concept, Query
from lscb_site.search.visibility import Shown
from lscb_site.search.wanted import STRONG, STRONGEST, TITLE, But, Choice, Hit, Wanted, both, either

MOST = 300  # hits that are ranked, shown and counted
READ = 1200  # where a phrase was typed, which only a text itself can answer
COMMON = 1000  # texts: what more have is not searched for alone
TEXTS = 3 * COMMON  # of which is told how many there are
REMEMBERED = 2000  # common things, at most

# How a thing that was asked for stands in a text, and what it counts there at the least, by `ranking`.
ABSENT, PLAIN = "-", ""
COUNTS = {ABSENT: 0.0, PLAIN: 1.1, STRONG: 1.2, STRONGEST: 1.25, TITLE: 2.2}
# Which of them are told apart, by the number of things: of many the combinations would be too many for a database.
SIGNS = {
    **dict.fromkeys([0, 1, 2, 3], (PLAIN, STRONG, STRONGEST, TITLE)),
    4: (PLAIN, STRONGEST, TITLE),
}
TELLING = max(SIGNS)  # of many things, those that are combined
Signs = tuple[str, ...]  # of each thing


@dataclass
class Counted:
    """What was counted already: how many texts there are, and what is common. What is not is quickly counted again."""

    texts: int | None = None
    common: set[Wanted] = field(default_factory=set)


counted = Keeper(lambda moment: (Counted(), None))


@dataclass(frozen=True)
class Rarity:
    """How much each thing that was asked for says: what few texts have says more than what many have.

    `numbers` are those of the texts that have it, counted as far as `COMMON`.
    """

    of: dict[Concept, float]
    numbers: dict[Concept, int]

    @classmethod
    def measured(cls, query: Query) -> "Rarity":
        """In one query, or none where it was counted before."""
        known = counted.get()
        unknown = [group for group in query.groups if group.wanted not in known.common]
        found = dict.fromkeys(query.groups, COMMON)
        if unknown or known.texts is None:
            numbers, known.texts = backend().counts([group.wanted for group in unknown], COMMON, TEXTS)
            found |= zip(unknown, numbers, strict=True)
        if len(known.common) < REMEMBERED:
            known.common |= {group.wanted for group, number in found.items() if number >= COMMON}
        return cls(
            {group: log(1 + (known.texts - number + 0.5) / (number + 0.5)) for group, number in found.items()}, found
        )

    def rarest_first(self, groups: tuple[Concept, ...]) -> list[Concept]:
        return sorted(groups, key=lambda group: -self.of[group])

    def fit(self, query: Query) -> int:
        """More texts cannot fit; as far as `COMMON`."""
        numbers = [self.numbers[group] for group in query.needed]
        return min(COMMON, sum(numbers)) if query.of_any else min(numbers)


def candidates(
    query: Query, rarity: Rarity, shown: Shown, superseded: bool | None, choice: Choice | None = None
) -> list[Hit]:
    """Those of a query, in no order that matters. `superseded` as `Scope` has it."""
    if not (fit := rarity.fit(query)):
        return []
    most = READ if query.has_phrases else MOST
    ladder = Ladder.of(query, rarity)
    which = Scope(shown, most, superseded, choice, are_few=fit < COMMON)
    newest = backend().candidates(without(query, ladder.loosest), which)
    if len(newest) < most:
        return newest
    # The loosest rung that is not full has all that the stricter ones have. What is missing comes from the rung before.
    best: list[int] = []
    full: list[int] = []
    stricter = ladder.steps
    while stricter:
        middle = len(stricter) // 2
        keys = backend().keys(without(query, ladder.rung(stricter[middle])), which)
        if len(keys) < most:
            best, stricter = keys, stricter[:middle]
        else:
            full, stricter = keys, stricter[middle + 1 :]
    known = {hit.entry_id: hit for hit in newest}
    keys = list(dict.fromkeys([*best, *full, *known]))[:most]
    others = backend().hits([key for key in keys if key not in known], shown)
    return [*others, *(known[key] for key in keys if key in known)]


@dataclass(frozen=True)
class Ladder:
    """From the loosest rung, all that fits, to what surely has more and more of a score."""

    loosest: Wanted
    groups: list[Concept]  # those that say most
    needed: int  # how many of them every text has: the first ones
    signs: list[Sequence[str]]  # those that each of the groups can have, from what counts least
    counts: dict[Signs, float]  # what a text in which the groups have these signs has at the least

    @classmethod
    def of(cls, query: Query, rarity: Rarity) -> "Ladder":
        needed = rarity.rarest_first(query.needed)
        others = [group for group in query.groups if group not in query.needed]
        if query.of_any:
            # What most texts have says little, and takes long to fetch. Where all is common, one part of it is enough.
            needed, others = [], [group for group in needed if rarity.numbers[group]]
            rare = [group for group in others if rarity.numbers[group] < COMMON] or others[:1]
            loosest = either([group.wanted for group in rare])
        else:
            loosest = both([group.wanted for group in needed])
        groups = [*needed, *others][:TELLING]
        there = SIGNS[len(groups)]
        signs: list[Sequence[str]] = [
            there if number < len(needed) else (ABSENT, *there) for number in range(len(groups))
        ]
        says = [rarity.of[group] for group in groups]
        counts = {
            each: round(sum(much * COUNTS[sign] for much, sign in zip(says, each, strict=True)), 3)
            for each in product(*signs)
        }
        return cls(loosest, groups, len(needed), signs, counts)

    @cached_property
    def steps(self) -> list[float]:
        """What texts of the stricter rungs have at the least."""
        return sorted(set(self.counts.values()))[1:]

    def rung(self, least: float) -> Wanted:
        """Part of every looser one."""
        fewest = [signs for signs, count in self.counts.items() if count >= least and self.is_least(signs, least)]
        wanted = either([both(self.wanted(signs)) for signs in fewest])
        return both([self.loosest, wanted]) if self.needed else wanted

    def is_least(self, signs: Signs, least: float) -> bool:
        """Whether a text with less in any of them has not enough."""
        for number, sign in enumerate(signs):
            step = self.signs[number].index(sign)
            less = self.signs[number][step - 1 : step]
            if less and self.counts[*signs[:number], *less, *signs[number + 1 :]] >= least:
                return False
        return True

    def wanted(self, signs: Signs) -> list[Wanted]:
        """Beside what is needed in any case."""
        wanted = []
        for number, (group, sign) in enumerate(zip(self.groups, signs, strict=True)):
            if sign == PLAIN and number >= self.needed:
                wanted.append(group.wanted)
            elif sign not in (ABSENT, PLAIN):
                wanted.append(group.signed(sign))
        return wanted


def without(query: Query, wanted: Wanted) -> Wanted:
    """Without the words that must not be there. A phrase that must not is seen when the text is read."""
    words = [phrase.wanted for phrase in query.without if len(phrase.lexemes) == 1]
    return But(wanted, either(words)) if words else wanted
