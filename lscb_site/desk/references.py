"""One place that points at an item, such as a document or one of its editions, and how it points."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Model

from lscb_site.desk.links import LinksTo, Moves
from resources.models import Edition


class ReferenceKind(StrEnum):
    FOLLOWS = "follows the newest edition"
    KEEPS = "keeps an edition"
    LINKS = "links to an edition, or to a file of it, in its text"


@dataclass(frozen=True)
class Reference:
    """One place. `edition` is the one it holds; None: it follows whatever is the newest."""

    what: str  # “News item”
    where: str  # its title
    status: str
    address: str  # where an editor changes it
    edition: Edition | None
    place: str  # the row or the text; what stands in one text is moved together
    links: LinksTo = field(repr=False, compare=False)
    in_text: bool = False

    @property
    def key(self) -> str:
        """The same place and edition have the same key, always."""
        return f"{self.place}-{self.edition.number if self.edition else 'current'}"

    @property
    def kind(self) -> ReferenceKind:
        if self.edition is None:
            return ReferenceKind.FOLLOWS
        return ReferenceKind.LINKS if self.in_text else ReferenceKind.KEEPS

    @property
    def words(self) -> str:
        """“Keeps the 1st edition”"""
        if self.in_text:
            return f"Its text links {f'to the {self.edition.name}' if self.edition else self.links.follows}"
        return f"Keeps the {self.edition.name}" if self.edition else "Follows the newest edition"

    def obstacle(self, request) -> str:
        """Why it cannot be moved by whoever asks, in a sentence; empty where it can."""
        raise NotImplementedError

    def move(self, moves: Moves, user):
        """Let all that points from this place hold another edition, or follow, or lead to an address. The caller holds
        the transaction."""
        raise NotImplementedError

    @property
    def subject(self) -> Model | None:
        """What an editor opens to change it, and in whose history stands what became of it; None: it has none."""
        return None

    def why_it_stays(self, request) -> str:
        """Why it cannot be led to something else altogether by whoever asks; empty where it can."""
        return self.obstacle(request)

    def unfit(self, address: str) -> str:
        """Why it cannot lead to this address, in a sentence; empty where it can."""
        return ""


def holders(references: Iterable[Reference]) -> list[Model]:
    """What the places stand in, for `lscb_site.web.locking`."""
    return [reference.subject for reference in references if reference.subject]


def in_order(found: list[tuple]) -> list[tuple]:
    """Each pair of a name and an edition once, in an order that stays the same."""
    return sorted(set(found), key=lambda pair: (pair[0], pair[1].number if pair[1] else 0))
