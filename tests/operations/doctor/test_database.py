"""What the doctor asks of the database itself."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from lscb_site.caching.models import ContentVersion
from lscb_site.caching.patience import limited_waiting
from lscb_site.caching.postgresql import waiting
from lscb_site.operations.doctor import database, ends_of_support, examining
from lscb_site.operations.doctor.examining import Doctor
from lscb_site.operations.doctor.findings import State, well, worst

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'")
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'")


def state(examination):
    return worst(list(examination()))


def states(examination):
    return {each.key: each.state for each in examination()}


def test_the_content_version():
    ContentVersion.objects.update_or_create(pk=1, defaults={"number": 5})
    assert state(database.content_version) is State.WELL
    ContentVersion.objects.all().delete()
    assert state(database.content_version) is State.LOOK


def test_migrations(monkeypatch):
    monkeypatch.setattr(database.MigrationExecutor, "migration_plan", lambda self, targets: [])
    assert state(database.migrations) is State.WELL
    monkeypatch.setattr(database.MigrationExecutor, "migration_plan", lambda self, targets: [("one", False)])
    assert state(database.migrations) is State.ILL


ON_POSTGRESQL = {
    "SHOW server_version_num": ("140005", "database.server"),
    "SHOW server_encoding": ("SQL_ASCII", "database.encoding"),
    "SHOW log_min_error_statement": ("error", "database.log"),
    "SHOW log_statement": ("all", "database.log_statement"),
    "SHOW log_min_duration_statement": ("100", "database.log_statement"),
    "SHOW max_connections": ("10", "database.connections"),
}
WELL_SET = {
    "SHOW server_version_num": "150005",
    "SHOW server_encoding": "UTF8",
    "SHOW log_min_error_statement": "panic",
    "SHOW log_statement": "none",
    "SHOW log_min_duration_statement": "-1",
    "SHOW max_connections": "100",
    "SHOW superuser_reserved_connections": "3",
}


@pytest.mark.parametrize("wrong", [None, *ON_POSTGRESQL])
def test_the_settings_of_postgresql(monkeypatch, wrong):
    told = WELL_SET | ({wrong: ON_POSTGRESQL[wrong][0]} if wrong else {})
    monkeypatch.setattr(database, "value", lambda statement: told.get(statement, 4))
    monkeypatch.setattr(database, "wishes_of_connection", list)
    monkeypatch.setattr(ends_of_support, "SOON", -10_000 * DAY)
    found = [each.key for each in database.of_postgresql() if each.state is not State.WELL]
    assert found == ([ON_POSTGRESQL[wrong][1]] if wrong else [])


def test_there_is_a_reason_for_all_that_a_connection_asks(monkeypatch):
    monkeypatch.setattr(waiting, "longest", 10)
    assert waiting.wanted().keys() == database.WHY.keys()


def test_the_database_itself_is_asked():
    """Every statement is one that this database knows."""
    assert "database.server" in states(database.settings_of_server)
    if connection.vendor == "postgresql":
        assert states(database.clock) == {"database.clock": State.WELL}


def test_clocks_that_differ(monkeypatch):
    monkeypatch.setattr(database.connection, "vendor", "postgresql")
    for seconds, expected in ((4, State.WELL), (-6, State.ILL), (6, State.ILL)):
        moment = timezone.now() + timedelta(seconds=seconds)
        monkeypatch.setattr(database, "value", lambda statement, moment=moment: moment)
        assert state(database.clock) is expected


def test_sqlite_without_wal(monkeypatch):
    for mode, expected in (("wal", State.WELL), ("delete", State.LOOK)):
        monkeypatch.setattr(database, "value", lambda statement, mode=mode: mode)
        assert worst(list(database.of_sqlite())) is expected


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_a_connection_asked_for_is_what_it_got():
    connection.close()
    with limited_waiting(10):
        assert states(database.wishes_of_connection) == {}
        with connection.cursor() as cursor:
            for name, given in (("lock_timeout", "50ms"), ("statement_timeout", "0"), ("jit", "on")):
                cursor.execute(f"SET {name} = '{given}'")
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
        assert states(database.wishes_of_connection) == {
            "database.jit": State.LOOK,
            "database.lock_timeout": State.LOOK,
            "database.statement_timeout": State.LOOK,
            "database.idle_in_transaction_session_timeout": State.LOOK,
        }
    connection.close()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_role_that_has_other_limits_does_not_change_ours():
    role, name = (connection.settings_dict[each] for each in ("USER", "NAME"))
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER ROLE "{role}" IN DATABASE "{name}" SET lock_timeout = 5')
        try:
            connection.close()
            with limited_waiting(10):
                assert states(database.wishes_of_connection) == {}
        finally:
            connection.close()
            connection.cursor().execute(f'ALTER ROLE "{role}" IN DATABASE "{name}" RESET lock_timeout')
    connection.close()


class OtherFile:
    """SQLite's file in a folder of its own, asked for as the site's."""

    def __init__(self, path: Path):
        self.path = path
        with closing(sqlite3.connect(path)) as file:
            file.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, words TEXT)")
            file.executemany("INSERT INTO rows (words) VALUES (?)", [("safeguarding " * 40,)] * 400)
            file.execute("CREATE INDEX by_words ON rows (words)")
            file.commit()

    def damage(self, first: int):
        with open(self.path, "r+b") as file:
            file.seek(first)
            file.write(os.urandom(4096 * 4))


@pytest.fixture
def other_file(tmp_path, monkeypatch):
    """Examinations ask it instead of the database of the tests, which is left open beside."""
    file = OtherFile(tmp_path / "site.sqlite3")
    asked = type(connections["default"])({**connection.settings_dict, "NAME": file.path}, "other")
    monkeypatch.setattr(database, "connection", asked)
    monkeypatch.setattr(examining, "connection", asked)
    monkeypatch.setattr(examining, "WITHOUT_DATABASE", {})
    yield file
    asked.close()


@on_sqlite
def test_a_file_is_read_through_where_somebody_asks_by_hand(other_file, monkeypatch):
    monkeypatch.setattr(examining, "OF_DATABASE", {"database.server": lambda: [well("database.server", "It answers.")]})
    other_file.damage(4096 * 20)
    assert [each.state for each in Doctor().examine()] == [State.WELL]
    found = Doctor().examine(thoroughly=True)
    assert [(each.key, each.state) for each in found] == [
        ("database.integrity", State.ILL),
        ("database.server", State.WELL),
    ]
    assert "restore the last backup" in found[0].mend


@on_sqlite
def test_a_file_that_is_whole(other_file):
    assert states(database.integrity) == {"database.integrity": State.WELL}


@on_sqlite
def test_damage_that_any_examination_meets_is_said_once(other_file, monkeypatch):
    """Its rows cannot be read: that is no missing table, and `migrate` would mend nothing."""

    def reads():
        database.value("SELECT sum(length(words)) FROM rows")
        return []

    monkeypatch.setattr(examining, "OF_DATABASE", {"work.queue": reads, "content.files": reads})
    other_file.damage(4096 * 4)
    assert [(each.key, each.state) for each in Doctor().examine()] == [("database.integrity", State.ILL)]


@on_sqlite
def test_a_file_that_is_no_database(other_file, monkeypatch):
    other_file.damage(0)
    monkeypatch.setattr(examining, "OF_DATABASE", {"database.server": database.settings_of_server})
    assert [each.key for each in Doctor().examine()] == ["database.integrity"]


@on_sqlite
def test_a_file_that_is_too_large_to_be_read_in_time_is_not_called_damaged(other_file, monkeypatch):
    monkeypatch.setattr(examining, "OF_DATABASE", {})
    monkeypatch.setattr(examining, "FOR_THE_WHOLE", 0.05)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    asked = database.value
    monkeypatch.setattr(
        database, "value", lambda statement: asked(endless if "quick_check" in statement else statement)
    )
    (found,) = Doctor().examine(thoroughly=True)
    assert found.state is State.LOOK
    assert "too large" in found.sentence


@on_postgresql
def test_postgresql_is_not_read_through():
    assert states(database.integrity) == {}


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2027-05-14", State.WELL), ("2027-05-15", State.LOOK), ("2027-11-11", State.LOOK), ("2027-11-12", State.LOOK)],
)
def test_a_server_whose_makers_leave_it_is_said_half_a_year_before(time_machine, today, expected):
    time_machine.move_to(f"{today} 12:00 +0000")
    found = list(ends_of_support.of_program("database.support", "PostgreSQL", "15"))
    assert worst(found) is expected
    if found:
        words = "ended on 11 November 2027" if today == "2027-11-12" else "ends on 11 November 2027"
        assert words in found[0].sentence


def test_a_version_that_is_not_known_is_not_judged():
    assert list(ends_of_support.of_program("database.support", "PostgreSQL", "99")) == []


def test_what_the_site_runs_on_is_listed(time_machine):
    """Otherwise nothing would ever be said of it."""
    time_machine.move_to("2026-11-28 12:00 +0000")
    assert states(ends_of_support.programs) == {"settings.programs": State.WELL}
    time_machine.move_to("2036-01-01 12:00 +0000")
    assert states(ends_of_support.programs) == {"settings.python": State.LOOK, "settings.django": State.LOOK}
    if connection.vendor == "postgresql":
        assert "database.support" in states(database.of_postgresql)
