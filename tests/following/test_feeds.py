"""What changed, for readers' programs: valid by the rules of each format, the newest first, and still so."""

import json

import feedparser
import jsonschema
import pytest
from django.utils import timezone
from lxml import etree

from lscb_site.following.models import Change
from lscb_site.following.recording import not_told
from lscb_site.web.feeds import lasting_id
from resources.models import CollectionItem
from tests.factories import (
    AuthorityFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    LiveDocumentFactory,
    PostFactory,
)
from tests.following.telling_followers import hold_no_longer
from tests.resources.stating import state
from tests.running_site import TOP

pytestmark = pytest.mark.django_db
SAMPLES = TOP / "tests" / "samples"
LIBRARY, DIRECTORY = "/follow/library", "/follow/contacts"


def entries(client, address):
    hold_no_longer()
    answer = client.get(f"{address}.json")
    assert answer.status_code == 200
    return answer.json()["items"]


def with_blanks(entry):
    return entry["content_html"].replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


@pytest.fixture
def point():
    return ContactPointFactory(name="MASH & more", phone="020 7946 0001", authority=AuthorityFactory(slug="brent"))


@pytest.fixture
def one_of_each(point):
    """Something of every kind that a feed tells."""
    document = LiveDocumentFactory(title="The <old> protocol", kind="protocol")
    edition = EditionFactory(document=document, number=2, change_note="Section 4 is new.\n\nSo is 5.")
    edition.publish()
    state(edition)
    DocumentFactory(title="Elsewhere", lives_at="https://www.example.org/it/").publish()
    LiveDocumentFactory().withdraw("It is over.", "/resources/")
    CollectionItem.objects.create(collection=CollectionFactory(live=True), document=document)
    old = LiveDocumentFactory()
    old.succeeded_by = document
    old.save()
    point.phone = "020 7946 0002"
    point.save()
    hold_no_longer()


@pytest.mark.parametrize("address", [f"{LIBRARY}.atom", f"{DIRECTORY}.atom", "/follow/authority/brent/changes.atom"])
def test_atom_is_valid(client, one_of_each, address):
    rules = etree.RelaxNG(etree.parse(SAMPLES / "atom.rng"))
    feed = etree.fromstring(client.get(address).content)
    rules.assertValid(feed)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == (5 if "library" in address else 1)


@pytest.mark.parametrize("address", [LIBRARY, DIRECTORY, "/follow/authority/brent/changes"])
def test_json_and_rss_have_the_same_entries(client, one_of_each, address):
    answer = client.get(f"{address}.json").json()
    schema = json.loads((SAMPLES / "json_feed.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(answer)
    rss = feedparser.parse(client.get(f"{address}.rss").content)
    assert not rss.bozo
    assert [entry.id for entry in rss.entries] == [item["id"] for item in answer["items"]]


def test_an_entry_says_what_a_letter_says(client, one_of_each, point):
    (entry,) = entries(client, DIRECTORY)
    assert entry["id"] == lasting_id(Change.objects.get(kind="numbers"))
    assert "is now 020 7946 0002. Before, it was 020 7946 0001." in with_blanks(entry)
    assert entry["url"].endswith(point.authority.get_absolute_url())
    edition = next(entry for entry in entries(client, LIBRARY) if entry["title"].startswith("New edition"))
    assert edition["title"] == "New edition: The <old> protocol, 2nd edition"
    assert "<p>Section 4 is new.</p>" in edition["content_html"]


def test_of_a_thing_the_newest_change_alone_is_told(client, point):
    for number in ("020 7946 0002", "020 7946 0003"):
        point.phone = number
        point.save()
        Change.objects.update(gathered_at="2026-11-01T00:00Z", tell_from=timezone.now())
    (entry,) = entries(client, DIRECTORY)
    assert "now 020 7946 0003. Before, it was 020 7946 0002" in with_blanks(entry)


def test_what_is_so_no_more_or_was_kept_from_followers_is_no_entry(client):
    edition = EditionFactory(document=DocumentFactory(live=True))
    edition.publish()
    Change.objects.update(gathered_at="2026-11-01T00:00Z")
    edition.return_to_draft()
    with not_told("It is old"):
        EditionFactory(document=DocumentFactory(live=True)).publish()
    assert entries(client, LIBRARY) == []


def test_the_feed_of_an_authority_has_its_own_alone(client, point):
    for each in (point, ContactPointFactory()):
        each.phone = "020 7946 0003"
        each.save()
    hold_no_longer()
    feed = feedparser.parse(client.get("/follow/authority/brent/changes.atom").content)
    assert len(feed.entries) == 1
    assert client.get("/follow/authority/atlantis/changes.atom").status_code == 404


def test_news_are_in_no_feed_of_changes(client):
    PostFactory(live=True).withdraw("It is over.")
    assert entries(client, LIBRARY) == []


@pytest.mark.parametrize("count", [3, 30])
def test_a_feed_costs_the_same_for_few_and_many(client, count, django_assert_max_num_queries):
    for _ in range(count):
        EditionFactory(document=LiveDocumentFactory(), number=2).publish()
    with django_assert_max_num_queries(25):
        assert len(entries(client, LIBRARY)) == count
