"""What leads readers to something that is withdrawn, led elsewhere in the same press.

What leads there is known to a room further up, which says so when it starts.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.db.models import Model
from django.http import HttpRequest


class Place(Protocol):
    """A place that leads to an item."""

    @property
    def key(self) -> str:
        """The same for the same place, always."""

    @property
    def obstacle(self) -> str:
        """Why it cannot be led elsewhere from here, in a sentence; empty where it can."""

    @property
    def should_move(self) -> bool:
        """Whether it is led elsewhere unless somebody decides otherwise."""


class Repointing(Protocol):
    """The places that lead to some items, as one person finds them now."""

    @property
    def places(self) -> Sequence[Place]: ...

    @property
    def holders(self) -> Iterable[Model]:
        """What these places stand in: written where one of them is led elsewhere."""

    def by_item(self) -> Iterable[tuple[Any, Sequence[Place]]]: ...

    def lead(self, ticked: Collection[str], address: str) -> Mapping[int, Sequence[str]]:
        """Lead those of these keys to `address`; what became of each place, in sentences, by the item's key. The
        caller holds the transaction. Raises `Taken`."""


class Taken(Exception):
    """Somebody began to write at one of the places meanwhile."""


Finder = Callable[[HttpRequest, Sequence[Any]], Repointing]
_finders: list[Finder] = []


def find_by(finder: Finder) -> None:
    _finders.append(finder)


def repointing(request: HttpRequest, items: Sequence[Any]) -> Repointing:
    return _finders[0](request, items)
