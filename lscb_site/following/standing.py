"""Whether what was recorded is so: readers may not see it yet, and it may be so no more."""

from datetime import datetime
from enum import Enum

from lscb_site.following.models import Change
from lscb_site.following.numbers import differences
from lscb_site.following.rows import Rows
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State

Kind = Change.Kind


class Standing(Enum):
    TRUE = "it is so"
    NOT_YET = "readers cannot see it yet"
    OVER = "it is so no more"


def standing(change: Change, rows: Rows) -> Standing:
    """Of one of the changes that `rows` are read for."""
    match change.kind:
        case Kind.WITHDRAWN:
            return when(is_withdrawn(change))
        case Kind.NUMBERS:
            point = rows.points.get(change.key)
            return when(bool(differences(change, point)) or bool(point and point.confirmed_on))
        case Kind.ADDED:
            return visible(rows, change.collection, change.document) if change.key in rows.parts else Standing.OVER
        case Kind.SUCCESSOR:
            successor = change.document and rows.documents.get(change.document.succeeded_by_id or 0)
            return visible(rows, change.document, successor) if successor else Standing.OVER
        case Kind.DOCUMENT:
            return Standing.OVER if rows.has_live_editions(change.document_id) else visible(rows, change.document)
        case Kind.EDITION:
            return visible(rows, change.document, change.edition)
    return visible(rows, change.document or change.post or change.notice)


def when(is_so: bool) -> Standing:
    return Standing.TRUE if is_so else Standing.OVER


def visible(rows: Rows, *told: Publishable | None) -> Standing:
    """Of what is told of rows that all must be live."""
    if all(rows.is_live(row) for row in told):
        return Standing.TRUE
    ended = (row is None or row.state == State.WITHDRAWN or has_ended(row, rows.moment) for row in told)
    return Standing.OVER if any(ended) else Standing.NOT_YET


def has_ended(row: Publishable, moment: datetime) -> bool:
    return row.publish_until is not None and row.publish_until <= moment


def is_withdrawn(change: Change) -> bool:
    row = change.edition or change.document or change.post or change.collection
    return row is not None and row.state == State.WITHDRAWN
