"""Whether the bounded ranking answers as an unbounded one would, which reads every text that fits."""

from contextlib import ExitStack
from unittest.mock import patch

from django.utils import timezone

from lscb_site.search import candidates, searching
from lscb_site.search.searching import Search

FIRST = 10
NO_BOUND = 10**9


def share_alike(asked: list[dict[str, str]]) -> float:
    """Of how many of the questions the first ten answers are the same ones, whatever their order."""
    alike = [first_ten(query) == unbounded(query) for query in asked]
    return sum(alike) / len(alike)


def first_ten(query: dict[str, str]) -> set[str]:
    found = Search(query["q"], timezone.now(), superseded="superseded" in query).run()
    return {f"{group.key} {group.item_id}" for group in found.groups[:FIRST]}


def unbounded(query: dict[str, str]) -> set[str]:
    bounds = [(candidates, "MOST"), (candidates, "READ"), (searching, "MOST")]
    with ExitStack() as stack:
        for module, name in bounds:
            stack.enter_context(patch.object(module, name, NO_BOUND))
        return first_ten(query)
