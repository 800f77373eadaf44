import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from lscb_site.caching.version import DatabaseAway
from tests.caching.asking import Process


@pytest.fixture(autouse=True)
def open_transactions():
    """Requests must not close the connection in whose transaction a test runs. Django's own client sees to it too."""
    signals = request_started, request_finished
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


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
