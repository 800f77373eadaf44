"""The days on which somebody looks again whether a document is in force, as days in a calendar."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from lscb_site.web.calendars import WholeDays
from lscb_site.web.feeds import lasting_uuid
from resources.force import day, mark_of
from resources.models import Document, StatementOfForce
from resources.succession import succession

NAME = "Days of checks: documents of the London Safeguarding Children Board"


def check_day(document: Document) -> WholeDays | None:
    """Of a document that comes `with_editions`: the next check of the edition that leads its page. None where nobody
    has confirmed that, or something took its place.

    A new confirmation moves the day: it is that of the edition, and not of what was said of it.
    """
    edition = document.shown_edition
    statement = mark_of(succession(edition, document), dated=False).statement
    if statement is None:
        return None
    what = edition or document
    by, on = statement.stated_by, day(statement.stated_on)
    return WholeDays(
        uid=lasting_uuid(what, "check"),
        name=f"Is it still in force? {what}",
        first=statement.check_on,
        last=statement.check_on,
        description=f"Confirmed {on} by {by}. After this day its page says that it is past its check date, until it is "
        "confirmed again.",
        path=document.get_absolute_url(),
        made=what.created_at,
        changed=max(statement.updated_at, what.updated_at, document.updated_at),
    )


def check_days() -> list[WholeDays]:
    stated = StatementOfForce.objects.filter(document=OuterRef("pk"), ended_on=None)
    documents = Document.objects.live().filter(Exists(stated)).order_by("pk").for_lists()
    return list(filter(None, map(check_day, documents.with_editions(AnonymousUser()))))
