"""Whether the process is up, and whether it reaches its database: asked before Django and the front cache."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from lscb_site.caching.version import DatabaseAway, VersionReader
from lscb_site.following.gathering import gather
from lscb_site.following.models import Letter
from lscb_site.operations.probes import LATE, Probes
from lscb_site.web.protection import PROTECTION
from tests.caching.wsgi_process import ask, request
from tests.factories import PostFactory
from tests.following.telling_followers import follower_of


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


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "said"), [(59, []), (61, ["letters not sent for over an hour: 2"])])
def test_readiness_tells_of_letters_that_wait_for_over_an_hour_and_of_no_other(
    time_machine, django_assert_max_num_queries, minutes, said
):
    time_machine.move_to("2026-11-28 12:00 +0000", tick=False)
    for at in range(4):
        follower_of("news", address=f"{at}@example.org")
    follower_of("news", address="weekly@example.org", rhythm="weekly")
    PostFactory().publish()
    gather()
    now = timezone.now()
    sent, failed, *_ = Letter.objects.filter(period__startswith="now").values_list("pk", flat=True)
    Letter.objects.filter(pk=sent).update(sent_at=now)
    Letter.objects.filter(pk=failed).update(failed_at=now)
    time_machine.shift(timedelta(minutes=minutes))
    with django_assert_max_num_queries(6):
        reply = ask(Probes(asks_nobody, VersionReader()), request("/readyz"))
    assert reply.status == 200
    assert [line for line in reply.text.splitlines() if line.startswith("letters")] == said
    assert "example.org" not in reply.text


@pytest.mark.django_db
def test_letters_that_wait_are_found_by_their_index():
    """The letters of thirty days are not walked for it: a probe comes every few seconds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # an empty table is never worth an index
    plan = Letter.objects.overdue(timezone.now(), by=LATE).order_by().explain()
    assert "following_letters_to_send" in plan


def test_everything_else_is_the_sites():
    for method, path in (("POST", "/healthz"), ("GET", "/healthz/"), ("GET", "/")):
        with pytest.raises(AssertionError):
            ask(Probes(asks_nobody, Away()), request(path, method))
