"""PostgreSQL alone: how a wait for it ends, and what is left of the connection."""

import time

import pytest
from django.db import OperationalError, connection, transaction

from lscb_site.caching.patience import limited_waiting
from lscb_site.caching.postgresql import waiting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.skipif("connection.vendor != 'postgresql'")]


def sleep_for(seconds):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])


@pytest.fixture(autouse=True)
def new_connection():
    connection.close()
    yield
    connection.close()


def test_the_server_ends_a_statement_before_we_give_up_and_the_connection_stays():
    with limited_waiting(0.6):
        began = time.monotonic()
        with pytest.raises(OperationalError, match="statement timeout"):
            sleep_for(5)
        assert 0.2 < time.monotonic() - began < 0.6
        sleep_for(0)
        assert connection.connection.closed == 0


def test_a_thread_gives_up_sooner_and_its_next_question_is_answered():
    with limited_waiting(10):
        began = time.monotonic()
        with pytest.raises(OperationalError, match="has not answered in time"), connection.at_most(0.2):
            sleep_for(5)
        assert time.monotonic() - began < 1
        connection.close_if_unusable_or_obsolete()  # as at the start of the next request
        sleep_for(0.3)


def test_what_is_asked_meanwhile_shares_the_time():
    def ask_again_and_again():
        for _ in range(10):
            sleep_for(0.1)

    with limited_waiting(10), connection.at_most(0.3), pytest.raises(OperationalError):
        ask_again_and_again()


def test_without_a_limit_nothing_is_ended():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def test_a_transaction_that_says_nothing_loses_its_locks(monkeypatch):
    """As that of a host that vanished: the server hears nothing, not even that it has ended."""
    monkeypatch.setattr(waiting, "FOR_A_SILENT_TRANSACTION", 0.1)

    def go_silent():
        with transaction.atomic():
            sleep_for(0)
            time.sleep(0.5)
            sleep_for(0)

    with limited_waiting(10), pytest.raises(OperationalError, match="idle-in-transaction"):
        go_silent()
