import pytest
from lxml import etree

from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory, TopicFactory

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
def test_a_feed_of_nothing_known_is_not_found(client, query):
    assert client.get(f"/resources/feed.atom{query}").status_code == 404
