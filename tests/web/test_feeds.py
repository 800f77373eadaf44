"""Every feed with real entries, by the rules of its format: RFC 4287 for Atom, the RSS 2.0 specification for RSS."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from lxml import etree

from tests.house.addresses import ADDRESSES

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [address.path for address in ADDRESSES if "/feed." in address.path]
ATOM_FEEDS = [path for path in FEEDS if path.endswith(".atom")]
ATOM_FEEDS += ["/resources/feed.atom?kind=protocol", "/resources/feed.atom?topic=mash"]
RSS_FEEDS = [path for path in FEEDS if path.endswith(".rss")]
# RFC 3339: a date, a time and the distance from UTC.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture
def feed(loaded_site, client):
    def read(path):
        answer = client.get(path)
        assert answer.status_code == 200
        return etree.fromstring(answer.content)

    return read


def test_no_feed_is_forgotten():
    assert len(ATOM_FEEDS) == 4
    assert len(RSS_FEEDS) == 1


def is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme) and bool(parts.netloc or parts.path)


def assert_has_once(element, *names):
    for name in names:
        assert len(element.findall(f"{ATOM}{name}")) == 1, f"{name} of {etree.tostring(element)[:300]}"


@pytest.mark.parametrize("path", ATOM_FEEDS)
def test_an_atom_feed_is_valid(feed, path):
    root = feed(path)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for element in (root, *entries):
        assert_has_once(element, "id", "title", "updated")
        assert is_absolute(element.findtext(f"{ATOM}id"))
        assert element.findtext(f"{ATOM}title").strip()
        for moment in element.findall(f"{ATOM}updated") + element.findall(f"{ATOM}published"):
            assert MOMENT.fullmatch(moment.text)
            datetime.fromisoformat(moment.text)
        authors = element.findall(f"{ATOM}author")
        assert [author.findtext(f"{ATOM}name") for author in authors] == [settings.SITE_NAME]
        links = element.findall(f"{ATOM}link")
        assert all(is_absolute(link.get("href")) for link in links)
        assert [link.get("rel", "alternate") for link in links].count("alternate") == 1
    for entry in entries:
        assert entry.findtext(f"{ATOM}summary").strip()
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    (itself,) = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert urlsplit(itself)._replace(scheme="", netloc="").geturl() == path


@pytest.mark.parametrize("path", RSS_FEEDS)
def test_an_rss_feed_is_valid(feed, path):
    root = feed(path)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description"):
        assert channel.findtext(name).strip()
    items = channel.findall("item")
    assert items
    for item in items:
        assert item.findtext("title").strip()
        assert is_absolute(item.findtext("link"))
        assert is_absolute(item.findtext("guid"))
        assert parsedate_to_datetime(item.findtext("pubDate"))
    guids = [item.findtext("guid") for item in items]
    assert len(guids) == len(set(guids))
