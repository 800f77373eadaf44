"""What other rooms ask before something is published or withdrawn, on the same screens.

This room knows nothing of them: when the site starts, each says what it asks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from django.contrib.auth.models import AnonymousUser, User

if TYPE_CHECKING:
    from lscb_site.publishing.models import Publishable


class BesidesQuestion(Protocol):
    """A question of another room, with its answer where that came back."""

    template: str

    @property
    def subject(self) -> "Publishable":
        """In whose history the answer stands."""

    @property
    def mark(self) -> str:
        """Another one whenever something else is asked."""

    def is_valid(self) -> bool: ...

    def write(self, user: User | AnonymousUser) -> str:
        """Keep the answer before what it is about is published or withdrawn, and say it in a sentence for the history.
        The caller holds the transaction."""


# Asked of items that are to be published or, if told so, withdrawn; with what came back, None where nothing did.
Asker = Callable[[Sequence[Any], Mapping[str, Any] | None, bool], Iterable[BesidesQuestion]]

askers: list[Asker] = []


def besides(
    items: Sequence[Any], data: Mapping[str, Any] | None, *, are_leaving: bool = False
) -> list[BesidesQuestion]:
    return [question for ask in askers for question in ask(items, data, are_leaving)]
