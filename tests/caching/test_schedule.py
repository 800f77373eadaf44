from datetime import UTC, datetime, timedelta

import pytest

from lscb_site.caching.schedule import Schedule
from lscb_site.caching.version import read_once
from lscb_site.publishing.moments import next_moment
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def schedule():
    PostFactory(state="published", publish_from=NOON + HOUR, publish_until=NOON + 2 * HOUR)
    return Schedule()


def test_it_is_asked_once_until_the_moment_comes(schedule, django_assert_num_queries):
    with read_once():
        assert schedule.after(NOON) == NOON + HOUR
        with django_assert_num_queries(0):
            assert schedule.after(NOON + HOUR / 2) == NOON + HOUR
        with django_assert_num_queries(1):
            assert schedule.after(NOON + HOUR) == NOON + 2 * HOUR


def test_an_earlier_moment_is_asked_for_by_itself(schedule):
    assert schedule.after(NOON + HOUR) == NOON + 2 * HOUR
    assert schedule.after(NOON) == NOON + HOUR


def test_that_nothing_comes_is_kept_too(schedule, django_assert_num_queries):
    with read_once():
        assert schedule.after(NOON + 3 * HOUR) is None
        with django_assert_num_queries(0):
            assert schedule.after(NOON + 4 * HOUR) is None


def test_after_a_change_it_is_another(schedule):
    assert schedule.after(NOON) == NOON + HOUR
    PostFactory(state="published", publish_from=NOON + HOUR / 2)
    assert schedule.after(NOON) == NOON + HOUR / 2 == next_moment(NOON)
