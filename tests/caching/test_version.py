from contextlib import closing

import pytest
import time_machine
from django.db import connection, transaction

from lscb_site.caching import version
from lscb_site.caching.models import ContentVersion
from lscb_site.caching.version import DatabaseAway, VersionReader, raise_version


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
