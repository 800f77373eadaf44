"""With CACHE_URL, processes share their pages. Losing them costs a rendering and nothing else."""

import pytest

from tests.caching.wsgi_process import Process
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shared(settings):
    """Django's cache of one process stands in for Redis: what is put in is pickled the same way."""
    pages = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"}
    settings.CACHES = settings.CACHES | {"pages": pages}
    yield
    Process().front.shared.cache.clear()


def test_a_page_is_made_once_for_all_processes():
    one, other = Process(), Process()
    made = one.get("/news/", Accept_Encoding="br")
    assert other.get("/news/", Accept_Encoding="br") == made
    assert (one.made, other.made) == (1, 0)


def test_a_change_is_seen_by_all():
    one, other = Process(), Process()
    assert "The launch" not in one.get("/news/").text + other.get("/news/").text
    PostFactory(live=True, title="The launch")
    assert "The launch" in one.get("/news/").text
    assert "The launch" in other.get("/news/").text
    assert (one.made, other.made) == (2, 0)


def test_a_process_that_starts_without_a_database_has_the_last_known_copies(lose_database):
    Process().get("/news/")
    started = Process()
    lose_database(started)
    reply = started.get("/news/")
    assert reply.status == 200
    assert "Warning" in reply.headers


def test_what_a_reader_typed_is_not_shared():
    for _ in range(2):
        (process := Process()).get("/contacts/?q=hackney")
        assert process.made == 1


def test_a_redis_that_is_away_costs_a_rendering_and_nothing_else(settings):
    nobody = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = settings.CACHES | {"pages": nobody}
    process = Process()
    assert process.get("/news/").status == 200
    assert process.get("/news/").status == 200
    assert process.made == 1
    settings.CACHES = {"default": settings.CACHES["default"]} | {"pages": settings.CACHES["default"]}
