"""The days that a sentence names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lscb_site.text.days import month_of

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
TH = r"(?:st|nd|rd|th)?"
DAY = re.compile(
    rf"""
    (?=[\dJFMASOND]|spring|summer|autumn|winter)(?:  # how all of them begin: most places of a text are left quickly
    (?<![\w/])(?:(?P<first>\d{{1,2}}){TH}\s*(?:-|–|to|and|&)\s*)?(?P<day>\d{{1,2}}){TH}\s+(?:of\s+)?
        (?P<month>{MONTH})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\d)
    | \b(?P<month2>{MONTH})\.?\s+(?P<day2>\d{{1,2}}){TH}(?!\d)(?:,?\s+(?P<year2>(?:19|20)\d\d))?
    | (?<![\d/.-])(?P<day3>\d{{1,2}})[/.](?P<month3>\d{{1,2}})[/.](?P<year3>(?:19|20)?\d\d)(?![\d/])
    | (?<![\d-])(?P<year4>(?:19|20)\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d)(?![\d-])
    | \b(?P<month5>{MONTH})\b\.?,?\s+(?P<year5>(?:19|20)\d\d)(?!\d)
    | (?<=\bin\s)(?P<year6>(?:19|20)\d\d)(?![\d/–-])
    | \b(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year7>(?:19|20)\d\d)(?!\d)
    )
    """,
    re.VERBOSE,
)
SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 12}


@dataclass(frozen=True)
class DayIn:
    """A day, month or year that is named; `last` is the last day that may be meant. `known` says what was named: "day",
    "month" or "year", which a season is too."""

    start: int
    end: int
    last: date
    has_year: bool
    known: str


def days_in(text: str, near: date | None, start: int = 0, end: int | None = None) -> Iterator[DayIn]:
    """Those named from `start` to `end`. One without its year is the one that follows a few weeks before `near`; where
    that is not known, it is left out."""
    for found in DAY.finditer(text, start, len(text) if end is None else end):
        given = {name: value for name, value in found.groupdict().items() if value}
        last = last_of(given, near)
        if last:
            has_year = any(name.startswith("year") for name in given)
            yield DayIn(found.start(), found.end(), last, has_year, known_by(given))


def known_by(given: dict[str, str]) -> str:
    named = {name.rstrip("0123456789") for name in given}
    return "day" if "day" in named else "month" if "month" in named else "year"


def names_a_day(text: str) -> bool:
    return DAY.search(text) is not None


def last_of(parts: dict[str, str], near: date | None) -> date | None:
    given = {name.rstrip("0123456789"): value for name, value in parts.items()}
    month = (
        month_of(given["month"].lower().rstrip("."))
        if "month" in given
        else SEASON_ENDS.get(given.get("season", ""), 12)
    )
    year = int(given["year"]) if "year" in given else None
    if year is not None and year < 100:
        year += 2000
    try:
        if "day" not in given:
            return None if year is None else date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        if year is not None:
            return date(year, month, int(given["day"]))
        if near is None:
            return None
        day = date(near.year, month, int(given["day"]))
        return day if day >= near - timedelta(days=60) else day.replace(year=near.year + 1)
    except ValueError:
        return None
