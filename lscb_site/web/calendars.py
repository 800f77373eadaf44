"""Days for readers' calendars: iCalendar (RFC 5545), one day as a file or many as a subscription.

The library `icalendar` escapes and folds what it is given. What a row holds behind the forms' back is cleaned here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from dateutil.relativedelta import SU, relativedelta
from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vText

from lscb_site.text.characters import clean_line, clean_text
from lscb_site.web.addresses import absolute

CALENDAR = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=12)  # how long a calendar may wait before it asks a subscription anew
MADE_BY = f"-//{settings.SITE_NAME}//Portal//EN"


@dataclass(frozen=True)
class WholeDays:
    """Something that takes one day or several, as days are called in London: no zone moves it to another."""

    uid: UUID  # the same for ever: `lasting_uuid`
    name: str
    first: date
    last: date
    description: str  # lines of plain text
    path: str  # of its page
    made: datetime
    changed: datetime
    place: str = ""

    def as_event(self) -> Event:
        event = Event()
        event.add("uid", str(self.uid))
        event.add("dtstamp", self.changed.astimezone(UTC))
        event.add("last-modified", self.changed.astimezone(UTC))
        # It must grow with each change and nobody counts them: the seconds between the first and the last.
        event.add("sequence", max(0, int((self.changed - self.made).total_seconds())))
        event.add("dtstart", self.first)
        if self.last < date.max:
            event.add("dtend", self.last + timedelta(days=1))  # the first day on which it is over
        event.add("summary", clean_line(self.name))
        if place := clean_line(self.place):
            event.add("location", place)
        event.add("description", clean_text(f"{self.description}\n\n{absolute(self.path)}").strip())
        event.add("url", absolute(self.path))
        event.add("transp", "TRANSPARENT")  # whoever keeps the day is not busy by that
        return event


def as_calendar(days: Iterable[WholeDays], name: str = "") -> bytes:
    """A file of one or more; with a name it is a subscription, which says so and when to ask again."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name:
        for known_as in ("name", "x-wr-calname"):  # RFC 7986, and what programs read before it
            calendar.add(known_as, vText(name))
        for known_as in ("refresh-interval", "x-published-ttl"):
            calendar.add(known_as, vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
        calendar.add("x-wr-timezone", vText(settings.TIME_ZONE))
        calendar.add_component(london())
    for each in days:
        calendar.add_component(each.as_event())
    written: bytes = calendar.to_ical()
    return written


def london() -> Timezone:
    """London's time, by the rule that holds since 1996. A subscription has it because one without any component is no
    calendar (RFC 5545, 3.6), and some day none of its days may be left."""
    zone = Timezone()
    zone.add("tzid", settings.TIME_ZONE)
    for kind, name, month, hour, before, after in (
        (TimezoneDaylight, "BST", 3, 1, 0, 1),
        (TimezoneStandard, "GMT", 10, 2, 1, 0),
    ):
        part = kind()
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        last_sunday = relativedelta(day=31, weekday=SU(-1))
        part.add("dtstart", datetime(1996, month, 1, hour) + last_sunday)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone


def calendar_response(filename: str, days: Iterable[WholeDays], name: str = "") -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(as_calendar(days, name), content_type=CALENDAR, headers=headers)


def facts_of(days: WholeDays) -> str:
    """What a link to its file tells; each is about this long."""
    return f"iCalendar file, {-(-len(as_calendar([days])) // 1024)}\N{NO-BREAK SPACE}KB"


def subscription_address(path: str) -> str:
    """By which a program offers to subscribe to a calendar, and not to keep a copy of today's."""
    return urlsplit(absolute(path))._replace(scheme="webcal").geturl()
