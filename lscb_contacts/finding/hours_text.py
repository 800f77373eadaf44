"""Hours in words: "Monday to Friday, 9am to 5pm, not on bank holidays"."""

from collections.abc import Iterable
from datetime import time

from lscb_contacts.models import OpeningHours

MIDNIGHT, MIDDAY = time(0), time(12)
BankHolidays = OpeningHours.BankHolidays


NOT_KNOWN = ", bank holidays not known"
SHORT = [(" the next day", ""), (" to ", "–"), (" and ", "–"), ("24 hours", "24h"), ("Every day", "Daily"), (", ", " ")]


def all_in_words(lines: Iterable[OpeningHours]) -> list[str]:
    """All lines of one contact point, its bank holidays last, and nothing said twice."""
    ordered = sorted(lines, key=lambda line: line.bank_holidays == BankHolidays.ONLY)
    if any(line.bank_holidays == BankHolidays.ONLY and is_always(line) for line in ordered):
        return [days_and_times(line) for line in ordered]
    if len(ordered) > 1 and all(line.bank_holidays == BankHolidays.YES for line in ordered):
        return [*map(days_and_times, ordered), "Bank holidays too"]
    said = [hours_in_words(line).removesuffix(NOT_KNOWN) for line in ordered]
    if any(line.bank_holidays == BankHolidays.UNKNOWN for line in ordered):
        said.append("Bank holidays are not known")
    return said


def in_short(lines: Iterable[OpeningHours]) -> str:
    """For a table on paper: “Mon–Fri 9am–5pm; Bank holidays 24h”. What is not known of bank holidays is left out."""
    ordered = sorted(lines, key=lambda line: line.bank_holidays == BankHolidays.ONLY)
    said = "; ".join(map(days_and_times, ordered))
    for day in OpeningHours.Day.labels:
        said = said.replace(day, day[:3])
    for long, short in SHORT:
        said = said.replace(long, short)
    return said


def hours_in_words(line: OpeningHours) -> str:
    if is_always(line) and line.bank_holidays == BankHolidays.YES:
        return "24 hours a day, every day of the year"
    return days_and_times(line) + exception(line)


def days_and_times(line: OpeningHours) -> str:
    times = "24 hours" if line.opens == line.closes else f"{clock(line.opens)} to {clock(line.closes)}"
    if line.closes < line.opens and line.closes != MIDNIGHT:
        times += " the next day"
    return f"{days(line)}, {times}"


def days(line: OpeningHours) -> str:
    if line.bank_holidays == BankHolidays.ONLY:
        return f"Bank holidays{'' if whole_week(line) else ' from ' + days_of_week(line)}"
    return "Every day" if whole_week(line) else days_of_week(line)


def days_of_week(line: OpeningHours) -> str:
    first, last = line.get_first_day_display(), line.get_last_day_display()
    if first == last:
        return first
    return f"{first} {'and' if line.last_day - line.first_day == 1 else 'to'} {last}"


def whole_week(line: OpeningHours) -> bool:
    return (line.first_day, line.last_day) == (1, 7)


def is_always(line: OpeningHours) -> bool:
    return whole_week(line) and line.opens == line.closes


def exception(line: OpeningHours) -> str:
    return {
        BankHolidays.NO: ", not on bank holidays",
        BankHolidays.YES: ", also on bank holidays",
        BankHolidays.UNKNOWN: NOT_KNOWN,
    }.get(line.bank_holidays, "")


def clock(at: time) -> str:
    """As GOV.UK writes it: 9am, 5:30pm, midday."""
    if at in (MIDNIGHT, MIDDAY):
        return "midnight" if at == MIDNIGHT else "midday"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
