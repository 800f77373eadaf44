"""Which texts are ranked. All that fit, as long as they are few; of very many those that say most of what was asked.

A ladder has them, from the loosest rung to the strictest. Those of the strictest come first, and on each rung the
newest: a total order, so that the same question gets the same answer every time and on every database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
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
TELLING = 5  # of many things asked for, those that are combined


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
    loosest, *stricter = (ladder_of_any if query.of_any else ladder_of_all)(query, rarity)
    which = Scope(shown, most, superseded, choice, are_few=fit < COMMON)
    newest = backend().candidates(without(query, loosest), which)
    if len(newest) < most:
        return newest
    # Each rung is part of the one before: on the first that is not full stands all that the stricter ones have.
    rungs: list[list[int]] = []
    for wanted in stricter:
        rungs.append(backend().keys(without(query, wanted), which))
        if len(rungs[-1]) < most:
            break
    known = {hit.entry_id: hit for hit in newest}
    keys = list(dict.fromkeys([*(key for rung in reversed(rungs) for key in rung), *known]))[:most]
    others = backend().hits([key for key in keys if key not in known], shown)
    return [*others, *(known[key] for key in keys if key in known)]


def ladder_of_all(query: Query, rarity: Rarity) -> Iterator[Wanted]:
    """From the loosest rung to the strictest."""
    groups = rarity.rarest_first(query.needed)
    plain = [group.wanted for group in groups]
    better = [group.wanted for group in query.groups if group not in query.needed]
    yield both(plain)
    for sign in (STRONG, STRONGEST):
        yield both([*plain, either([*signed(groups, sign), *better])])
    best = signed(groups, STRONGEST)
    if len(groups) > 1 or better:
        yield either([both([best[0], *plain[1:]]), *([both([*plain, *better])] if better else [])])
        yield either([both(best), *([both([*plain, *better, either(best)])] if better else [])])
    yield both([group.signed(TITLE) for group in groups])


def ladder_of_any(query: Query, rarity: Rarity) -> Iterator[Wanted]:
    """What most texts have says little, and takes long to fetch. Where all is common, one part of it is enough."""
    groups = rarity.rarest_first(query.needed)
    groups = [group for group in groups if rarity.numbers[group]]
    rare = [group for group in groups if rarity.numbers[group] < COMMON] or groups[:1]
    yield either([group.wanted for group in rare])
    telling = groups[:TELLING]
    pairs, triples = (
        [both([group.wanted for group in some]) for some in combinations(telling, number)] for number in (2, 3)
    )
    if not pairs:
        return
    for sign in (STRONG, STRONGEST):
        yield either([*pairs, *signed(rare, sign)])
    yield either(pairs)
    if triples:
        everything, some_strong = both([group.wanted for group in groups]), either(signed(groups, STRONGEST))
        yield either([*pairs[: len(telling) - 1], *triples])  # the first are those with the rarest
        yield either(triples)
        yield either([both([either(triples), some_strong]), everything])
        yield everything
        yield both([everything, some_strong])


def signed(groups: list[Concept], sign: str) -> list[Wanted]:
    return [group.signed(sign) for group in groups[:TELLING]]


def without(query: Query, wanted: Wanted) -> Wanted:
    """Without the words that must not be there. A phrase that must not is seen when the text is read."""
    words = [phrase.wanted for phrase in query.without if len(phrase.lexemes) == 1]
    return But(wanted, either(words)) if words else wanted
