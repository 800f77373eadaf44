"""Reads a day as people write it, the day before the month as everybody does in this country."""

import re
from datetime import date, timedelta

from lscb_site.text.characters import plain_signs

EXAMPLE = "Write a day like 18 March 2015 or 18/3/2015."
YEARS = range(1800, 2200)
CENTURY = 69  # 15 is 2015, and 69 is 1969
LONGEST = 60  # characters
MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2, "day after tomorrow": 2}

COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
UNITS = {"day": 1, "week": 7, "fortnight": 14}
FROM_NOW = re.compile(r"in (?P<count>\d{1,3}|" + "|".join(COUNTS) + rf") (?P<unit>{'|'.join(UNITS)})s?")

A_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
FROM_TODAY = re.compile(rf"(?:on )?(?P<which>this|next|last|coming|this coming)? ?{A_WEEKDAY}")
WITH_WEEKDAY = re.compile(rf"(?:on )?{A_WEEKDAY},? (?:the )?(?=\S* ?\d|\w+ \d)")
AT_NIGHT = re.compile(r"(?:t| )0?0:00(?::00(?:\.0+)?)?\Z")  # what a spreadsheet adds to a day
THE_MONTH = r"(?P<month>[a-z]{3,9})\.?"
A_YEAR = r"(?P<year>\d{4}|['’]?\d\d)"
SHAPES = [
    re.compile(rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ .\-]?(?:of )? ?{THE_MONTH}(?:,? |-|){A_YEAR}"),
    re.compile(rf"{THE_MONTH} ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? ){A_YEAR}"),
    re.compile(rf"(?P<day>\d{{1,2}}) ?[/.\- ] ?(?P<month>\d{{1,2}}) ?[/.\- ] ?{A_YEAR}"),
    re.compile(r"(?P<year>\d{4}) ?[/.\-] ?(?P<month>\d{1,2}) ?[/.\-] ?(?P<day>\d{1,2})"),
]
PACKED = [
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})"),
]
WITHOUT_YEAR = re.compile(rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?| ?/ ?){THE_MONTH}|\d{{1,2}}/\d{{1,2}}")
WITHOUT_DAY = re.compile(rf"{THE_MONTH},? (?P<year>\d{{4}})")
LONG_YEAR = re.compile(r".*\D\d{5,}")


def read_day(typed: str, today: date) -> date:
    """The day that somebody wrote. Raises ValueError with a sentence that says what to write instead."""
    text = AT_NIGHT.sub("", plain_signs(typed[: LONGEST + 1]).lower().strip(" .,'\""))
    if len(text) > LONGEST:
        raise ValueError(EXAMPLE)
    if text in NAMED:
        return today + timedelta(days=NAMED[text])
    if found := FROM_NOW.fullmatch(text):
        count = COUNTS.get(found["count"]) or int(found["count"])
        return today + timedelta(days=count * UNITS[found["unit"]])
    if found := FROM_TODAY.fullmatch(text):
        return from_today(found["which"] or "", weekday_of(found["weekday"]), today)
    told = WITH_WEEKDAY.match(text)
    day = day_of(text[told.end() :] if told else text)
    if told and day.weekday() != weekday_of(told["weekday"]):
        named = WEEKDAYS[day.weekday()].capitalize()
        raise ValueError(f"{in_words(day)} is a {named}. Write the day that you mean.")
    return day


def from_today(which: str, weekday: int, today: date) -> date:
    """Some take “next Friday” for the first one to come, others for that of the next week: it has to be one day."""
    first = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    monday = today - timedelta(days=today.weekday())
    meant = {first}
    if which == "last":
        before = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        meant = {before, monday + timedelta(days=weekday - 7)}
    elif which == "next":
        meant = {first, monday + timedelta(days=weekday + 7)}
    elif today.weekday() == weekday:
        meant = {first, today}
    if len(meant) > 1:
        words = f"{which} {WEEKDAYS[weekday].capitalize()}".strip()
        either = " or ".join(map(in_words, sorted(meant)))
        raise ValueError(f"“{words}” may be {either}. Write the day itself.")
    return meant.pop()


def day_of(text: str) -> date:
    for shape in SHAPES:
        if found := shape.fullmatch(text):
            return made(found)
    read = [found for shape in PACKED if (found := shape.fullmatch(text)) and is_likely(found)]
    if len(read) == 1:
        return made(read[0])
    if WITHOUT_YEAR.fullmatch(text):
        raise ValueError(f"Give the year too. {EXAMPLE}")
    if (found := WITHOUT_DAY.fullmatch(text)) and month_of(found["month"]):
        raise ValueError(f"Give the day too. {EXAMPLE}")
    if LONG_YEAR.fullmatch(text):
        raise ValueError(f"This year has too many figures. {EXAMPLE}")
    raise ValueError(f"This is not a day that we can read. {EXAMPLE}")


def is_likely(found: re.Match[str]) -> bool:
    return int(found["year"]) in YEARS and 1 <= int(found["month"]) <= 12 and 1 <= int(found["day"]) <= 31


def made(found: re.Match[str]) -> date:
    month, day = month_of(found["month"]), int(found["day"])
    year = int(found["year"].lstrip("'’"))
    if len(found["year"].lstrip("'’")) == 2:
        year += 1900 if year >= CENTURY else 2000
    if not month:
        if found["month"].isdecimal() and 1 <= day <= 12 < int(found["month"]) <= 31:
            raise ValueError(f"There is no month {found['month']}: the day comes first, as in 18/3/2015.")
        raise ValueError(f"There is no month “{found['month']}”. {EXAMPLE}")
    if year not in YEARS:
        raise ValueError(f"The year {year} is too far away: give one from {YEARS[0]} to {YEARS[-1]}. {EXAMPLE}")
    try:
        return date(year, month, day)
    except ValueError:
        days = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        raise ValueError(f"{MONTHS[month - 1].capitalize()} {year} has {days} days. {EXAMPLE}") from None


def month_of(written: str) -> int:
    """1 to 12; 0 where there is none. “Mar”, “Sept” and “March” are one month."""
    if written.isdecimal():
        return int(written) if 1 <= int(written) <= 12 else 0
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(written)), 0)


def weekday_of(written: str) -> int:
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(written[:3]))


def in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
