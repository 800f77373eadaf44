import pytest

from lscb_site.caching.version import DatabaseAway
from tests.caching.wsgi_process import Process


@pytest.fixture
def process():
    return Process()


@pytest.fixture
def other_process():
    return Process()


@pytest.fixture
def lose_database(monkeypatch):
    """Call it, and the database does not answer any more."""

    def lose(*processes):
        def away():
            raise DatabaseAway

        for each in processes:
            monkeypatch.setattr(each.front.version, "read", away)

    return lose
