"""On which pages a notice stands, until when, and that every page knows it without a query."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from lxml import html

from lscb_site.notices.models import Notice, SiteWords
from lscb_site.notices.shown import MOST, notices_for, on_every_page
from lscb_site.pages.writing import write_page
from tests.caching.wsgi_process import Process
from tests.factories import NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db
LEVELS = Notice.Level
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def titles(client, path) -> list[str]:
    return html.fromstring(client.get(path).content).xpath(
        "//section[@class='notices']//p[@class='urgent__title']/text()"
    )


@pytest.mark.parametrize(
    ("place", "on", "not_on"),
    [
        ("site", ["/", "/news/", "/nothing-has-this-address/", "/search/?q=child"], []),
        ("news", ["/news/", "/news/a-post/", "/news/no-such-post/"], ["/resources/", "/search/"]),
        ("documents", ["/resources/", "/resources/check/"], ["/news/"]),
        ("contacts", ["/contacts/", "/contacts/?q=hack"], ["/news/"]),
        ("search", ["/search/", "/search/?q=child"], ["/contacts/"]),
    ],
)
def test_it_stands_on_every_page_of_its_part(client, place, on, not_on):
    PostFactory(live=True, slug="a-post")
    NoticeFactory(live=True, place=place, title="Told")
    assert {path: titles(client, path) for path in on} == {path: ["Told"] for path in on}
    assert {path: titles(client, path) for path in not_on} == {path: [] for path in not_on}


def test_it_stands_on_a_page_and_the_pages_below_it(client, admin_user):
    write_page(reverse_id="home", title="Home", slug="", is_home=True, created_by=admin_user)
    about = write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)
    write_page(reverse_id="people", title="People", slug="people", parent=about, created_by=admin_user)
    write_page(reverse_id="other", title="Other", slug="about-us", created_by=admin_user)
    NoticeFactory(live=True, place="page", page=about, title="Told")
    assert titles(client, "/about/") == titles(client, "/about/people/") == ["Told"]
    assert titles(client, "/") == titles(client, "/about-us/") == titles(client, "/news/") == []


def test_of_the_home_page_it_stands_there_alone(client, admin_user):
    home = write_page(reverse_id="home", title="Home", slug="", is_home=True, created_by=admin_user)
    NoticeFactory(live=True, place="page", page=home, title="Told")
    assert titles(client, "/") == ["Told"]
    assert titles(client, "/news/") == []


@pytest.mark.parametrize("trait", ["scheduled", "withdrawn", None])
def test_only_what_is_live_stands_anywhere(client, trait):
    NoticeFactory(**{trait: True} if trait else {})
    assert titles(client, "/news/") == []


def test_it_starts_and_ends_by_the_clock(client):
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        start, end = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC)
        NoticeFactory(state="published", publish_from=start, publish_until=end, title="Told")
        assert titles(client, "/news/") == []
        for moment, told in [
            (start - timedelta(seconds=1), []),
            (start, ["Told"]),
            (end - timedelta(seconds=1), ["Told"]),
            (end, []),
        ]:
            clock.move_to(moment)
            assert titles(client, "/news/") == told


def test_the_strongest_comes_first_and_of_one_level_the_newest(client):
    for level in (LEVELS.INFORMATION, LEVELS.EMERGENCY, LEVELS.IMPORTANT):
        NoticeFactory(live=True, level=level, title=level.label)
    assert titles(client, "/news/") == ["Emergency", "Important", "Information"]


def test_more_than_a_page_bears_are_folded_away(client):
    for number in range(MOST + 2):
        NoticeFactory(live=True, title=f"{number}")
    page = html.fromstring(client.get("/news/").content)
    assert len(page.xpath("//section[@class='notices']/urgent-notice")) == MOST
    assert page.xpath("//section[@class='notices']/details/summary/text()") == ["2 more notices"]
    assert len(page.xpath("//section[@class='notices']/details/urgent-notice")) == 2


def test_it_costs_no_query_once_it_is_known(django_assert_num_queries):
    NoticeFactory.create_batch(3, live=True)
    notices_for("/")
    with django_assert_num_queries(0):
        assert len(notices_for("/news/")) == 3


def test_an_emergency_cannot_be_closed(client):
    NoticeFactory(live=True, level=LEVELS.EMERGENCY)
    text = client.get("/news/").text
    assert "data-key" not in text
    assert "closable-notices" not in text
    NoticeFactory(live=True, level=LEVELS.IMPORTANT)
    text = client.get("/news/").text
    assert text.count("data-key") == 1
    assert "closable-notices" in text


def test_what_it_says_is_in_its_key_and_when_it_ends_is_not():
    notice = NoticeFactory(live=True)
    (before,) = notices_for("/")
    notice.publish_until += timedelta(days=1)
    notice.save()
    assert notices_for("/")[0].key == before.key
    notice.text = "Something else."
    notice.save()
    assert notices_for("/")[0].key != before.key


def test_its_own_page_is_a_preview_for_staff_and_says_why_it_has_gone(editor_client):
    draft, gone = NoticeFactory(title="A draft"), NoticeFactory(withdrawn=True)
    visitor = Client()
    assert visitor.get(draft.get_absolute_url()).status_code == 404
    shown = editor_client.get(draft.get_absolute_url())
    assert "only staff can see this page" in shown.text
    assert titles(editor_client, draft.get_absolute_url()) == ["A draft"]
    answer = visitor.get(gone.get_absolute_url())
    assert answer.status_code == 410
    assert gone.withdrawn_reason in answer.text


def strip(client, path="/news/"):
    found = html.fromstring(client.get(path).content).xpath("//section[@class='strip']//p")[0]
    return found.text_content(), found.xpath(".//a/@href")


def test_the_line_about_999_is_the_administrators_and_its_number_a_link(client):
    assert strip(client) == ("Child in immediate danger? Call 999", ["tel:999"])
    SiteWords(emergency_line="Is a child in danger? Ring 999 now").save()
    assert strip(client) == strip(client, "/no/such/page/") == ("Is a child in danger? Ring 999 now", ["tel:999"])


def test_markup_in_the_line_is_text(client):
    SiteWords(emergency_line="<b>Call</b> 999 & wait").save()
    assert strip(client)[0] == "<b>Call</b> 999 & wait"


@pytest.mark.django_db(transaction=True)
def test_pages_that_are_kept_change_by_themselves_when_one_starts_and_ends():
    process = Process()
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        now = timezone.now()
        NoticeFactory(
            state="published", publish_from=now + HOUR, publish_until=now + 2 * HOUR, title="Down", place="news"
        )
        told, made = [], []
        for moment in (now, now + HOUR - SECOND, now + HOUR, now + 2 * HOUR - SECOND, now + 2 * HOUR):
            clock.move_to(moment)
            told.append("Down" in process.get("/news/").text)
            made.append(process.made)
    assert told == [False, False, True, True, False]
    assert made == [1, 1, 2, 2, 3]


def test_a_page_without_the_database_has_the_line_that_was_known_last(client, monkeypatch):
    monkeypatch.setattr(on_every_page, "kept", None)
    assert "Child in immediate danger? Call" in render_to_string("503.html")
    SiteWords(emergency_line="Is a child in danger? Ring 999 now").save()
    client.get("/news/")
    text = render_to_string("503.html")
    assert "Is a child in danger? Ring" in text
    assert 'href="tel:999"' in text


def test_a_number_in_its_title_can_be_called(client):
    NoticeFactory(live=True, title="Call 020 7946 0000 & not <b>the office</b>")
    (title,) = html.fromstring(client.get("/").content).xpath("//p[@class='urgent__title']")
    assert [link.get("href") for link in title.iter("a")] == ["tel:+44-20-7946-0000"]
    assert title.text_content().replace("\N{NO-BREAK SPACE}", " ") == "Call 020 7946 0000 & not <b>the office</b>"
