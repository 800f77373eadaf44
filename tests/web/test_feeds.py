"""Every feed with real entries, by the rules of its format: RFC 4287 for Atom, the RSS 2.0 specification for RSS, and
jsonfeed.org for JSON Feed; and as a reader's program reads it."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urlsplit
from uuid import UUID

import feedparser
import jsonschema
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import override_settings
from lxml import etree, html

from lscb_site.web.feeds import AtomFeed, JsonFeed, RssFeed, for_other_sites, lasting_id, lasting_uuid
from news.models import Post
from tests.factories import PostFactory
from tests.house.addresses import ADDRESSES, PROTOCOL
from tests.running_site import TOP

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
SAMPLES = TOP / "tests" / "samples"
NARROWED = ["/news/feed.{}?kind=conference", "/resources/feed.{}?kind=protocol", "/resources/feed.{}?topic=mash"]
OWN = [address.path for address in ADDRESSES if address.status == 200 and "/feed." in address.path]


def feeds(kind: str) -> list[str]:
    return [path for path in OWN if path.endswith(f".{kind}")] + [path.format(kind) for path in NARROWED]


ATOM_FEEDS = [*feeds("atom"), f"{PROTOCOL}editions.atom"]
RSS_FEEDS = feeds("rss")
JSON_FEEDS = feeds("json")


@pytest.fixture
def answer(loaded_site, client):
    def read(path):
        answered = client.get(path)
        assert answered.status_code == 200
        return answered

    return read


@pytest.fixture(scope="module")
def atom_rules():
    return etree.RelaxNG(etree.parse(SAMPLES / "atom.rng"))


@pytest.fixture(scope="module")
def json_rules():
    schema = json.loads((SAMPLES / "json_feed.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_no_feed_is_forgotten():
    assert len(ATOM_FEEDS) == 6
    assert len(RSS_FEEDS) == len(JSON_FEEDS) == 5


def is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme) and bool(parts.netloc or parts.path)


def assert_is_whole(content: str):
    """Each link can be followed from anywhere, and nothing is in it that would run or be fetched."""
    read = html.fragment_fromstring(content, create_parent=True)
    assert read.text_content().strip()
    assert all(is_absolute(address) for address in read.xpath(".//a/@href"))
    assert read.xpath(".//script | .//style | .//img | .//@style | .//@class") == []


def assert_says_its_address(itself: str, path: str):
    assert itself == f"{settings.SITE_ADDRESS}{path}"


@pytest.mark.parametrize("path", ATOM_FEEDS)
def test_an_atom_feed_is_valid(answer, atom_rules, path):
    root = etree.fromstring(answer(path).content)
    atom_rules.assertValid(root)
    entries = root.findall(f"{ATOM}entry")
    assert entries
    ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
    assert len(ids) == len(set(ids))
    for entry in entries:
        assert_is_whole(entry.findtext(f"{ATOM}content"))
    assert root.findtext(f"{ATOM}author/{ATOM}name") == settings.SITE_NAME
    assert sorted(root.xpath("*/@rel")) == ["alternate", "self"]
    assert_says_its_address(root.xpath("string(*[@rel='self']/@href)"), path)


@pytest.mark.parametrize("fault", ["author", "updated", "id", "content"])
def test_the_rules_of_atom_miss_nothing(answer, atom_rules, fault):
    root = etree.fromstring(answer("/news/feed.atom").content)
    entry = root.find(f"{ATOM}entry")
    entry.remove(entry.find(f"{ATOM}{fault}"))
    assert not atom_rules.validate(root)


@pytest.mark.parametrize("path", RSS_FEEDS)
def test_an_rss_feed_is_valid(answer, path):
    root = etree.fromstring(answer(path).content)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name).strip()
    assert_says_its_address(channel.xpath("string(*[@rel='self']/@href)"), path)
    items = channel.findall("item")
    assert items
    for item in items:
        assert item.findtext("title").strip()
        assert item.findtext("description").strip()
        assert is_absolute(item.findtext("link"))
        (guid,) = item.findall("guid")
        assert guid.get("isPermaLink") == "false"
        assert UUID(guid.text).version == 5
        assert parsedate_to_datetime(item.findtext("pubDate"))
        assert item.findtext("{http://purl.org/dc/elements/1.1/}creator").strip()
        assert_is_whole(item.findtext(CONTENT))
    guids = [item.findtext("guid") for item in items]
    assert len(guids) == len(set(guids))


@pytest.mark.parametrize("path", JSON_FEEDS)
def test_a_json_feed_is_valid(answer, json_rules, path):
    answered = answer(path)
    assert answered.headers["Content-Type"] == "application/feed+json"
    feed = json.loads(answered.content)
    json_rules.validate(feed)
    assert feed["items"]
    for item in feed["items"]:
        assert_is_whole(item["content_html"])
    assert_says_its_address(feed["feed_url"], path)


@pytest.mark.parametrize("path", ATOM_FEEDS + RSS_FEEDS)
def test_a_readers_program_reads_it(answer, path):
    answered = answer(path)
    feed = feedparser.parse(answered.content, response_headers={"content-type": answered.headers["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.entries
    for entry in feed.entries:
        assert entry.author.strip()
        assert entry.published_parsed
        assert entry.content[0].value


@pytest.mark.parametrize("room", ["news", "resources"])
def test_an_entry_has_one_id_in_every_format(answer, room):
    atom = etree.fromstring(answer(f"/{room}/feed.atom").content).xpath(
        "//*[local-name()='entry']/*[local-name()='id']"
    )
    rss = etree.fromstring(answer(f"/{room}/feed.rss").content).findall(".//guid")
    found = [item["id"] for item in answer(f"/{room}/feed.json").json()["items"]]
    assert [each.text for each in atom] == [each.text for each in rss] == found


@pytest.mark.django_db
def test_an_id_outlives_the_address_of_the_item_and_of_the_site(client):
    post = PostFactory(live=True, slug="before")

    def told():
        feed = client.get("/news/feed.json").json()
        return feed["items"][0]["id"], feed["items"][0]["url"]

    before, address = told()
    post.slug = "after"
    post.save()
    with override_settings(SITE_ADDRESS="https://safeguarding.example"):
        after, new_address = told()
    assert (before, after) == (lasting_id(post), before)
    assert (address, new_address) == (
        f"{settings.SITE_ADDRESS}/news/before/",
        "https://safeguarding.example/news/after/",
    )


def test_the_rule_of_ids_never_changes():
    """Whoever follows a feed would get everything a second time."""
    assert lasting_id(Post(pk=1)) == "urn:uuid:a66131eb-e72c-508c-9fe4-33fd044d5041"
    assert lasting_uuid(Post(pk=1)) != lasting_uuid(Post(pk=1), "another part") != lasting_uuid(Post(pk=2))


def written(kind, **facts):
    """A feed of one entry, as it is read."""
    feed = kind("A feed", "https://www.example.org/", "What it is of", feed_url="https://www.example.org/feed")
    moment = datetime(2026, 11, 27, tzinfo=UTC)
    item = {"title": "T", "link": "https://www.example.org/1", "content": "<p>C</p>", "unique_id": lasting_id("one")}
    feed.add_item(**item | {"pubdate": moment, "updateddate": moment} | facts)
    answer = HttpResponse()
    feed.write(answer, "utf-8")
    return json.loads(answer.content) if kind is JsonFeed else feedparser.parse(answer.content)


@pytest.mark.parametrize(
    ("author", "expected"),
    [(None, settings.SITE_NAME), ("", settings.SITE_NAME), ("\x00 ", settings.SITE_NAME), ("A body", "A body")],
)
def test_every_entry_has_an_author(author, expected):
    for kind in (AtomFeed, RssFeed):
        assert written(kind, description="D", author_name=author).entries[0].author == expected
    assert written(JsonFeed, description="D", author_name=author)["items"][0]["authors"] == [{"name": expected}]


def test_a_summary_is_read_as_it_was_written():
    """Two of the formats take it for HTML."""
    summary = "Of age < 18 & \x00“at risk”: <b>"
    for kind in (AtomFeed, RssFeed):
        assert unescape(written(kind, description=summary).entries[0].summary) == "Of age < 18 & “at risk”: <b>"
    assert written(JsonFeed, description=summary)["items"][0]["summary"] == "Of age < 18 & “at risk”: <b>"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/contacts/", "https://www.example.org/contacts/"),
        ("#where", "https://www.example.org/news/post/#where"),
        ("editions/1/", "https://www.example.org/news/post/editions/1/"),
        ("//other.example/", "https://other.example/"),
        ("https://other.example/a?b=1&amp;c=2", "https://other.example/a?b=1&c=2"),
        ("mailto:board@example.org", "mailto:board@example.org"),
        ("tel:+442079460000", "tel:+442079460000"),
    ],
)
def test_links_in_a_text_are_whole(settings, link, expected):
    settings.SITE_ADDRESS = "https://www.example.org"
    found = for_other_sites(f'<p><a href="{link}">There</a></p>', "/news/post/")
    assert html.fromstring(found).xpath("//a/@href") == [expected]


def test_half_an_address_costs_nothing():
    assert "There" in for_other_sites('<a href="https://[">There</a>', "/")


def test_what_was_written_behind_the_forms_runs_nowhere():
    found = for_other_sites('<p onclick="x()">A\x00\x07<script>x()</script><a href="javascript:x()">B</a></p>', "/")
    assert unescape(found) == "<p>A<a>B</a></p>"
