"""From what can be followed it is one link to the form, and nowhere in the way of what is urgent."""

import pytest
from lxml import html

from tests.factories import (
    AuthorityFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    LiveDocumentFactory,
    PostFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

LINKS = "//main//a[starts-with(@href, '/follow/')]"


def page(client, path):
    return html.fromstring(client.get(path).content)


def ways(client, path):
    """The links of a page to forms of following, by their addresses."""
    found = page(client, path).xpath(LINKS)
    return {link.get("href"): link.text_content().strip() for link in found if link.get("href") != "/follow/"}


def test_a_document(client):
    document = LiveDocumentFactory()
    expected = {f"/follow/document/{document.slug}/": "Get e-mails about this document"}
    assert ways(client, document.get_absolute_url()) == expected
    assert ways(client, document.editions.get().get_absolute_url()) == expected


def test_a_draft_cannot_be_followed(editor_client):
    assert ways(editor_client, DocumentFactory().get_absolute_url()) == {}
    assert ways(editor_client, CollectionFactory().get_absolute_url()) == {}


def test_what_took_a_documents_place_is_said_first(client):
    document = LiveDocumentFactory(succeeded_by=LiveDocumentFactory())
    found = page(client, document.get_absolute_url())
    (way,) = found.xpath(LINKS)
    successor = found.xpath(f"//main//a[@href='{document.succeeded_by.get_absolute_url()}']")[0]
    order = list(found.iter())
    assert order.index(successor) < order.index(way)


def test_an_older_edition_leads_to_the_newest_first(client):
    document = LiveDocumentFactory()
    EditionFactory(document=document, number=2, live=True)
    found = page(client, document.editions.get(number=1).get_absolute_url())
    (way,) = found.xpath(LINKS)
    caution = found.xpath("//main//*[contains(@class, 'notice--caution')]")[0]
    order = list(found.iter())
    assert order.index(caution) < order.index(way)


def test_a_collection(client):
    collection = CollectionFactory(live=True)
    assert ways(client, collection.get_absolute_url()) == {
        f"/follow/collection/{collection.slug}/": "Get e-mails about this collection"
    }


def test_an_authority_below_its_numbers(client):
    point = ContactPointFactory(authority=AuthorityFactory())
    found = page(client, point.authority.get_absolute_url())
    way, *feeds = found.xpath(LINKS)
    assert way.get("href") == f"/follow/authority/{point.authority.slug}/"
    changes = f"/follow/authority/{point.authority.slug}/changes"
    assert [feed.get("href") for feed in feeds] == [f"{changes}.{kind}" for kind in ("atom", "rss", "json")]
    order = list(found.iter())
    assert all(
        order.index(number) < order.index(way) for number in found.xpath("//main//a[starts-with(@href, 'tel:')]")
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", set()),
        ("?kind=protocol", {"/follow/kind/protocol/"}),
        ("?topic=missing", {"/follow/topic/missing/"}),
        ("?kind=protocol&topic=missing", set()),
        ("?kind=book", set()),
        ("?year=2015", set()),
    ],
)
def test_a_list_of_one_kind_or_one_topic(client, query, expected):
    LiveDocumentFactory(kind="protocol").topics.set([TopicFactory(slug="missing")])
    assert ways(client, f"/resources/{query}").keys() == expected


def test_news(client):
    expected = {"/follow/news/": "Get e-mails about news"}
    assert ways(client, "/news/") == expected
    assert ways(client, PostFactory(live=True).get_absolute_url()) == expected


def test_nothing_stands_in_the_way_of_somebody_who_is_worried(loaded_site, client):
    for path in ("/worried/", "/", "/contacts/"):
        assert page(client, path).xpath("//a[starts-with(@href, '/follow/')]") == []
