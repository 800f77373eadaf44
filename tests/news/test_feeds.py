from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from lscb_site.web.feeds import lasting_id
from tests.factories import DocumentFactory, LiveDocumentFactory, PaperFactory, PostFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "content_type", "title"),
    [
        ("/news/feed.rss", "application/rss+xml", ".//item/title"),
        ("/news/feed.atom", "application/atom+xml", "{*}entry/{*}title"),
    ],
)
def test_a_feed_holds_what_is_live_newest_first(client, address, content_type, title):
    PostFactory(live=True, title="Older", date=date(2013, 9, 1))
    PostFactory(live=True, title="Newer & better", date=date(2015, 6, 19))
    PostFactory(title="Draft")

    response = client.get(address)

    assert response.headers["Content-Type"].startswith(content_type)
    assert [node.text for node in ElementTree.fromstring(response.content).iterfind(title)] == [
        "Newer & better",
        "Older",
    ]


def test_a_feed_without_posts_is_still_a_feed(client):
    assert ElementTree.fromstring(client.get("/news/feed.atom").content).tag.endswith("feed")
    assert client.get("/news/feed.json").json()["items"] == []


def items(client, query=""):
    return client.get(f"/news/feed.json{query}").json()["items"]


def test_a_feed_is_of_one_kind(client):
    for kind in ("news", "conference"):
        PostFactory(live=True, title=f"Of {kind}", kind=kind, event_starts=date(2027, 3, 1))

    feed = client.get("/news/feed.json?kind=conference&utm=x").json()

    assert [item["title"] for item in feed["items"]] == ["Of conference"]
    assert feed["title"].startswith("News (Conference)")
    assert feed["feed_url"].endswith("/news/feed.json?kind=conference")
    assert feed["home_page_url"].endswith("/news/?kind=conference")
    assert len(items(client, "?kind=")) == 2


def test_a_feed_of_nothing_known_is_not_found(client):
    for ending in ("atom", "rss", "json"):
        assert client.get(f"/news/feed.{ending}?kind=novel").status_code == 404


def test_a_narrowed_list_leads_to_its_feed(client):
    for ending in ("atom", "rss", "json"):
        assert f'href="/news/feed.{ending}?kind=report"' in client.get("/news/?kind=report").text
        assert f'href="/news/feed.{ending}"' in client.get("/news/?year=2015").text


def test_an_entry_has_all_that_its_page_tells(client):
    post = PostFactory(
        live=True,
        title="The conference",
        kind="conference",
        event_starts=date(2027, 3, 1),
        event_ends=date(2027, 3, 2),
        event_venue="County Hall",
        body='<p>See <a href="/contacts/">who to call</a>.</p>',
        archive_note="The room changed.",
    )
    PaperFactory(post=post, label="The pack", document=LiveDocumentFactory(edition__file__to_hand=True))
    PaperFactory(post=post, document=DocumentFactory(title="A secret paper"))
    SessionFactory(post=post, title="A talk", speakers="A speaker", document=LiveDocumentFactory(slug="slides"))
    SessionFactory(post=post, title="A secret talk's slides", document=DocumentFactory(slug="secret-slides"))

    (item,) = items(client)

    assert item["id"] == lasting_id(post)
    content = html.fragment_fromstring(item["content_html"], create_parent=True)
    words = " ".join(content.text_content().split())
    for told in ("What it announces.", "1 March 2027 to 2 March 2027, County Hall", "A speaker", "The room changed."):
        assert told in words
    links = {link.text: link.get("href") for link in content.iter("a")}
    assert links["who to call"] == "https://www.example.org/contacts/"
    assert links["A talk"] == "https://www.example.org/resources/slides/"
    assert links["The pack"].startswith("https://www.example.org/resources/document-")
    assert "The pack (PDF, 1 KB)" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert set(links) == {"who to call", "A talk", "The pack"}
    assert "A secret talk's slides" in words
    assert "A secret paper" not in words


def test_a_paper_that_came_later_is_told_of_again(client, time_machine):
    time_machine.move_to("2026-03-01 12:00+00:00", tick=False)
    post = PostFactory(live=True)
    paper = PaperFactory(post=post)
    before = items(client)[0]["date_modified"]

    time_machine.shift(timedelta(days=9))
    paper.document.publish()

    assert items(client)[0]["date_modified"] > before
    assert items(client)[0]["date_modified"].startswith("2026-03-10")


def test_many_entries_cost_what_a_few_cost(client):
    def fill(posts):
        for post in PostFactory.create_batch(posts, live=True):
            PaperFactory(post=post, document=LiveDocumentFactory())
            SessionFactory(post=post, document=LiveDocumentFactory())

    def asked():
        client.get("/news/feed.atom")
        with CaptureQueriesContext(connection) as captured:
            client.get("/news/feed.atom")
        return len(captured)

    fill(3)
    few = asked()
    fill(27)
    assert asked() == few
