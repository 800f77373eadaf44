"""Which texts are ranked. All that fit, as long as they are few; of very many those that say most of what was asked.

They are taken rung by rung down a ladder, from the strictest that a text can meet to the loosest, and on each the
newest first: a total order, so that the same question gets the same answer every time and on every database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log

from lscb_site.search.backends import backend
from lscb_site.search.parsing import Concept, Query
from lscb_site.search.visibility import Shown
from lscb_site.search.wanted import STRONG, TITLE, But, Choice, Hit, Wanted, both, either

MOST = 300  # hits that are ranked, shown and counted
READ = 1200  # where a phrase was typed, which only a text itself can answer
COMMON = 1000  # texts: what more have is not searched for alone
TEXTS = 3 * COMMON  # of which is told how many there are
TELLING = 4  # of many things asked for, those that are combined


@dataclass(frozen=True)
class Rarity:
    """How much each thing that was asked for says: what few texts have says more than what many have."""

    of: dict[Concept, float]
    common: frozenset[Concept]

    @classmethod
    def measured(cls, query: Query) -> "Rarity":
        """In one query."""
        numbers, texts = backend().counts([group.wanted for group in query.groups], COMMON, TEXTS)
        found = dict(zip(query.groups, numbers, strict=True))
        return cls(
            {group: log(1 + (texts - number + 0.5) / (number + 0.5)) for group, number in found.items()},
            frozenset(group for group, number in found.items() if number >= COMMON),
        )

    def rarest_first(self, groups: tuple[Concept, ...]) -> list[Concept]:
        return sorted(groups, key=lambda group: -self.of[group])


def candidates(
    query: Query, rarity: Rarity, shown: Shown, superseded: bool | None, choice: Choice | None = None
) -> list[Hit]:
    """Those of a query, in no order that matters. `superseded` as `Backend.candidates` takes it."""
    most = READ if query.has_phrases else MOST

    def fitting(wanted: Wanted) -> list[Hit]:
        return backend().candidates(without(query, wanted), shown, most, superseded, choice)

    loosest, stricter = (ladder_of_any if query.of_any else ladder_of_all)(query, rarity)
    last = fitting(loosest)
    if len(last) < most:
        return last
    found: dict[int, Hit] = {}
    for wanted in stricter:
        found |= {hit.entry_id: hit for hit in fitting(wanted) if hit.entry_id not in found}
        if len(found) >= most:
            break
    else:
        found |= {hit.entry_id: hit for hit in last if hit.entry_id not in found}
    return list(found.values())[:most]


def ladder_of_all(query: Query, rarity: Rarity) -> tuple[Wanted, Iterator[Wanted]]:
    """The loosest rung, and the stricter ones from the strictest on."""
    groups = rarity.rarest_first(query.needed)

    def stricter() -> Iterator[Wanted]:
        yield both([group.signed(TITLE) for group in groups])
        yield both([group.signed(STRONG) for group in groups])
        for telling in groups[:TELLING] if len(groups) > 1 else []:
            yield both([group.signed(STRONG) if group is telling else group.wanted for group in groups])

    return both([group.wanted for group in groups]), stricter()


def ladder_of_any(query: Query, rarity: Rarity) -> tuple[Wanted, Iterator[Wanted]]:
    """What most texts have says little, and takes long to fetch. Where all is common, one part of it is enough."""
    groups = rarity.rarest_first(query.needed)
    rare = [group for group in groups if group not in rarity.common] or groups[:1]

    def stricter() -> Iterator[Wanted]:
        yield both([group.wanted for group in groups])
        telling = groups[:TELLING]
        several = [some for number in range(2, len(telling) + 1) for some in combinations(telling, number)]
        for some in sorted(several, key=lambda some: -sum(rarity.of[group] for group in some)):
            yield both([group.wanted for group in some])
        for group in rare[:TELLING]:
            yield group.signed(STRONG)

    return either([group.wanted for group in rare]), stricter()


def without(query: Query, wanted: Wanted) -> Wanted:
    """Without the words that must not be there. A phrase that must not is seen when the text is read."""
    words = [phrase.wanted for phrase in query.without if len(phrase.lexemes) == 1]
    return But(wanted, either(words)) if words else wanted
