from datetime import date
from xml.etree import ElementTree

import pytest

from tests.factories import PostFactory

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
