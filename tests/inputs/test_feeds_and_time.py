"""The date that a reader sees is not the moment of change: what conditional requests are told, whatever rows show."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.utils import timezone
from django.utils.http import http_date

from lscb_site.caching.last_change import last_change
from lscb_site.caching.models import ContentVersion
from lscb_site.publishing.states import State
from tests.caching.wsgi_process import Process
from tests.factories import EditionFactory, LiveDocumentFactory, PostFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
NEWS = ["/news/feed.rss", "/news/feed.atom", "/news/feed.json"]
FEEDS = [*NEWS, "/resources/feed.atom", "/resources/feed.json", "/sitemap.xml"]


@pytest.fixture
def clock():
    ContentVersion.objects.all().delete()  # it never goes back, and other tests have had a later clock
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def withdraw(post):
    post.state, post.withdrawn_reason = State.WITHDRAWN, "A mistake."
    post.save()


CHANGES = {
    "a new item": lambda post: PostFactory(live=True, title="A second item", date=date(2013, 1, 1)),
    "an item with an old date is edited": lambda post: type(post).objects.filter(pk=post.pk).update(title="Edited"),
    "an item is withdrawn": withdraw,
    "an item is deleted": lambda post: post.delete(),
}


@pytest.mark.parametrize("shown", [date(2026, 12, 26), date(2030, 1, 1), date(2013, 9, 1)], ids=str)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("address", NEWS)
def test_a_reader_that_asks_by_date_hears_of_every_change(clock, address, change, shown):
    post = PostFactory(live=True, title="Conference", date=shown)
    clock.shift(timedelta(minutes=10))
    told = Process().get(address).headers["Last-Modified"]
    assert parsedate_to_datetime(told) <= timezone.now()
    assert Process().get(address, If_Modified_Since=told).status == 304

    clock.shift(timedelta(minutes=10))
    CHANGES[change](post)

    clock.shift(timedelta(minutes=10))
    again = Process().get(address, If_Modified_Since=told)
    assert again.status == 200
    assert parsedate_to_datetime(again.headers["Last-Modified"]) == NOW + timedelta(minutes=20)


@pytest.mark.parametrize("address", FEEDS)
def test_what_goes_live_by_the_clock_is_a_change_too(clock, address):
    document = LiveDocumentFactory()
    EditionFactory(live=True, document=document)
    PostFactory(live=True)
    scheduled = {"state": State.PUBLISHED, "publish_from": NOW + timedelta(hours=1)}
    PostFactory(title="Scheduled", **scheduled)
    EditionFactory(live=True, document=LiveDocumentFactory(publish_from=scheduled["publish_from"]))
    clock.shift(timedelta(minutes=10))
    before = Process().get(address)
    told = before.headers["Last-Modified"]

    clock.shift(timedelta(hours=1))
    again = Process().get(address, If_Modified_Since=told)

    assert again.status == 200
    assert parsedate_to_datetime(again.headers["Last-Modified"]) == NOW + timedelta(hours=1)
    assert again.text != before.text


@pytest.mark.parametrize("address", FEEDS)
def test_no_date_of_any_feed_lies_ahead(clock, address):
    PostFactory(live=True, date=date(2030, 1, 1))
    EditionFactory(live=True, document=LiveDocumentFactory(), effective_date=date(2030, 1, 1))
    clock.shift(timedelta(minutes=1))
    reply = Process().get(address)
    assert "2030" not in re.sub("urn:uuid:[0-9a-f-]{36}", "", reply.text)  # by chance such an id has these figures
    assert parsedate_to_datetime(reply.headers["Last-Modified"]) <= timezone.now()


def test_in_the_second_of_a_change_nothing_is_promised(clock):
    PostFactory(live=True)
    assert "Last-Modified" not in Process().get("/news/feed.atom").headers


@pytest.mark.parametrize(
    ("held", "asked", "status"),
    [
        ("", "", 304), ("gzip", "gzip", 304), ("br", "br", 304),
        ("gzip", "br", 200), ("br", "gzip", 200), ("", "gzip", 200), ("gzip", "", 200),
    ],
)  # fmt: skip
def test_a_tag_is_of_the_encoding_asked_for(clock, held, asked, status):
    PostFactory.create_batch(8, live=True, summary="Words enough to be worth packing. " * 5)
    tag = Process().get("/news/feed.atom", Accept_Encoding=held).headers["ETag"]
    reply = Process().get("/news/feed.atom", Accept_Encoding=asked, If_None_Match=tag)
    assert reply.status == status
    # A tag decides, and not the date that comes with it.
    later = http_date((NOW + timedelta(days=9)).timestamp())
    both = Process().get("/news/feed.atom", Accept_Encoding=asked, If_None_Match=tag, If_Modified_Since=later)
    assert both.status == status


def test_a_change_by_a_clock_that_was_ahead_is_not_one_to_come(clock):
    ContentVersion.objects.create(pk=1, number=round((NOW + timedelta(days=1)).timestamp() * 1_000_000))
    assert last_change() == NOW
    assert "Last-Modified" not in Process().get("/news/feed.atom").headers
