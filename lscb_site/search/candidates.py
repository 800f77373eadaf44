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
from lscb_site.search.parsing import Concept, Query
from lscb_site.search.visibility import Shown
from lscb_site.search.wanted import STRONG, TITLE, But, Choice, Hit, Wanted, both, either

MOST = 300  # hits that are ranked, shown and counted
READ = 1200  # where a phrase was typed, which only a text itself can answer
COMMON = 1000  # texts: what more have is not searched for alone
TEXTS = 3 * COMMON  # of which is told how many there are
REMEMBERED = 2000  # common things, at most
TELLING = 4  # of many things asked for, those that are combined


@dataclass
class Counted:
    """What was counted already: how many texts there are, and what is common. What is not is quickly counted again."""

    texts: int | None = None
    common: set[Wanted] = field(default_factory=set)


counted = Keeper(lambda moment: (Counted(), None))


@dataclass(frozen=True)
class Rarity:
    """How much each thing that was asked for says: what few texts have says more than what many have."""

    of: dict[Concept, float]
    common: frozenset[Concept]

    @classmethod
    def measured(cls, query: Query) -> "Rarity":
        """In one query, or none where it was counted before."""
        known = counted.get()
        unknown = [group for group in query.groups if group.wanted not in known.common]
        found = dict.fromkeys(query.groups, COMMON)
        if unknown or known.texts is None:
            numbers, known.texts = backend().counts([group.wanted for group in unknown], COMMON, TEXTS)
            found |= zip(unknown, numbers, strict=True)
        common = frozenset(group for group, number in found.items() if number >= COMMON)
        known.common |= {group.wanted for group in common} if len(known.common) < REMEMBERED else set()
        return cls(
            {group: log(1 + (known.texts - number + 0.5) / (number + 0.5)) for group, number in found.items()}, common
        )

    def rarest_first(self, groups: tuple[Concept, ...]) -> list[Concept]:
        return sorted(groups, key=lambda group: -self.of[group])


def candidates(
    query: Query, rarity: Rarity, shown: Shown, superseded: bool | None, choice: Choice | None = None
) -> list[Hit]:
    """Those of a query, in no order that matters. `superseded` as `Backend.candidates` takes it."""
    most = READ if query.has_phrases else MOST
    rungs: list[list[Hit]] = []
    # Each rung is part of the one before: on the first that is not full stands all that the stricter ones have.
    for wanted in (ladder_of_any if query.of_any else ladder_of_all)(query, rarity):
        rungs.append(backend().candidates(without(query, wanted), shown, most, superseded, choice))
        if len(rungs[-1]) < most:
            break
    found = {hit.entry_id: hit for rung in reversed(rungs) for hit in rung}
    return list(found.values())[:most]


def ladder_of_all(query: Query, rarity: Rarity) -> Iterator[Wanted]:
    """From the loosest rung to the strictest."""
    groups = rarity.rarest_first(query.needed)
    plain, strong = [group.wanted for group in groups], [group.signed(STRONG) for group in groups]
    yield both(plain)
    if len(groups) > 1:
        yield both([*plain, either(strong[:TELLING])])
        yield both([strong[0], *plain[1:]])
    yield both(strong)
    yield both([group.signed(TITLE) for group in groups])


def ladder_of_any(query: Query, rarity: Rarity) -> Iterator[Wanted]:
    """What most texts have says little, and takes long to fetch. Where all is common, one part of it is enough."""
    groups = rarity.rarest_first(query.needed)
    rare = [group for group in groups if group not in rarity.common] or groups[:1]
    yield either([group.wanted for group in rare])
    telling = [group.wanted for group in groups[:TELLING]]
    pairs, triples = ([both(list(some)) for some in combinations(telling, number)] for number in (2, 3))
    if not pairs:
        return
    yield either([*pairs, *(group.signed(STRONG) for group in rare[:TELLING])])
    yield either(pairs)
    if triples:
        yield either([*pairs[: len(telling) - 1], *triples])  # the first are those with the rarest
        yield either(triples)
    yield both([group.wanted for group in groups])


def without(query: Query, wanted: Wanted) -> Wanted:
    """Without the words that must not be there. A phrase that must not is seen when the text is read."""
    words = [phrase.wanted for phrase in query.without if len(phrase.lexemes) == 1]
    return But(wanted, either(words)) if words else wanted
