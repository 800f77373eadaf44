"""Which of an authority's numbers is known to answer now, and what is said at an hour for which nobody knows.

The same rule stands in static/js/modules/call-now.js, because a page may be kept and "now" may not;
tests/browser/test_contacts.py holds the two together.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lscb_contacts.finding.bank_holidays import around
from lscb_contacts.models import Authority, ContactPoint, OpeningHours

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
Purpose = ContactPoint.Purpose
BankHolidays = OpeningHours.BankHolidays

# What is said of a whole authority at a moment; otherwise the place of the line to call.
UNKNOWN = "unknown"  # nobody knows who answers
SHUT = "shut"  # the front door is known to be shut, and the night line's hours are not known to cover the moment


@dataclass(frozen=True)
class Span:
    """From a minute of a day to a minute of the same day, or of the next one where it is not later."""

    first_day: int  # 1 is Monday
    last_day: int
    opens: int  # minutes since midnight, by the clocks of London
    closes: int
    bank_holidays: str = BankHolidays.NO

    def starts_on(self, day: date, bank_holidays: Collection[date]) -> bool | None:
        """Whether it does; None where nobody has said whether it does on a bank holiday."""
        if not self.first_day <= day.isoweekday() <= self.last_day:
            return False
        if day not in bank_holidays:
            return self.bank_holidays != BankHolidays.ONLY
        return None if self.bank_holidays == BankHolidays.UNKNOWN else self.bank_holidays != BankHolidays.NO

    def covers(self, day: date, minute: int, bank_holidays: Collection[date]) -> bool | None:
        overnight = self.closes <= self.opens
        found = []
        if self.opens <= minute and (overnight or minute < self.closes):
            found.append(self.starts_on(day, bank_holidays))
        if overnight and minute < self.closes:
            found.append(self.starts_on(day - DAY, bank_holidays))
        return either(found)


def either(found: Collection[bool | None]) -> bool | None:
    """True where one is; None where one may be."""
    return True if True in found else None if None in found else False


def spans_of(point: ContactPoint) -> tuple[Span, ...]:
    """The hours that are known of it; none where none are."""
    return tuple(
        Span(line.first_day, line.last_day, minute_of(line.opens), minute_of(line.closes), line.bank_holidays)
        for line in point.opening_hours.all()
    )


def minute_of(time) -> int:
    return time.hour * 60 + time.minute


def is_open(spans: Iterable[Span], moment: datetime, bank_holidays: Collection[date]) -> bool | None:
    """Whether these hours cover an aware `moment`; None where that depends on a bank holiday nobody spoke of."""
    local = moment.astimezone(LONDON)
    return either([span.covers(local.date(), minute_of(local), bank_holidays) for span in spans])


def answers(purpose: str, spans: Sequence[Span], moment: datetime, bank_holidays: Collection[date]) -> bool | None:
    """Whether somebody answers; None where that is not known.

    Only a front door is ever known to be shut. Of a night line pages print a part ("after 5pm and at weekends"), so
    outside its hours nothing is known of it.
    """
    found = is_open(spans, moment, bank_holidays) if spans else None
    return None if found is False and purpose != Purpose.FRONT_DOOR else found


def said(lines: Sequence[tuple[str, bool | None]]) -> str:
    """What is said of lines with a number, each its purpose and whether it answers: the place of the first that does,
    or one of the two words above."""
    for place, (_, is_answering) in enumerate(lines):
        if is_answering:
            return str(place)
    doors = [is_answering for purpose, is_answering in lines if purpose == Purpose.FRONT_DOOR]
    has_night_line = any(purpose == Purpose.OUT_OF_HOURS for purpose, _ in lines)
    return SHUT if has_night_line and doors and not any(each is None for each in doors) else UNKNOWN


@dataclass(frozen=True)
class Line:
    """A number that everybody may call, and the hours that are known of it."""

    point: ContactPoint
    spans: tuple[Span, ...]
    place: str  # among the authority's lines


def lines_of(authority: Authority) -> list[Line]:
    """The public's numbers of an authority, in its own order."""
    points = [point for point in authority.contact_points.all() if point.purpose in ContactPoint.PUBLIC and point.phone]
    return [Line(point, spans_of(point), str(place)) for place, point in enumerate(points)]


def said_at(lines: Sequence[Line], moment: datetime) -> str:
    """What is said of `lines` at an aware `moment`."""
    holidays = {*around(moment.astimezone(LONDON).date())}
    return said([(line.point.purpose, answers(line.point.purpose, line.spans, moment, holidays)) for line in lines])
