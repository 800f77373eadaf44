"""What is shown is worked out once, and kept as rows until content or the clock changes it."""

import pytest
from django.db import connection
from django.utils import timezone

from lscb_site.caching.patience import limited_waiting
from lscb_site.search import visibility
from lscb_site.search.backends import backend
from lscb_site.search.models import ShownItem
from lscb_site.search.visibility import Shown
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch):
    """The contents for which it was written."""
    written, write = [], visibility.keep
    monkeypatch.setattr(visibility, "keep", lambda content, moment: written.append(content) or write(content, moment))
    return written


@pytest.mark.parametrize("posts", [0, 1])
def test_the_first_search_writes_it_and_the_second_does_not(written, posts):
    PostFactory.create_batch(posts, live=True)
    for _ in range(2):
        Shown.at(timezone.now())
        assert ShownItem.objects.count() == posts
    assert len(written) == 1


def test_it_is_written_anew_after_a_change(written):
    for posts in (1, 2):
        PostFactory(live=True)
        Shown.at(timezone.now())
        assert ShownItem.objects.count() == len(written) == posts


def test_of_a_library_for_which_that_takes_long_it_is_kept_too(monkeypatch):
    """Longer than anybody else's lock is waited for, and in a process that waits no longer than it must."""
    PostFactory(live=True)
    write = visibility.write

    def slowly(shown):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)" if connection.vendor == "postgresql" else "SELECT 1")
        write(shown)

    monkeypatch.setattr(visibility, "write", slowly)
    with limited_waiting(10):
        assert visibility.is_kept(timezone.now())
    assert ShownItem.objects.count() == 1


@pytest.mark.parametrize(("posts", "asked"), [(2, True), (1, False)])
def test_where_much_changed_the_database_counts_what_is_shown(monkeypatch, posts, asked):
    """PostgreSQL planned for an empty table until then."""
    monkeypatch.setattr(visibility, "MANY", 2)
    counted = []
    monkeypatch.setattr(type(backend()), "count_anew", lambda self, table: counted.append(table))
    PostFactory.create_batch(posts, live=True)
    Shown.at(timezone.now())
    assert counted == [ShownItem._meta.db_table] * asked


def test_counting_is_what_the_database_plans_by():
    PostFactory.create_batch(3, live=True)
    Shown.at(timezone.now())
    backend().count_anew(ShownItem._meta.db_table)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [ShownItem._meta.db_table])
            assert cursor.fetchone() == (3,)
