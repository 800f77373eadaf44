from datetime import time

import pytest

from lscb_contacts.finding.hours_text import all_in_words, hours_in_words, in_short
from lscb_contacts.models import OpeningHours


@pytest.mark.parametrize(
    ("days", "opens", "closes", "bank_holidays", "words"),
    [
        ((1, 5), time(9), time(17), "no", "Monday to Friday, 9am to 5pm, not on bank holidays"),
        ((1, 4), time(8, 45), time(12), "yes", "Monday to Thursday, 8:45am to midday, also on bank holidays"),
        ((6, 7), time(10), time(0), "yes", "Saturday and Sunday, 10am to midnight, also on bank holidays"),
        ((5, 5), time(17), time(9), "no", "Friday, 5pm to 9am the next day, not on bank holidays"),
        ((1, 7), time(0), time(0), "yes", "24 hours a day, every day of the year"),
        ((1, 7), time(0), time(0), "no", "Every day, 24 hours, not on bank holidays"),
        ((1, 5), time(9), time(17), "unknown", "Monday to Friday, 9am to 5pm, bank holidays not known"),
        ((1, 7), time(9), time(17), "only", "Bank holidays, 9am to 5pm"),
        ((1, 5), time(9), time(17), "only", "Bank holidays from Monday to Friday, 9am to 5pm"),
    ],
)
def test_hours_are_said_in_words(days, opens, closes, bank_holidays, words):
    line = OpeningHours(first_day=days[0], last_day=days[1], opens=opens, closes=closes, bank_holidays=bank_holidays)
    assert hours_in_words(line) == words


def line(first_day, last_day, opens, closes, bank_holidays):
    return OpeningHours(
        first_day=first_day, last_day=last_day, opens=time(opens), closes=time(closes), bank_holidays=bank_holidays
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], []),
        (
            [line(1, 4, 9, 17, "unknown"), line(5, 5, 9, 16, "unknown")],
            ["Monday to Thursday, 9am to 5pm", "Friday, 9am to 4pm", "Bank holidays are not known"],
        ),
        (
            [line(1, 7, 0, 0, "only"), line(1, 7, 17, 9, "yes"), line(6, 7, 0, 0, "yes")],
            ["Every day, 5pm to 9am the next day", "Saturday and Sunday, 24 hours", "Bank holidays, 24 hours"],
        ),
        ([line(1, 7, 0, 0, "yes")], ["24 hours a day, every day of the year"]),
        (
            [line(1, 7, 17, 9, "yes"), line(6, 7, 0, 0, "yes")],
            ["Every day, 5pm to 9am the next day", "Saturday and Sunday, 24 hours", "Bank holidays too"],
        ),
        ([line(1, 5, 9, 17, "no")], ["Monday to Friday, 9am to 5pm, not on bank holidays"]),
    ],
)
def test_all_lines_together_say_nothing_twice_and_bank_holidays_last(lines, words):
    assert all_in_words(lines) == words


def test_on_paper_they_are_said_in_short():
    night = [line(1, 7, 0, 0, "only"), line(1, 7, 17, 9, "yes"), line(6, 7, 0, 0, "yes")]
    assert in_short(night) == "Daily 5pm–9am; Sat–Sun 24h; Bank holidays 24h"
    assert in_short([line(1, 4, 9, 17, "unknown"), line(5, 5, 9, 16, "no")]) == "Mon–Thu 9am–5pm; Fri 9am–4pm"
    assert in_short([]) == ""
