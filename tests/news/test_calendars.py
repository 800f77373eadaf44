from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from news.models import Post
from tests.factories import PostFactory, SessionFactory
from tests.web.test_calendars import read

pytestmark = pytest.mark.django_db
SUBSCRIPTION = "/news/conferences.ics"


def conference(**facts):
    return PostFactory(live=True, **{"kind": "conference", "event_starts": date(2027, 3, 1)} | facts)


def events(client, address=SUBSCRIPTION):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return read(answer.content).walk("VEVENT")


def test_a_conference_is_a_file_for_a_calendar(client):
    post = conference(
        title="The conference", slug="conference", event_ends=date(2027, 3, 2), event_venue="County Hall, London"
    )
    SessionFactory(post=post, title="Demonstrating value", speakers="A speaker", starts_at=time(9, 30))
    SessionFactory(post=post, title="A workshop", position=1)

    (event,) = events(client, "/news/conference/event.ics")

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 3, 1), date(2027, 3, 3))
    assert (event["SUMMARY"], event["LOCATION"]) == ("The conference", "County Hall, London")
    assert event["DESCRIPTION"].splitlines() == [
        "What it announces.",
        "",
        "Sessions:",
        "09:30 Demonstrating value (A speaker)",
        "A workshop",
        "",
        "https://www.example.org/news/conference/",
    ]
    assert event["URL"] == "https://www.example.org/news/conference/"


def test_its_page_leads_to_it_and_the_list_to_all(client):
    post = conference()
    page = html.fromstring(client.get(post.get_absolute_url()).content)
    (link,) = page.xpath("//a[contains(@href, '.ics')]")
    assert link.get("href") == f"/news/{post.slug}/event.ics"
    assert " ".join(link.text_content().split()) == "Add to your calendar (iCalendar file, 1 KB)"
    text = client.get("/news/").text
    assert f'href="{SUBSCRIPTION}"' in text
    assert f'href="webcal://www.example.org{SUBSCRIPTION}"' in text


def test_news_without_a_day_has_none(client):
    post = PostFactory(live=True)
    assert client.get(f"/news/{post.slug}/event.ics").status_code == 404
    assert ".ics" not in client.get(post.get_absolute_url()).text
    assert events(client) == []


def test_the_subscription_has_what_is_live_and_has_a_day(client):
    conference(title="Next year", event_starts=date(2027, 3, 1))
    conference(title="A launch", kind="launch", event_starts=date(2027, 5, 1))
    conference(title="Long ago", event_starts=date(2014, 12, 8))
    PostFactory(title="A draft", kind="conference", event_starts=date(2027, 3, 1))
    PostFactory(title="News", live=True)
    assert [event["SUMMARY"] for event in events(client)] == ["A launch", "Next year", "Long ago"]


def test_what_is_withdrawn_leaves_the_subscription_and_its_file_says_why(client):
    post = conference()
    address = f"/news/{post.slug}/event.ics"
    assert len(events(client)) == len(events(client, address)) == 1
    post.withdraw("It does not take place.", "/news/")

    assert events(client) == []
    for each in (address, post.get_absolute_url()):
        answer = client.get(each)
        assert answer.status_code == 410
        assert "It does not take place." in answer.text


def test_one_event_has_one_id_everywhere_and_for_ever(client):
    post = conference(slug="before")
    ((alone,), (among,)) = events(client, "/news/before/event.ics"), events(client)
    post.slug = "after"
    post.event_starts += timedelta(days=7)
    post.save()
    (moved,) = events(client)
    assert alone["UID"] == among["UID"] == moved["UID"]
    assert moved["SEQUENCE"] >= alone["SEQUENCE"]
    assert client.get("/news/before/event.ics").headers["Location"] == "/news/after/event.ics"


def test_what_was_written_behind_the_forms_breaks_nothing(client):
    post = conference(slug="conference")
    Post.objects.filter(pk=post.pk).update(title="A\x07B\r\nC", event_venue="\x1b", summary="\ufffe")
    for address in (SUBSCRIPTION, "/news/conference/event.ics"):
        (event,) = events(client, address)
        assert event["SUMMARY"] == "AB C"


def test_many_conferences_cost_what_a_few_cost(client):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(SUBSCRIPTION)
        return len(captured)

    for _ in range(3):
        SessionFactory(post=conference())
    few = asked()
    for _ in range(27):
        SessionFactory(post=conference())
    assert asked() == few
