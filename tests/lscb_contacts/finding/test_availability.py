from datetime import UTC, date, time

import pytest

from lscb_contacts.finding.availability import LONDON, OFFICE_HOURS, OUT_OF_HOURS, Span, is_open, lines_of, spans_of
from lscb_contacts.finding.bank_holidays import around
from lscb_contacts.models import OpeningHours
from tests.factories import AuthorityFactory, ContactPointFactory
from tests.lscb_contacts.finding.hours_table import ROWS, at


@pytest.mark.parametrize(("spans", "moment", "answers"), ROWS)
def test_who_answers_when(spans, moment, answers):
    assert is_open(spans, moment, set(around(moment.date()))) is answers


def test_the_clock_is_londons_wherever_the_moment_was_taken():
    nine_in_summer = at("2026-06-01T09:00").astimezone(UTC)
    assert nine_in_summer.hour == 8
    assert is_open(OFFICE_HOURS, nine_in_summer, ())


def test_office_hours_and_the_rest_share_out_every_hour_of_a_year():
    holidays = set(around(date(2026, 6, 1)))
    for day in range(365):
        for minute in (0, 8 * 60 + 59, 9 * 60, 16 * 60 + 59, 17 * 60, 23 * 60 + 59):
            moment = date.fromordinal(date(2026, 1, 1).toordinal() + day)
            local = at(f"{moment}T{minute // 60:02}:{minute % 60:02}")
            assert is_open(OFFICE_HOURS, local, holidays) != is_open(OUT_OF_HOURS, local, holidays), local


def test_bank_holidays_are_englands_until_the_end_of_next_year():
    found = around(date(2026, 11, 23))
    assert date(2026, 8, 31) in found
    assert date(2026, 12, 28) in found  # for Boxing Day
    assert date(2027, 12, 28) in found
    assert date(2026, 1, 2) not in found  # Scotland's
    assert date(2026, 7, 13) not in found  # Northern Ireland's


@pytest.mark.django_db
def test_hours_of_its_own_win_over_those_of_its_purpose():
    point = ContactPointFactory()
    assert spans_of(point) == OFFICE_HOURS
    assert spans_of(ContactPointFactory(purpose="out_of_hours")) == OUT_OF_HOURS
    OpeningHours.objects.create(contact_point=point, first_day=1, last_day=7, opens=time(8), closes=time(20, 30))
    assert spans_of(point) == (Span(1, 7, 8 * 60, 20 * 60 + 30, "no"),)


@pytest.fixture
def merton(db):
    authority = AuthorityFactory()
    for position, purpose in enumerate(["front_door", "out_of_hours", "professionals", "lado"]):
        ContactPointFactory(authority=authority, purpose=purpose, position=position)
    return authority


@pytest.mark.parametrize(
    ("moment", "first"),
    [("2026-11-23T10:00", "front_door"), ("2026-11-23T20:00", "out_of_hours"), ("2026-11-21T10:00", "out_of_hours")],
)
def test_the_number_that_answers_comes_first_and_the_other_stays(merton, moment, first):
    lines = lines_of(merton, at(moment))
    assert {line.point.purpose for line in lines} == {"front_door", "out_of_hours"}
    assert lines[0].point.purpose == first
    assert [line.is_open for line in lines] == [True, False]


def test_without_a_moment_nothing_is_said_of_now(merton):
    lines = lines_of(merton)
    assert [(line.point.purpose, line.is_open) for line in lines] == [("front_door", None), ("out_of_hours", None)]


@pytest.mark.django_db
def test_a_line_without_a_number_never_answers():
    point = ContactPointFactory(phone="", web="https://www.example.gov.uk/")
    (line,) = lines_of(point.authority, at("2026-11-23T10:00").astimezone(LONDON))
    assert line.is_open is False
