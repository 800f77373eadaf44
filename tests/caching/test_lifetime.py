from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from lscb_site.caching.lifetime import Lifetime
from tests.factories import (
    BoardFactory,
    CollectionFactory,
    ComparisonFactory,
    DocumentFactory,
    EditionFactory,
    NoticeFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)  # one o'clock in London's summer
HOUR = timedelta(hours=1)


def end(version=1) -> datetime:
    return datetime.fromtimestamp(Lifetime().end(version), UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def test_it_is_midnight_in_london_when_nothing_is_scheduled():
    PostFactory(live=True)
    assert end() == datetime(2026, 7, 1, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "factory",
    [PostFactory, DocumentFactory, EditionFactory, ComparisonFactory, CollectionFactory, BoardFactory, NoticeFactory],
)
def test_it_is_the_next_moment_at_which_anything_goes_live_or_ends(factory):
    factory(state="published", publish_from=NOON + 3 * HOUR)
    assert end() == NOON + 3 * HOUR
    factory(state="published", publish_from=NOON - HOUR, publish_until=NOON + 2 * HOUR)
    assert end() == NOON + 2 * HOUR


def test_what_is_no_longer_published_sets_no_moment():
    PostFactory(state="draft", publish_from=NOON + HOUR)
    PostFactory(withdrawn=True, publish_until=NOON + HOUR)
    assert end() == datetime(2026, 7, 1, 23, tzinfo=UTC)


def test_one_query_for_each_version(django_assert_num_queries, at_noon):
    PostFactory(state="published", publish_from=NOON + HOUR)
    lifetime = Lifetime()
    with django_assert_num_queries(1):
        assert lifetime.end(1) == lifetime.end(1)
    with django_assert_num_queries(1):
        lifetime.end(2)
    at_noon.move_to(NOON + HOUR)
    with django_assert_num_queries(1):
        assert datetime.fromtimestamp(lifetime.end(2), UTC) == datetime(2026, 7, 1, 23, tzinfo=UTC)
