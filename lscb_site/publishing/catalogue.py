"""A subject's live items in the order of its list, kept in memory: which have which value, how many, which page.

A list with counts beside every choice asks the same question of every item. The database answers it by walking all of
them, once for every visitor and every combination of filters. Here each value of each facet is one long number, whose
bit n stands for the nth item: to filter is to AND two of them, to count is to count ones, and any page of any list is
found in a few microseconds. 100,000 items take 2 MB. See docs/decisions/0010.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import models

WINDOW = 1024  # bits looked at together


class Catalogue:
    """`items` come in their order: the primary key of each, and its values as pairs of a facet and a value."""

    def __init__(self, items: Iterable[tuple[int, Iterable[tuple[str, Any]]]]):
        items = list(items)
        self.pks = array("q", (pk for pk, _ in items))
        self.everything = (1 << len(items)) - 1
        rows: dict[tuple[str, Any], bytearray] = {}
        for position, (_, values) in enumerate(items):
            at, bit = position >> 3, 1 << (position & 7)
            for pair in values:
                if pair not in rows:
                    rows[pair] = bytearray(len(items) // 8 + 1)
                rows[pair][at] |= bit
        self.facets: dict[str, dict[Any, int]] = defaultdict(dict)
        for (facet, value), row in rows.items():
            self.facets[facet][value] = int.from_bytes(row, "little")

    def having(self, facet: str, value) -> int:
        """The bits of the items with this value."""
        return self.facets[facet].get(value, 0) if facet in self.facets else 0

    def among(self, pks: set[int]) -> int:
        """The bits of the items with these primary keys."""
        row = bytearray(len(self.pks) // 8 + 1)
        for position, pk in enumerate(self.pks):
            if pk in pks:
                row[position >> 3] |= 1 << (position & 7)
        return int.from_bytes(row, "little")

    def counts(self, facet: str, chosen: int) -> dict[Any, int]:
        """How many of the chosen bits have each value of a facet; those that none has are left out."""
        numbers = ((value, (bits & chosen).bit_count()) for value, bits in self.facets.get(facet, {}).items())
        return {value: number for value, number in numbers if number}


class Listing:
    """The chosen items as a sequence: its length costs no query, a slice fetches no more than its own items."""

    def __init__(self, catalogue: Catalogue, chosen: int, fetch: Callable[[list[int]], dict[int, models.Model]]):
        self.catalogue, self.chosen, self.fetch = catalogue, chosen, fetch

    def __len__(self):
        return self.chosen.bit_count()

    def __getitem__(self, part: slice) -> list:
        first, last, _ = part.indices(len(self))
        pks = [self.catalogue.pks[position] for position in positions(self.chosen, first, last)]
        found = self.fetch(pks)
        return [found[pk] for pk in pks if pk in found]


def positions(bits: int, first: int, last: int) -> Iterator[int]:
    """Where the ones stand, from the `first` of them up to the `last`, which is left out."""
    skipped, place, width = 0, 0, bits.bit_length()
    while width > WINDOW:  # halve what is left, so that the last page is found as quickly as the first
        half = width >> 1
        lower = bits & ((1 << half) - 1)
        ones = lower.bit_count()
        if skipped + ones > first:
            break
        skipped, place, bits, width = skipped + ones, place + half, bits >> half, width - half
    while bits and skipped < last:
        window = bits & ((1 << WINDOW) - 1)
        while window and skipped < last:
            one = window & -window
            if skipped >= first:
                yield place + one.bit_length() - 1
            skipped, window = skipped + 1, window ^ one
        bits, place = bits >> WINDOW, place + WINDOW
