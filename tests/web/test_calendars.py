"""What every program that reads iCalendar relies on (RFC 5545), of rows that hold anything."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from lscb_site.web.calendars import WholeDays, as_calendar, facts_of, subscription_address
from lscb_site.web.feeds import lasting_uuid

MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
NEEDED = {"UID", "DTSTAMP", "DTSTART"}  # 3.6.1


def a_day(**facts) -> WholeDays:
    usual = {
        "uid": lasting_uuid("a day"),
        "name": "Conference",
        "first": date(2027, 3, 1),
        "last": date(2027, 3, 1),
        "description": "What it is.",
        "path": "/news/conference/",
        "made": MADE,
        "changed": MADE,
    }
    return WholeDays(**usual | facts)


def read(content: bytes) -> Calendar:
    """As the library reads it back, once the bytes keep what RFC 5545 says of lines (3.1)."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no line ends within a letter
    calendar = Calendar.from_ical(content)
    assert {"PRODID", "VERSION"} <= set(calendar)
    assert calendar["VERSION"] == "2.0"
    assert calendar.subcomponents  # 3.6: at least one
    assert all(set(event) >= NEEDED for event in calendar.walk("VEVENT"))
    assert not calendar.errors
    assert [event.errors for event in calendar.walk("VEVENT")] == [[]] * len(calendar.walk("VEVENT"))
    return calendar


def event_of(**facts):
    (event,) = read(as_calendar([a_day(**facts)])).walk("VEVENT")
    return event


def test_days_are_whole_and_the_end_is_the_first_day_after():
    event = event_of(last=date(2027, 3, 2))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 3, 1), date(2027, 3, 3))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert b"DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270302\r\n" in as_calendar([a_day()])


def test_the_last_day_that_there_is_costs_nothing():
    assert "DTEND" not in event_of(first=date.max, last=date.max)


def test_a_change_is_told_by_its_moment_and_by_a_number_that_grows():
    before, after = event_of(), event_of(changed=MADE + timedelta(minutes=2))
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 120)
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt == MADE + timedelta(minutes=2)
    assert before["UID"] == after["UID"] == str(lasting_uuid("a day"))
    assert event_of(changed=MADE - timedelta(minutes=1))["SEQUENCE"] == 0


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("Hall 2; County Hall, London \\ N1", "Hall 2; County Hall, London \\ N1", "Hall 2; County Hall, London \\ N1"),
        ("One\r\nEND:VEVENT\rTwo", "One END:VEVENT Two", "One\nEND:VEVENT\nTwo"),
        ("A\x00B\x07C\x1b\ud800", "ABC", "ABC"),
        ("Tŵr Llundain 🏰 " * 20, ("Tŵr Llundain 🏰 " * 20).strip(), "Tŵr Llundain 🏰 " * 20),
        ("x" * 400, "x" * 400, "x" * 400),
    ],
    ids=["signs that mean something", "ends of lines", "what no text holds", "letters of several bytes", "one word"],
)
def test_whatever_a_row_holds_is_read_as_it_was_written(text, line, lines):
    event = event_of(name=text, place=text, description=text)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (line, line)
    assert str(event["DESCRIPTION"]) == f"{lines}\n\nhttps://www.example.org/news/conference/"


def test_a_place_that_nobody_named_is_left_out():
    assert "LOCATION" not in event_of(place=" ")


def test_a_subscription_says_so_and_is_a_calendar_while_it_is_empty():
    for days in ([], [a_day()]):
        calendar = read(as_calendar(days, "Conferences, and more"))
        for known_as in ("NAME", "X-WR-CALNAME"):  # of names that no RFC had, the library reads no text
            assert str(calendar[known_as]) in ("Conferences, and more", "Conferences\\, and more")
        assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=12)
        assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
        (zone,) = calendar.walk("VTIMEZONE")
        london = zone.to_tz()
        summer, winter = datetime(2027, 7, 1, tzinfo=london), datetime(2027, 12, 1, tzinfo=london)
        assert (summer.utcoffset(), winter.utcoffset()) == (timedelta(hours=1), timedelta())


def test_a_link_tells_what_it_leads_to():
    assert facts_of(a_day()) == "iCalendar file, 1\N{NO-BREAK SPACE}KB"
    assert facts_of(a_day(description="x" * 1200)) == "iCalendar file, 2\N{NO-BREAK SPACE}KB"


def test_programs_are_asked_to_subscribe():
    assert subscription_address("/news/conferences.ics") == "webcal://www.example.org/news/conferences.ics"
