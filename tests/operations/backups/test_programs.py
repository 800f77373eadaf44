"""What pg_dump and pg_restore are asked for, and what is said where they cannot do it."""

import os

import pytest
from django.db import connections

from lscb_site.operations.backups.postgresql import PostgreSQLDatabase, check_program
from lscb_site.operations.backups.trouble import BackupTrouble

pytestmark = pytest.mark.slow


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A pg_dump of another version."""
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    script = tmp_path / "pg_dump"

    def say(words: str):
        script.write_text(f"#!/bin/sh\necho '{words}'\n")
        script.chmod(0o755)

    return say


@pytest.mark.parametrize(("version", "is_refused"), [("13.14", True), ("15.6 (Debian)", False), ("17rc1", False)])
def test_a_program_older_than_the_server_is_refused(program, version, is_refused):
    program(f"pg_dump (PostgreSQL) {version}")
    if is_refused:
        with pytest.raises(BackupTrouble, match=r"of PostgreSQL 13, and the server of 15. Install it: apt install"):
            check_program("pg_dump", 15)
    else:
        check_program("pg_dump", 15)


def test_a_program_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupTrouble, match=r"pg_restore is not installed here. Install it: apt install post"):
        check_program("pg_restore", 15)


def test_a_password_stands_in_no_list_of_processes(monkeypatch):
    facts = {"host": "db.example.org", "port": 5433, "user": "portal", "password": "open sesame", "sslmode": "require"}
    monkeypatch.setattr(connections["default"], "get_connection_params", lambda: facts | {"connect_timeout": 3})
    program = PostgreSQLDatabase("portal").program("pg_dump", "--format=custom")
    assert program.command == ["pg_dump", "--format=custom"]
    told = {name: program.environment[name] for name in ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGSSLMODE")}
    assert list(told.values()) == ["db.example.org", "5433", "portal", "open sesame", "require"]
