"""Items that readers narrow by labels: which items have which, and how many each choice would leave.

A list that counts beside every choice asks the same question of every item, for each of its filters. The database would
walk all of them each time; here it is a few intersections of sets of primary keys.
"""

from collections import defaultdict
from collections.abc import Iterable, Set

Label = tuple[str, str]  # of a facet and a value of it: ("topic", "mash")


class Facets:
    """Made of pairs of an item's primary key and its labels; read it, never change it."""

    def __init__(self, items: Iterable[tuple[int, Iterable[Label]]]) -> None:
        self.members: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for pk, labels in items:
            for facet, value in labels:
                self.members[facet][value].add(pk)

    def values(self, facet: str) -> list[str]:
        """Those that some item has."""
        return list(self.members[facet]) if facet in self.members else []

    def narrowed(self, pks: Set[int], asked: Iterable[Label]) -> Set[int]:
        """Those of the items that have all labels asked for."""
        for facet, value in asked:
            pks = pks & self.members.get(facet, {}).get(value, set())
        return pks

    def counts(self, pks: Set[int], asked: Set[Label]) -> dict[Label, int]:
        """How many of the items each label would leave, in the place of what is asked of its own facet."""
        found: dict[Label, int] = {}
        for facet, values in self.members.items():
            rest = self.narrowed(pks, {label for label in asked if label[0] != facet})
            found |= {(facet, value): len(rest & members) for value, members in values.items()}
        return found
