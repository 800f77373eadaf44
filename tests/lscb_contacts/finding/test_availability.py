from datetime import UTC, date, time

import pytest

from lscb_contacts.finding.availability import Span, answers, is_open, lines_of, said, said_at, spans_of
from lscb_contacts.finding.bank_holidays import around
from tests.factories import AuthorityFactory, ContactPointFactory, OpeningHoursFactory
from tests.lscb_contacts.finding.hours_table import OFFICE_HOURS, OUT_OF_HOURS, ROWS, SAID, at

SUNDAY_NIGHT, MONDAY_MORNING = at("2026-11-22T22:00"), at("2026-11-23T10:00")


@pytest.mark.parametrize(("spans", "moment", "answering"), ROWS)
def test_who_answers_when(spans, moment, answering):
    assert is_open(spans, moment, set(around(moment.date()))) is answering


@pytest.mark.parametrize(("lines", "words"), SAID)
def test_what_is_said_of_an_authority(lines, words):
    assert said(lines) == words


@pytest.mark.parametrize(
    ("purpose", "spans", "answering"),
    [
        ("front_door", OFFICE_HOURS, False),
        ("front_door", (), None),
        ("out_of_hours", OUT_OF_HOURS, True),
        ("out_of_hours", (), None),
        ("out_of_hours", OFFICE_HOURS, None),
    ],
)
def test_only_a_front_door_with_hours_is_known_to_be_shut(purpose, spans, answering):
    assert answers(purpose, spans, SUNDAY_NIGHT, ()) is answering


def test_the_clock_is_londons_wherever_the_moment_was_taken():
    nine_in_summer = at("2026-06-01T09:00").astimezone(UTC)
    assert nine_in_summer.hour == 8
    assert is_open(OFFICE_HOURS, nine_in_summer, ())


def test_bank_holidays_are_englands_until_the_end_of_next_year():
    found = around(date(2026, 11, 23))
    assert date(2026, 8, 31) in found
    assert date(2026, 12, 28) in found  # for Boxing Day
    assert date(2027, 12, 28) in found
    assert date(2026, 1, 2) not in found  # Scotland's
    assert date(2026, 7, 13) not in found  # Northern Ireland's


@pytest.mark.django_db
def test_hours_are_those_of_its_lines_and_nothing_is_made_up_without():
    point = ContactPointFactory()
    assert spans_of(point) == ()
    OpeningHoursFactory(contact_point=point, first_day=1, last_day=7, opens=time(8), closes=time(20, 30))
    assert spans_of(point) == (Span(1, 7, 8 * 60, 20 * 60 + 30, "unknown"),)


@pytest.fixture
def merton(db):
    authority = AuthorityFactory()
    for position, purpose in enumerate(["front_door", "out_of_hours", "professionals", "lado"]):
        ContactPointFactory(authority=authority, purpose=purpose, position=position)
    return authority


def test_the_publics_numbers_stand_in_their_own_order_at_every_hour(merton):
    assert [(line.place, line.point.purpose) for line in lines_of(merton)] == [
        ("0", "front_door"),
        ("1", "out_of_hours"),
    ]
    assert said_at(lines_of(merton), SUNDAY_NIGHT) == "unknown"


def test_an_authority_whose_hours_are_known(merton):
    front_door, night = merton.contact_points.all()[:2]
    OpeningHoursFactory(contact_point=front_door)
    assert said_at(lines_of(merton), MONDAY_MORNING) == "0"
    assert said_at(lines_of(merton), SUNDAY_NIGHT) == "shut"
    OpeningHoursFactory(contact_point=night, first_day=6, last_day=7, opens=time(0), closes=time(0))
    assert said_at(lines_of(merton), SUNDAY_NIGHT) == "1"
    assert said_at(lines_of(merton), at("2026-11-23T22:00")) == "shut"


@pytest.mark.django_db
def test_a_line_without_a_number_is_none_to_call():
    point = ContactPointFactory(phone="", web="https://www.example.gov.uk/")
    OpeningHoursFactory(contact_point=point)
    assert lines_of(point.authority) == []
    assert said_at([], MONDAY_MORNING) == "unknown"
