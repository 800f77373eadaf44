"""Who answers when, as one table: the rule in Python and the rule in the browser are both held to it."""

from datetime import datetime

from lscb_contacts.finding.availability import LONDON, Span

OFFICE_HOURS = (Span(1, 5, 9 * 60, 17 * 60),)
OUT_OF_HOURS = (Span(1, 7, 17 * 60, 9 * 60, "yes"), Span(6, 7, 0, 0, "yes"), Span(1, 7, 0, 0, "only"))
NIGHT = (Span(5, 5, 22 * 60, 6 * 60),)  # begins on Fridays, ends on Saturdays
ALWAYS = (Span(1, 7, 0, 0, "yes"),)
NOT_SAID = (Span(1, 5, 9 * 60, 17 * 60, "unknown"),)  # the page says nothing of bank holidays
NIGHT_NOT_SAID = (Span(1, 5, 17 * 60, 9 * 60, "unknown"),)
BANK_HOLIDAYS_ONLY = (Span(1, 7, 10 * 60, 12 * 60, "only"),)

OFFICE, NIGHTS = "office", "out of hours"


def at(text: str) -> datetime:
    """By the clocks of London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


# The day, then who answers at 03:00, 08:59, 09:00, 16:59, 17:00 and 17:01.
TIMES = ["03:00", "08:59", "09:00", "16:59", "17:00", "17:01"]
WORKING_DAY = [NIGHTS, NIGHTS, OFFICE, OFFICE, NIGHTS, NIGHTS]
CLOSED_ALL_DAY = [NIGHTS] * 6
DAYS = {
    # Winter time: Friday before the clocks go forward on 29 March; a bank holiday.
    "2026-03-27": WORKING_DAY,
    "2026-12-25": CLOSED_ALL_DAY,
    "2026-12-28": CLOSED_ALL_DAY,  # for Boxing Day, a Saturday
    "2026-12-29": WORKING_DAY,
    # Summer time: the Monday after; bank holidays.
    "2026-03-30": WORKING_DAY,
    "2026-04-03": CLOSED_ALL_DAY,
    "2026-04-06": CLOSED_ALL_DAY,
    "2026-08-31": CLOSED_ALL_DAY,
    # Both sides of the clocks going back on 25 October, and the Sundays themselves.
    "2026-10-23": WORKING_DAY,
    "2026-10-26": WORKING_DAY,
    "2026-03-29": CLOSED_ALL_DAY,
    "2026-10-25": CLOSED_ALL_DAY,
    # The turn of the year.
    "2026-12-31": WORKING_DAY,
    "2027-01-01": CLOSED_ALL_DAY,
}

ROWS = [
    (spans, at(f"{day}T{time}"), answers == who)
    for day, answering in DAYS.items()
    for time, answers in zip(TIMES, answering, strict=True)
    for who, spans in ((OFFICE, OFFICE_HOURS), (NIGHTS, OUT_OF_HOURS))
] + [
    (NIGHT, at("2026-11-20T21:59"), False),
    (NIGHT, at("2026-11-20T22:00"), True),
    (NIGHT, at("2026-11-21T05:59"), True),
    (NIGHT, at("2026-11-21T06:00"), False),
    (NIGHT, at("2026-11-21T22:00"), False),
    (NIGHT, at("2026-12-26T01:00"), False),  # it does not begin on Christmas Day
    (ALWAYS, at("2026-12-25T00:00"), True),
    (ALWAYS, at("2026-10-25T01:30"), True),
    (BANK_HOLIDAYS_ONLY, at("2026-12-25T10:00"), True),
    (BANK_HOLIDAYS_ONLY, at("2026-12-25T12:00"), False),
    (BANK_HOLIDAYS_ONLY, at("2026-12-24T10:00"), False),
    (NOT_SAID, at("2026-11-23T10:00"), True),
    (NOT_SAID, at("2026-11-23T17:00"), False),
    (NOT_SAID, at("2026-12-25T10:00"), None),
    (NOT_SAID, at("2026-12-25T17:00"), False),  # shut whatever is true of bank holidays
    (NIGHT_NOT_SAID, at("2026-12-25T22:00"), None),
    (NIGHT_NOT_SAID, at("2026-12-26T03:00"), None),  # the night began on Christmas Day
    (NIGHT_NOT_SAID, at("2026-12-25T03:00"), True),
    (NOT_SAID + BANK_HOLIDAYS_ONLY, at("2026-12-25T10:00"), True),
    ((), at("2026-11-23T10:00"), False),
]

FRONT, LATE = "front_door", "out_of_hours"
# Lines with a number, each its purpose and whether it is known to answer, and what is said of them all: the place of
# the one to call, or that the front door is shut, or that nobody knows.
SAID = [
    ([(FRONT, True), (LATE, None)], "0"),
    ([(FRONT, True), (LATE, True)], "0"),
    ([(FRONT, False), (LATE, True)], "1"),
    ([(FRONT, None), (LATE, True)], "1"),
    ([(FRONT, False), (LATE, None)], "shut"),
    ([(FRONT, False), (FRONT, False), (LATE, None)], "shut"),
    ([(FRONT, False), (FRONT, None), (LATE, None)], "unknown"),
    ([(FRONT, None), (LATE, None)], "unknown"),
    ([(FRONT, False)], "unknown"),
    ([(FRONT, None)], "unknown"),
    ([(LATE, None)], "unknown"),
    ([], "unknown"),
]
