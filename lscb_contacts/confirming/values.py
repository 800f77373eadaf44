"""An entry field by field, as a proposal keeps it, as an editor reads it, and put back."""

from collections.abc import Iterable
from datetime import time

from lscb_contacts.finding.hours_text import all_in_words
from lscb_contacts.guarded import ENTRY
from lscb_contacts.models import Authority, Board, ContactPoint, OpeningHours, ProposedValue
from lscb_contacts.models.telephone_reading import Telephone

Field = ProposedValue.Field

# The hours in an authority's own words take the place of both, and the other way round.
ABOUT_HOURS = {Field.HOURS, Field.LINES, Field.HOURS_NOTE}
OWNERS = {Field.AUTHORITY: Authority, Field.BOARD: Board}


def stored_value(point: ContactPoint, field: str) -> str:
    """The value of a field as a proposal keeps it: a number as E.164, an authority or a board by its key."""
    if field == Field.HOURS:
        return hours_of(point)
    if field == Field.LINES:
        return lines_as_text(point.opening_hours.all())
    if field == Field.PHONE:
        return point.phone.as_e164 if point.phone else ""
    value = getattr(point, f"{field}_id" if field in OWNERS else field)
    return "" if value is None else str(value)


def entry_of(point: ContactPoint) -> dict[str, str]:
    """All of it but the lines of hours, field by field."""
    return {field: stored_value(point, field) for field in ENTRY}


def put(point: ContactPoint, field: str, value: str):
    """Set a field to what a proposal keeps. Only lines of hours are stored at once: they are rows of their own."""
    if field == Field.HOURS:
        # The words replace the lines that they contradict; an editor may write them as lines again.
        point.opening_hours.all().delete()
        point.hours_note = value
    elif field == Field.LINES:
        point.opening_hours.all().delete()
        for line in lines_of(value):
            line.contact_point = point
            line.save()
    elif field in OWNERS:
        # A key: whether its row is still there is asked when the point is checked.
        setattr(point, f"{field}_id", int(value) if value else None)
    else:
        setattr(point, field, value)


def in_words(field: str, value: str) -> str:
    """As an editor reads it; nothing is an empty text."""
    if not value:
        return ""
    if field == Field.PHONE:
        return Telephone.of(value).as_national
    if field == Field.PURPOSE:
        return dict(ContactPoint.Purpose.choices).get(value, value)
    if field in OWNERS:
        return str(OWNERS[field].objects.filter(pk=value).first() or "No longer there")
    if field == Field.LINES:
        return "; ".join(all_in_words(lines_of(value)))
    return value


def hours_of(point: ContactPoint) -> str:
    """The lines of a point's opening hours in words, then its note on them."""
    return "; ".join(filter(None, [*all_in_words(point.opening_hours.all()), point.hours_note]))


def lines_as_text(lines: Iterable[OpeningHours]) -> str:
    """Lines of hours as a proposal keeps them: `1-5 09:00:00-17:00:00 no; 6-7 10:00:00-12:00:00 yes`."""
    facts = sorted((each.first_day, each.last_day, each.opens, each.closes, each.bank_holidays) for each in lines)
    return "; ".join(
        f"{first}-{last} {opens.isoformat()}-{closes.isoformat()} {holidays}"
        for first, last, opens, closes, holidays in facts
    )


def lines_of(text: str) -> list[OpeningHours]:
    """The same read back. They belong to no contact point yet."""
    found = []
    for line in filter(None, text.split("; ")):
        days, times, holidays = line.split(" ")
        first, last = map(int, days.split("-"))
        opens, closes = map(time.fromisoformat, times.split("-"))
        found.append(OpeningHours(first_day=first, last_day=last, opens=opens, closes=closes, bank_holidays=holidays))
    return found
