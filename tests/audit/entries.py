"""The record as a test reads it: its rows in the order in which it was done, and its list."""

from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import html

from lscb_site.audit.models import Entry
from lscb_site.audit.sentences import sentences

LIST, EXPORT = "/admin/audit/entry/", "/admin/audit/entry/export/"


def said() -> list[str]:
    return [str(each) for each in sentences(Entry.objects.select_related("person", "about").order_by("pk"))]


def acts() -> list[tuple]:
    """The act, who did it, and what was done to."""
    return [(each.act, each.person, each.thing_model, each.thing_pk) for each in Entry.objects.order_by("pk")]


def lines(answer) -> list[str]:
    """The sentences that the list shows."""
    cells = html.fromstring(answer.text).xpath("//table[contains(@class, 'audit__table')]/tbody/tr/td[2]")
    return [cell.text_content() for cell in cells]


def at(day, hour, minute=0):
    """A moment of March 2026 in London."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))
