"""Whether what was recorded is so: readers may not see it yet, and it may be so no more."""

from datetime import datetime
from enum import Enum

from lscb_site.following.models import Change
from lscb_site.following.numbers import differences, is_confirmed
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State
from resources.models import CollectionItem, Edition

Kind = Change.Kind


class Standing(Enum):
    TRUE = "it is so"
    NOT_YET = "readers cannot see it yet"
    OVER = "it is so no more"


def standing(change: Change, moment: datetime) -> Standing:
    """Of a change that comes `with_rows`, at an aware moment."""
    match change.kind:
        case Kind.WITHDRAWN:
            return when(is_withdrawn(change))
        case Kind.NUMBERS:
            return when(bool(differences(change)) or is_confirmed(change))
        case Kind.ADDED:
            if not CollectionItem.objects.filter(pk=change.key).exists():
                return Standing.OVER
            return visible(moment, change.collection, change.document)
        case Kind.SUCCESSOR:
            successor = change.document and change.document.succeeded_by
            return visible(moment, change.document, successor) if successor else Standing.OVER
        case Kind.DOCUMENT:
            has_editions = Edition.objects.live(moment).filter(document=change.document_id).exists()
            return Standing.OVER if has_editions else visible(moment, change.document)
        case Kind.EDITION:
            return visible(moment, change.document, change.edition)
    return visible(moment, change.document or change.post or change.notice)


def when(is_so: bool) -> Standing:
    return Standing.TRUE if is_so else Standing.OVER


def visible(moment: datetime, *rows: Publishable | None) -> Standing:
    """Of what is told of rows that all must be live."""
    if all(row and type(row)._base_manager.filter(type(row).live_rule(moment), pk=row.pk).exists() for row in rows):
        return Standing.TRUE
    ended = (row is None or row.state == State.WITHDRAWN or has_ended(row, moment) for row in rows)
    return Standing.OVER if any(ended) else Standing.NOT_YET


def has_ended(row: Publishable, moment: datetime) -> bool:
    return row.publish_until is not None and row.publish_until <= moment


def is_withdrawn(change: Change) -> bool:
    row = change.edition or change.document or change.post or change.collection
    return row is not None and row.state == State.WITHDRAWN
