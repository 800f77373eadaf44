"""Hours in words: "Monday to Friday, 9am to 5pm, not on bank holidays"."""

from datetime import time

from lscb_contacts.models import ContactPoint, OpeningHours

MIDNIGHT, MIDDAY = time(0), time(12)
BankHolidays = OpeningHours.BankHolidays
# What a point's purpose says of its hours where they are not known.
USUAL = {
    ContactPoint.Purpose.FRONT_DOOR: "Monday to Friday, 9am to 5pm, not on bank holidays",
    ContactPoint.Purpose.OUT_OF_HOURS: "evenings, nights, weekends and bank holidays",
}


def hours_in_words(line: OpeningHours) -> str:
    always = line.opens == line.closes == MIDNIGHT
    if always and (line.first_day, line.last_day, line.bank_holidays) == (1, 7, BankHolidays.YES):
        return "24 hours a day, every day of the year"
    times = "24 hours" if line.opens == line.closes else f"{clock(line.opens)} to {clock(line.closes)}"
    if line.closes < line.opens and line.closes != MIDNIGHT:
        times += " the next day"
    return f"{days(line)}, {times}{exception(line)}"


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


def exception(line: OpeningHours) -> str:
    return {BankHolidays.NO: ", not on bank holidays", BankHolidays.YES: ", also on bank holidays"}.get(
        line.bank_holidays, ""
    )


def clock(at: time) -> str:
    """As GOV.UK writes it: 9am, 5:30pm, midday."""
    if at in (MIDNIGHT, MIDDAY):
        return "midnight" if at == MIDNIGHT else "midday"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
