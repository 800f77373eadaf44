import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
import time_machine
from django.db import connection, transaction

from lscb_site.caching import version
from lscb_site.caching.models import ContentVersion
from lscb_site.caching.patience import limited_waiting
from lscb_site.caching.version import DatabaseAway, VersionReader, raise_version, read_once, stamp
from tests.factories import PostFactory


@pytest.fixture
def reader():
    return VersionReader()


@pytest.mark.django_db
def test_without_its_row_it_is_nought(reader):
    ContentVersion.objects.all().delete()
    assert reader.read() == 0


@pytest.mark.django_db
def test_every_raise_makes_a_higher_number(reader):
    numbers = [reader.read()]
    for _ in range(5):
        raise_version(connection)
        numbers.append(reader.read())
    assert numbers == sorted(set(numbers))
    assert ContentVersion.objects.count() == 1


@pytest.mark.django_db
def test_it_rises_while_the_clock_stands_or_goes_back(reader):
    with time_machine.travel("2031-01-01", tick=False):
        raise_version(connection)
        before = reader.read()
        raise_version(connection)
        assert reader.read() == before + 1
    raise_version(connection)
    assert reader.read() == before + 2


@pytest.mark.django_db
def test_a_restored_database_never_comes_to_a_number_again(reader):
    raise_version(connection)
    copied = reader.read()
    raise_version(connection)
    lost = reader.read()
    ContentVersion.objects.update(number=copied)
    raise_version(connection)
    assert reader.read() > lost


@pytest.mark.django_db
def test_reading_it_is_one_statement_that_django_does_not_see(reader, django_assert_num_queries):
    with django_assert_num_queries(0):
        reader.read()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_lost_is_made_anew(reader):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("A database in memory ends with its connection.")
    before = reader.read()
    connection.connection.close()
    assert reader.read() == before


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_made_anew(reader):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server.")
    before = reader.read()
    with closing(connection.get_new_connection(connection.get_connection_params())) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        other.commit()
    assert reader.read() == before


@pytest.mark.django_db(transaction=True)
def test_a_database_without_the_table_is_not_away(reader, monkeypatch):
    monkeypatch.setattr(version, "READ", "SELECT number FROM caching_before_migrations")
    if connection.vendor == "sqlite":
        monkeypatch.setattr(connection, "close", lambda: None)  # it would take the database in memory along
    assert reader.read() is None
    assert reader.away_until == 0
    assert transaction.get_autocommit()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_not_asked_again_at_once(reader, monkeypatch):
    asked = []

    def ask(connection, statement):
        asked.append(statement)
        raise connection.Database.OperationalError

    monkeypatch.setattr(version, "ask", ask)
    if connection.vendor == "sqlite":
        monkeypatch.setattr(connection, "close", lambda: None)
    for _ in range(5):
        with pytest.raises(DatabaseAway):
            reader.read()
    assert len(asked) == 2
    assert reader.database_is_away()
    monkeypatch.undo()
    reader.away_until = 0
    assert not reader.database_is_away()


# Time -------------------------------------------------------------------------------------------------------------


@contextmanager
def other_program():
    """A connection of its own, as of another process."""
    other = connection.get_new_connection(connection.get_connection_params())
    with closing(other):
        yield other.cursor()
        other.rollback()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_yet_stored_makes_nobody_wait(reader):
    raise_version(connection)
    before = reader.read()
    with other_program() as other:
        other.execute("BEGIN")
        other.execute("UPDATE caching_contentversion SET number = number + 1")
        began = time.monotonic()
        assert reader.read() == before
        assert time.monotonic() - began < 0.2


@contextmanager
def everybody_locked_out():
    """By a migration on PostgreSQL; on SQLite by whoever mends the file, or works without its write-ahead log."""
    if connection.vendor == "sqlite":
        connection.close()
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("PRAGMA journal_mode = DELETE")
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")
            other.execute("PRAGMA journal_mode = WAL")
    else:
        with other_program() as other:
            other.execute(f"LOCK TABLE {version.TABLE} IN ACCESS EXCLUSIVE MODE")
            yield


@pytest.mark.django_db(transaction=True)
def test_somebody_elses_lock_is_waited_for_half_a_second_and_then_not_at_all(reader):
    with limited_waiting(10), everybody_locked_out():
        took = [time_to_see_it_away(reader) for _ in range(3)]
    assert 0.4 < took[0] < 1
    assert max(took[1:]) < 0.05
    reader.away_until = time.monotonic() - 1
    assert reader.read() is not None
    assert reader.away_until == 0


def time_to_see_it_away(reader) -> float:
    began = time.monotonic()
    assert reader.database_is_away()
    return time.monotonic() - began


def test_while_one_thread_tries_again_the_others_hardly_wait(reader, monkeypatch):
    tried, answered = threading.Event(), threading.Event()

    def try_to_read():
        tried.set()
        answered.wait(5)
        reader.away_until = 0.0
        return 7

    monkeypatch.setattr(reader, "try_to_read", try_to_read)
    reader.away_until = time.monotonic() - 1
    numbers = []
    thread = threading.Thread(target=lambda: numbers.append(reader.read()))
    thread.start()
    assert tried.wait(5)
    assert time_to_see_it_away(reader) < 0.5
    answered.set()
    thread.join()
    assert numbers == [7]
    assert reader.read() == 7


@pytest.mark.django_db
def test_afterwards_the_connection_is_as_patient_as_before():
    if connection.vendor != "sqlite":
        pytest.skip("On PostgreSQL the thread is patient, and not the connection.")

    def patience() -> int:
        return connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]

    with connection.at_most(0.5):
        assert patience() == 500
    assert patience() == connection.settings_dict["OPTIONS"]["timeout"] * 1000


@pytest.fixture
def readings(monkeypatch):
    """How often the version was read."""
    asked, ask = [], version.ask
    monkeypatch.setattr(version, "ask", lambda *statement: asked.append(statement) or ask(*statement))
    return asked


@pytest.mark.django_db
def test_within_one_request_it_is_read_once(readings):
    with read_once():
        assert stamp() == stamp()
    assert len(readings) == 1
    stamp(), stamp()
    assert len(readings) == 3


@pytest.mark.django_db(transaction=True)
def test_a_change_of_ones_own_is_seen_at_once_and_anothers_by_the_next_request():
    with read_once():
        before = stamp()
        PostFactory(live=True)
        after = stamp()
        assert after > before
    with read_once():
        assert stamp() == after
        with ThreadPoolExecutor(1) as another:
            another.submit(change_apart).result()
        assert stamp() == after
    with read_once():
        assert stamp() > after


def change_apart():
    with closing(connection):
        PostFactory(live=True)


@pytest.mark.django_db
def test_a_page_is_made_of_one_version(client, readings):
    for address in ("/", "/search/?q=child", "/contacts/"):
        readings.clear()
        client.get(address)
        assert len(readings) == 1, address
