from datetime import time

import pytest

from lscb_contacts.finding.hours_text import hours_in_words
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
        ((1, 7), time(9), time(17), "only", "Bank holidays, 9am to 5pm"),
        ((1, 5), time(9), time(17), "only", "Bank holidays from Monday to Friday, 9am to 5pm"),
    ],
)
def test_hours_are_said_in_words(days, opens, closes, bank_holidays, words):
    line = OpeningHours(first_day=days[0], last_day=days[1], opens=opens, closes=closes, bank_holidays=bank_holidays)
    assert hours_in_words(line) == words
