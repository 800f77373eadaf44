from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.factories import EditionFactory, LiveDocumentFactory, StatementFactory
from tests.web.test_calendars import read

pytestmark = pytest.mark.django_db
SUBSCRIPTION = "/resources/checks.ics"


def stated(title="The protocol", **facts):
    """A document whose only edition somebody confirmed."""
    usual = {"stated_on": date(2026, 7, 1), "check_on": date(2027, 7, 1)}
    return StatementFactory(edition__document__title=title, **usual | facts).document


def events(client, address=SUBSCRIPTION):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return read(answer.content).walk("VEVENT")


def test_the_day_of_a_check_is_a_file_for_a_calendar(client):
    document = stated()
    (event,) = events(client, f"{document.get_absolute_url()}check.ics")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 7, 1), date(2027, 7, 2))
    assert event["SUMMARY"] == "Is it still in force? The protocol, 1st edition"
    assert event["DESCRIPTION"].startswith("Confirmed 1 July 2026 by Policy officer.")
    assert event["URL"] == f"https://www.example.org{document.get_absolute_url()}"


def test_its_page_leads_to_it_and_the_list_to_all(client):
    document = stated()
    address = f"{document.get_absolute_url()}check.ics"
    page = html.fromstring(client.get(document.get_absolute_url()).content)
    (link,) = page.xpath("//a[contains(@href, '.ics')]")
    assert link.get("href") == address
    assert " ".join(link.text_content().split()) == "Add to your calendar (iCalendar file, 1 KB)"
    text = client.get("/resources/").text
    assert f'href="{SUBSCRIPTION}"' in text
    assert f'href="webcal://www.example.org{SUBSCRIPTION}"' in text


def test_what_nobody_confirmed_has_no_day(client):
    document = LiveDocumentFactory(kind="protocol")
    assert client.get(f"{document.get_absolute_url()}check.ics").status_code == 404
    assert ".ics" not in client.get(document.get_absolute_url()).text
    assert events(client) == []


def test_the_subscription_has_the_checks_of_what_is_live_and_in_force(client):
    stated("Now")
    stated("Past its check", stated_on=date(2024, 7, 1), check_on=date(2025, 7, 1))
    stated("Taken back").editions.get().end_statement()
    EditionFactory(document=stated("Superseded"), live=True)
    stated("Withdrawn").withdraw("It is out of date.")
    stated("A draft").return_to_draft()
    assert [str(event["SUMMARY"]) for event in events(client)] == [
        "Is it still in force? Now, 1st edition",
        "Is it still in force? Past its check, 1st edition",
    ]


def test_the_file_of_a_withdrawn_document_says_why(client):
    document = stated()
    document.withdraw("It is out of date.")
    answer = client.get(f"{document.get_absolute_url()}check.ics")
    assert answer.status_code == 410
    assert "It is out of date." in answer.text


def test_a_new_confirmation_moves_the_day(client, time_machine):
    time_machine.move_to("2027-06-01 12:00+00:00")
    document = stated()
    (before,) = events(client)
    time_machine.shift(timedelta(days=30))
    document.editions.get().state_force("Policy officer", date(2027, 7, 1), date(2028, 7, 1))
    (after,) = events(client)
    assert before["UID"] == after["UID"]
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2027, 7, 1), date(2028, 7, 1))
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert before["DTSTAMP"].dt < after["DTSTAMP"].dt


def test_many_checks_cost_what_a_few_cost(client):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(SUBSCRIPTION)
        return len(captured)

    for number in range(3):
        stated(f"Protocol {number}")
    few = asked()
    for number in range(27):
        stated(f"Another {number}")
    assert asked() == few
