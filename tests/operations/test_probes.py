"""Whether the process is up, and whether it reaches its database: asked before Django and the front cache."""

import pytest
from django.db import OperationalError

from lscb_site.caching.version import DatabaseAway, VersionReader
from lscb_site.operations.probes import Probes
from lscb_site.web.protection import PROTECTION
from tests.caching.wsgi_process import ask, request


def asks_nobody(*args):
    raise AssertionError("It asked the site.")


class Away(VersionReader):
    def read(self):
        raise DatabaseAway


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_process_is_healthy_without_a_database_and_by_any_name(method):
    reply = ask(
        Probes(asks_nobody, Away()), request("/healthz", method, Host="10.0.0.7:8000", Cookie="sessionid=abcdefgh")
    )
    assert (reply.status, reply.text) == (200, "ok\n" if method == "GET" else "")
    assert reply.headers["Cache-Control"] == "no-store"
    assert PROTECTION.items() <= reply.headers.items()


def test_readiness_tells_when_the_database_is_away():
    reply = ask(Probes(asks_nobody, Away()), request("/readyz"))
    assert (reply.status, reply.text) == (503, "The database does not answer.\n")


@pytest.mark.django_db
def test_readiness_needs_the_tables(monkeypatch):
    def missing():
        raise OperationalError("no such table")

    monkeypatch.setattr("lscb_site.operations.probes.silent", missing)
    monkeypatch.setattr("lscb_site.operations.probes.connection.close", lambda: None)
    assert ask(Probes(asks_nobody, VersionReader()), request("/readyz")).status == 503


def test_everything_else_is_the_sites():
    for method, path in (("POST", "/healthz"), ("GET", "/healthz/"), ("GET", "/")):
        with pytest.raises(AssertionError):
            ask(Probes(asks_nobody, Away()), request(path, method))
