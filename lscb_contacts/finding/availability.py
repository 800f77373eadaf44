"""Which of an authority's numbers answers now.

The same rule stands in static/js/modules/call-now.js, because a page may be kept and "now" may not;
tests/browser/test_contacts.py holds the two together.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lscb_contacts.finding.bank_holidays import around
from lscb_contacts.models import ContactPoint, OpeningHours

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
Purpose = ContactPoint.Purpose
BankHolidays = OpeningHours.BankHolidays


@dataclass(frozen=True)
class Span:
    """From a minute of a day to a minute of the same day, or of the next one where it is not later."""

    first_day: int  # 1 is Monday
    last_day: int
    opens: int  # minutes since midnight, by the clocks of London
    closes: int
    bank_holidays: str = BankHolidays.NO

    def starts_on(self, day: date, bank_holidays: Collection[date]) -> bool:
        if not self.first_day <= day.isoweekday() <= self.last_day:
            return False
        return self.bank_holidays == BankHolidays.YES or (
            (self.bank_holidays == BankHolidays.ONLY) == (day in bank_holidays)
        )

    def covers(self, day: date, minute: int, bank_holidays: Collection[date]) -> bool:
        overnight = self.closes <= self.opens
        if self.starts_on(day, bank_holidays) and self.opens <= minute and (overnight or minute < self.closes):
            return True
        return overnight and minute < self.closes and self.starts_on(day - DAY, bank_holidays)


NINE, FIVE = 9 * 60, 17 * 60
OFFICE_HOURS = (Span(1, 5, NINE, FIVE),)
OUT_OF_HOURS = (
    Span(1, 7, FIVE, NINE, BankHolidays.YES),
    Span(6, 7, NINE, FIVE, BankHolidays.YES),
    Span(1, 5, NINE, FIVE, BankHolidays.ONLY),
)


def spans_of(point: ContactPoint) -> tuple[Span, ...]:
    """When it answers: its own hours, or where they are not known what its purpose says."""
    known = point.opening_hours.all()
    if known:
        return tuple(
            Span(line.first_day, line.last_day, minute_of(line.opens), minute_of(line.closes), line.bank_holidays)
            for line in known
        )
    return OUT_OF_HOURS if point.purpose == Purpose.OUT_OF_HOURS else OFFICE_HOURS


def minute_of(time) -> int:
    return time.hour * 60 + time.minute


def is_open(spans: Iterable[Span], moment: datetime, bank_holidays: Collection[date]) -> bool:
    """Whether somebody answers at an aware `moment`."""
    local = moment.astimezone(LONDON)
    return any(span.covers(local.date(), minute_of(local), bank_holidays) for span in spans)


@dataclass(frozen=True)
class Line:
    """A number that everybody may call, and whether somebody answers at the moment asked about, if one was."""

    point: ContactPoint
    spans: tuple[Span, ...]
    is_open: bool | None = None


def lines_of(authority, moment: datetime | None = None) -> list[Line]:
    """The public's numbers of an authority, in its own order; those that answer at `moment` come first."""
    lines = [
        Line(point, spans_of(point)) for point in authority.contact_points.all() if point.purpose in ContactPoint.PUBLIC
    ]
    if moment is None:
        return lines
    holidays = {*around(moment.astimezone(LONDON).date())}
    timed = [replace(line, is_open=bool(line.point.phone) and is_open(line.spans, moment, holidays)) for line in lines]
    return sorted(timed, key=lambda line: not line.is_open)
