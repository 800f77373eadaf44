from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree, html

from lscb_site.web.feeds import lasting_id
from tests.factories import (
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    LiveDocumentFactory,
    PublishingBodyFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed_of(client, query=""):
    response = client.get(f"/resources/feed.atom{query}")
    assert response.status_code == 200
    return etree.fromstring(response.content)


def titles(client, query=""):
    return feed_of(client, query).xpath("a:entry/a:title/text()", namespaces=ATOM)


def test_entries_are_the_current_editions(client):
    document = DocumentFactory(title="Protocol & practice", live=True)
    for number in (1, 2):
        EditionFactory(document=document, number=number, live=True, change_note="Section 4 is new.")
    EditionFileFactory(edition=document.editions.get(number=2), content=b"%PDF-1.7")
    EditionFactory(document=document, number=3)
    LiveDocumentFactory(title="Old protocol", succeeded_by=document)

    feed = feed_of(client)

    assert feed.xpath("a:entry/a:title/text()", namespaces=ATOM) == ["Protocol & practice, 2nd edition"]
    assert "Section 4 is new." in feed.xpath("string(a:entry/a:summary)", namespaces=ATOM)
    (link,) = feed.xpath("a:entry/a:link/@href", namespaces=ATOM)
    assert link.endswith(f"/resources/{document.slug}/editions/2/")


@pytest.mark.parametrize("can_be_opened", [False, True])
def test_the_list_the_feed_the_search_and_the_sitemap_leave_out_the_same(client, can_be_opened):
    """Nobody can open here what is known by its title alone: it pushes nothing out of reach."""
    more = {"edition__file__to_hand": True} if can_be_opened else {}
    after = LiveDocumentFactory(title="The new protocol", kind="protocol", **more)
    before = LiveDocumentFactory(
        title="The old protocol", kind="protocol", succeeded_by=after, edition__file__to_hand=True
    )
    addresses = ["/resources/", "/resources/feed.atom", "/search/?q=protocol", "/sitemap.xml"]
    shown = [before.get_absolute_url() in client.get(address).text for address in addresses]
    assert shown == [not can_be_opened] * 4
    if not can_be_opened:
        assert "Superseded by “The new protocol”" in feed_of(client).xpath("string(.)")


def test_a_feed_is_of_a_kind_and_a_topic(client):
    topic = TopicFactory(slug="mash", name="MASH")
    for kind in ("protocol", "report"):
        LiveDocumentFactory(title=f"A {kind} on it", kind=kind).topics.add(topic)
    LiveDocumentFactory(title="Another protocol", kind="protocol")

    assert titles(client, "?kind=protocol&topic=mash") == ["A protocol on it, 1st edition"]
    assert set(titles(client, "?topic=mash")) == {"A protocol on it, 1st edition", "A report on it, 1st edition"}
    assert "Protocol, MASH" in feed_of(client, "?kind=protocol&topic=mash").findtext("a:title", namespaces=ATOM)


def test_a_feed_says_its_own_address(client):
    TopicFactory(slug="mash")

    (own,) = feed_of(client, "?topic=mash&utm=x").xpath("a:link[@rel='self']/@href", namespaces=ATOM)

    assert own.endswith("/resources/feed.atom?topic=mash")


@pytest.mark.parametrize("query", ["?kind=novel", "?topic=nothing"])
@pytest.mark.parametrize("ending", ["atom", "rss", "json"])
def test_a_feed_of_nothing_known_is_not_found(client, query, ending):
    assert client.get(f"/resources/feed.{ending}{query}").status_code == 404


def test_an_entry_has_all_that_its_page_tells(client):
    document = DocumentFactory(
        live=True,
        title="The protocol",
        kind="protocol",
        summary="Whom it helps.",
        body='<p>Read <a href="#first">the first part</a>.</p>',
        publisher=PublishingBodyFactory(name="A partnership"),
    )
    document.topics.add(TopicFactory(name="MASH"))
    edition = EditionFactory(document=document, live=True, change_note="Section 4 is new.\n\nSo is 5.")
    edition.corrections.create(date=date(2014, 5, 6), note="A number.")
    EditionFileFactory(edition=edition, title="The file", to_hand=True, pages=8, is_demonstration=True)
    EditionFileFactory(edition=edition, title="The annex", role="appendix")

    (item,) = client.get("/resources/feed.json").json()["items"]

    assert item["id"] == lasting_id(edition)
    assert item["authors"] == [{"name": "A partnership"}]
    assert item["tags"] == ["Protocol", "Not confirmed to be in force", "MASH"]
    content = html.fragment_fromstring(item["content_html"], create_parent=True)
    words = " ".join(content.text_content().split())
    assert words.startswith("Newest we hold, not confirmed to be in force")
    told = ("Whom it helps.", "Section 4 is new.", "6 May 2014: A number.", "The annex: we do not have this file.")
    for each in (*told, "(PDF, 1 KB, 8 pages). This file is a demonstration copy."):
        assert each in words
    assert {link.text: link.get("href") for link in content.iter("a")} == {
        "The file": f"https://www.example.org{edition.main_file.get_absolute_url()}",
        "the first part": f"https://www.example.org{edition.get_absolute_url()}#first",
    }


def test_a_document_has_a_feed_of_its_editions(client):
    document = DocumentFactory(title="Protocol", slug="protocol", live=True)
    for number in (1, 2):
        EditionFactory(document=document, number=number, live=True)
    EditionFactory(document=document, number=3)
    LiveDocumentFactory(title="Another")
    address = "/resources/protocol/editions.atom"

    feed = etree.fromstring(client.get(address).content)

    assert feed.xpath("a:entry/a:title/text()", namespaces=ATOM) == ["Protocol, 2nd edition", "Protocol, 1st edition"]
    assert "Superseded by the 2nd edition" in feed.xpath("string(a:entry[2]/a:content)", namespaces=ATOM)
    page = html.fromstring(client.get("/resources/protocol/").content)
    assert page.xpath("//link[@title='Editions of this document (Atom)']/@href") == [address]
    assert page.xpath(f"//a[@href='{address}']/@rel") == ["nofollow"]


def test_an_edition_is_told_of_again_when_the_next_takes_its_place(client, time_machine):
    time_machine.move_to("2026-03-01 12:00+00:00", tick=False)
    first = EditionFactory(document=DocumentFactory(slug="protocol", live=True), live=True)
    time_machine.move_to("2026-03-10 12:00+00:00", tick=False)
    EditionFactory(document=first.document, state="published", publish_from=timezone.now())

    feed = etree.fromstring(client.get("/resources/protocol/editions.atom").content)

    (moment,) = feed.xpath("a:entry[a:id=$id]/a:updated/text()", namespaces=ATOM, id=lasting_id(first))
    assert moment == "2026-03-10T12:00:00+00:00"


def test_the_feed_of_a_document_ends_as_its_page_does(client):
    document = LiveDocumentFactory(slug="protocol")
    document.withdraw("It is out of date.")
    answer = client.get("/resources/protocol/editions.atom")
    assert answer.status_code == 410
    assert "It is out of date." in answer.text
    assert client.get("/resources/no-such-document/editions.atom").status_code == 404


def test_many_entries_cost_what_a_few_cost(client):
    def asked():
        client.get("/resources/feed.json")
        with CaptureQueriesContext(connection) as captured:
            client.get("/resources/feed.json")
        return len(captured)

    LiveDocumentFactory.create_batch(3, edition__file__to_hand=True)
    few = asked()
    for document in LiveDocumentFactory.create_batch(27, edition__file__to_hand=True):
        document.topics.add(TopicFactory())
    assert asked() == few
