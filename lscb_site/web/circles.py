"""Rows that lead to rows must lead somewhere: what follows what is checked whole, however long the way is.

A check constraint sees one row, and a circle is made of several; so the way is walked before one is closed.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

K = TypeVar("K", bound=Hashable)


def way_back(start: K, first: Iterable[K], steps: Callable[[Collection[K]], Iterable[tuple[K, K]]]) -> list[K]:
    """The shortest way from `start` by one of `first` to `start` again: [start, …, start]. Empty where there is none.

    `steps` gives the pairs that lead on from some of them. It is asked once for each step of the longest way.
    """
    came_from: dict[K, K] = {}
    reached = set(first)
    came_from.update(dict.fromkeys(reached, start))
    while reached and start not in came_from:
        found = {there: here for here, there in steps(reached) if there not in came_from}
        came_from |= found
        reached = set(found)
    if start not in came_from:
        return []
    way = [start, came_from[start]]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def in_words(names: Iterable[str], verb: str) -> str:
    """“A” is followed by “B”, which is followed by “A”."""
    first, *others = (f"“{name}”" for name in names)
    return f"{first} {verb} " + f", which {verb} ".join(others)


def one_at_a_time(model: type[models.Model]) -> None:
    """Until the transaction ends, nobody else closes a way between rows of `model`: two halves make a circle too."""
    kind = ContentType.objects.get_for_model(model)
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)
