"""One thing that the desk asks of people: how many, which, and the act that ends it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

SHOWN = 3  # of the things that a need is about; all of them are behind its link


@dataclass(frozen=True, slots=True)
class Link:
    """`words` say what opens."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button beside a thing that ends its need at once. `seen` is a mark of what was looked at."""

    words: str
    address: str
    seen: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One of what a need is about: its name and form, and what is to be known of it in a few words."""

    name: str
    address: str
    detail: str = ""
    press: Press | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A line of the desk. `harm` says in a sentence what comes of leaving it."""

    code: str
    words: str
    harm: str
    count: int
    things: tuple[Thing, ...]
    act: Link  # what ends it

    @property
    def more(self) -> int:
        """How many there are that it does not name."""
        return self.count - len(self.things)


def need(
    code: str,
    found: "QuerySet[Any]",
    thing: Callable[[Any], Thing],
    words: tuple[str, str],
    harm: str,
    act: Link | str,
) -> Need | None:
    """A need about what a query finds; None where it finds nothing. `words` are for one and for `{count}` of them. An
    `act` of words alone leads to the first.

    Two queries at most, and one where it finds few.
    """
    rows: list[Model] = list(found[: SHOWN + 1])
    if not rows:
        return None
    count = len(rows) if len(rows) <= SHOWN else found.count()
    one, many = words
    said = one if count == 1 else many.format(count=count)
    things = tuple(thing(row) for row in rows[:SHOWN])
    return Need(code, said, harm, count, things, act if isinstance(act, Link) else Link(act, things[0].address))
