"""What a crawler that obeys finds on the Board's content: each thing once, and none of the lists that readers narrow.

The spider follows links as RFC 9309 (robots.txt) and `rel="nofollow"` tell it to, from the home page on.
"""

import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from tests.factories import PostFactory

pytestmark = pytest.mark.slow

MOST = 260  # addresses: 226 on 26 November 2026, with 33 authorities in three formats, their boards, and every file
MOST_WITH_A_QUERY = 12  # of them: topics, and further pages of a text or a list
START = f"{settings.SITE_ADDRESS}/"


class Robots:
    """The rules for everybody; of those that match, the longest holds (RFC 9309, 2.2.2)."""

    def __init__(self, text: str):
        self.rules = re.findall(r"^(Allow|Disallow): (\S+)$", text, re.MULTILINE)

    def allow(self, address: str) -> bool:
        path = urlsplit(address)._replace(scheme="", netloc="").geturl()
        found = [(len(rule), what) for what, rule in self.rules if re.match(self.pattern(rule), path)]
        return max(found, default=(0, "Allow"))[1] == "Allow"

    @staticmethod
    def pattern(rule: str) -> str:
        end = "$" if rule.endswith("$") else ""
        return ".*".join(map(re.escape, rule.removesuffix("$").split("*"))) + end


def crawl(client: Client) -> dict[str, int]:
    """The addresses that were fetched, with how each was answered."""
    robots = Robots(client.get("/robots.txt").text)
    waiting, found = deque([START]), {}
    while waiting:
        address = urldefrag(waiting.popleft()).url
        if address in found or not address.startswith(START) or not robots.allow(address):
            continue
        answer = client.get(address.removeprefix(settings.SITE_ADDRESS))
        found[address] = answer.status_code
        if answer.status_code in (301, 302):
            waiting.append(urljoin(address, answer.headers["Location"]))
        elif answer.headers["Content-Type"].startswith("text/html"):
            links = html.fromstring(answer.content).xpath("//a[@href][not(contains(@rel, 'nofollow'))]/@href")
            waiting.extend(urljoin(address, link) for link in links)
    return found


@pytest.fixture(scope="module")
def robots():
    return Robots(Client().get("/robots.txt").text)


def test_a_crawler_finds_every_thing_and_no_combination_of_filters(loaded_site, client, visits):
    found = crawl(client)
    paths = {address.removeprefix(settings.SITE_ADDRESS) for address in found}
    assert len(found) <= MOST, sorted(paths)
    locations = html.fromstring(visits["/sitemap.xml"].response.content).xpath("//loc/text()")
    assert {urlsplit(location).path for location in locations} <= paths
    assert {address: status for address, status in found.items() if status not in (200, 301, 302)} == {}
    queries = [query for path in paths if (query := urlsplit(path).query)]
    assert {query.partition("=")[0] for query in queries} <= {"page", "topic"}
    assert len(queries) <= MOST_WITH_A_QUERY


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/resources/", True),
        ("/resources/?page=2", True),
        ("/resources/?topic=mash", True),
        ("/resources/?topic=mash&page=2", True),
        ("/resources/?kind=protocol", False),
        ("/resources/?topic=mash&kind=protocol", False),
        ("/resources/?kind=&topic=mash&year=2015&page=2", False),
        ("/resources/?order=title&letter=L&superseded=on", False),
        ("/resources/?q=child", False),
        ("/resources/feed.atom", True),
        ("/resources/feed.atom?kind=protocol", False),
        ("/resources/feed.rss?kind=protocol", False),
        ("/resources/feed.json?topic=mash", False),
        ("/news/feed.json?kind=conference", False),
        ("/resources/check/", True),
        ("/resources/check/?digest=0", False),
        ("/news/", True),
        ("/news/?page=3", True),
        ("/news/?kind=conference&year=2014", False),
        ("/contacts/", True),
        ("/contacts/?q=hack", False),
        ("/search/", True),
        ("/search/?q=consent", False),
        ("/search/suggest/?q=con", False),
        ("/admin/login/", False),
        ("/follow/", True),
        ("/follow/news/", False),
        ("/follow/document/london-cse-operating-protocol/", False),
        ("/follow/mine/cut-off/", False),
        ("/follow/mine/cut-off/data/", False),
        ("/follow/library.atom", True),
        ("/follow/authority/hackney/changes.atom", True),
    ],
)
def test_what_robots_may_read(robots, path, may):
    assert robots.allow(f"{settings.SITE_ADDRESS}{path}") is may


def head(client, path):
    found = html.fromstring(client.get(path).content)
    return found.xpath("string(//link[@rel='canonical']/@href)"), found.xpath("//meta[@name='robots']/@content")


@pytest.mark.django_db
def test_a_narrowed_list_says_that_it_is_the_plain_one(client):
    PostFactory.create_batch(21, live=True)
    plain = f"{settings.SITE_ADDRESS}/news/"
    assert head(client, "/news/") == (plain, [])
    assert head(client, "/news/?kind=&year=") == (plain, [])
    assert head(client, "/news/?kind=news") == (plain, ["noindex"])
    assert head(client, "/news/?kind=news&page=2") == (plain, ["noindex"])
    assert head(client, "/news/?page=2") == (f"{plain}?page=2", [])
    assert head(client, "/news/?page=99") == (f"{plain}?page=2", [])


@pytest.mark.django_db
def test_a_topic_is_left_to_crawlers_and_stands_for_itself(client):
    assert head(client, "/resources/?topic=mash") == (f"{settings.SITE_ADDRESS}/resources/?topic=mash", [])
    assert head(client, "/resources/?topic=mash&q=x") == (f"{settings.SITE_ADDRESS}/resources/", ["noindex"])
