"""What changes are told as, read from the rows when a letter leaves.

Changes of one document make one item: a new edition and what is said of its force are one piece of news.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from lscb_site.following.models import Change
from lscb_site.following.rows import Rows
from lscb_site.following.standing import Standing, standing
from lscb_site.following.telling import announcements, directory, documents
from lscb_site.following.telling.items import Item

Kind = Change.Kind
# What is most urgent comes first.
TELL: dict[Change.Kind, Callable[[Change, Rows], Item]] = {
    Kind.NOTICE: announcements.notice,
    Kind.WITHDRAWN: documents.withdrawn,
    Kind.SUCCESSOR: documents.successor,
    Kind.EDITION: documents.edition,
    Kind.DOCUMENT: documents.document,
    Kind.FORCE: documents.force,
    Kind.NUMBERS: directory.numbers,
    Kind.ADDED: documents.added,
    Kind.NEWS: announcements.news,
}
ORDER = list(TELL)


def items(changes: Iterable[Change], moment: datetime) -> list[Item]:
    """Of changes that come `with_rows` those that are to be told and are so at an aware `moment`."""
    return [item for _, item in told(changes, moment)]


def told(changes: Iterable[Change], moment: datetime) -> list[tuple[Change, Item]]:
    """The same, each with its change."""
    rows = Rows((change for change in changes if change.is_told), moment)
    true = [change for change in rows.changes if standing(change, rows) == Standing.TRUE]
    editions = {change.document_id for change in true if change.kind == Kind.EDITION}
    apart = [each for each in true if not (each.kind == Kind.FORCE and each.document_id in editions)]
    apart.sort(key=lambda change: (ORDER.index(Kind(change.kind)), change.pk))
    return [(change, TELL[Kind(change.kind)](change, rows)) for change in apart]
