"""Whether the database answers, and is set as the site needs it. Each is asked within a limit of time."""

import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import Error, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from lscb_site.caching.models import ContentVersion
from lscb_site.caching.postgresql.waiting import wanted
from lscb_site.operations.doctor import ends_of_support
from lscb_site.operations.doctor.findings import Finding, ill, look, well

APART = timedelta(seconds=5)  # that two clocks may differ
BESIDES_WEB = 6  # connections of the worker, the clock, a command and a backup
OLDEST = 150000  # as PostgreSQL writes its version; what the site is tested with
# Why the site asks for each (lscb_site.caching.postgresql.waiting), for an operator who finds another value.
WHY = {
    "jit": "Statements are compiled first, which takes seconds.",
    "random_page_cost": "The server avoids its indexes.",
    "statement_timeout": "The server goes on with what nobody waits for any more, or ends what takes its time.",
    "lock_timeout": "A save fails where it would only have waited for another.",
    "idle_in_transaction_session_timeout": "A host that vanishes keeps its locks, or long work is broken off.",
}


def value(statement: str, *facts: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts or None)
        row = cursor.fetchone()
    return row[0] if row else None


def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        yield ill(
            "database.migrations",
            f"The database is of another version than the program: {waiting} migrations wait.",
            "Run manage.py migrate, after a backup.",
        )
    else:
        yield well("database.migrations", "The database is of this version.")


def content_version() -> Iterator[Finding]:
    if ContentVersion.objects.exists():
        yield well("database.content_version", "The content version can be read.")
    else:
        mend = "Save anything in the admin: it is made anew. Until then pages are kept for nobody."
        yield look("database.content_version", "There is no content version.", mend)


def settings_of_server() -> Iterator[Finding]:
    yield from of_postgresql() if connection.vendor == "postgresql" else of_sqlite()


def of_postgresql() -> Iterator[Finding]:
    """What the site itself asks for at the start of a connection is looked at too: a pooler may leave it out."""
    number = int(value("SHOW server_version_num"))
    if number < OLDEST:
        mend = "Upgrade to PostgreSQL 15 or newer: the site is tested with 15."
        yield look("database.server", f"PostgreSQL {number // 10000} is older than what the site is tested with.", mend)
    yield from ends_of_support.of_program("database.support", "PostgreSQL", str(number // 10000))
    yield from wishes_of_connection()
    if value("SHOW server_encoding") != "UTF8":
        mend = "Make the database anew with ENCODING 'UTF8', and restore a backup into it."
        yield ill("database.encoding", "The database does not hold UTF-8: some names cannot be stored.", mend)
    if value("SHOW log_min_error_statement") != "panic":
        yield look(
            "database.log",
            "PostgreSQL logs statements that fail, with what somebody searched for.",
            "As a superuser: ALTER DATABASE … SET log_min_error_statement = panic.",
        )
    if value("SHOW log_statement") not in ("none", "ddl") or value("SHOW log_min_duration_statement") != "-1":
        mend = "Set log_statement = none and log_min_duration_statement = -1."
        yield look("database.log_statement", "PostgreSQL logs statements, with what somebody searched for.", mend)
    yield from connections_of_server()
    yield well("database.server", f"PostgreSQL {number // 10000} answers.")


def wishes_of_connection() -> Iterator[Finding]:
    """What the site asks for itself, and what came of it."""
    mend = "Connect to the server itself, or have the pooler pass on the parameter “options” of a connection."
    for name, asked in wanted().items():
        given = str(value("SELECT setting FROM pg_settings WHERE name = %s", name))
        if given != asked:
            yield look(f"database.{name}", f"{name} is {given}, and the site asks for {asked}. {WHY[name]}", mend)


def connections_of_server() -> Iterator[Finding]:
    most = int(value("SHOW max_connections")) - int(value("SHOW superuser_reserved_connections"))
    needed = web_connections() + BESIDES_WEB
    used = int(value("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"))
    mend = "Raise max_connections (and restart PostgreSQL), or lower WEB_WORKERS and WEB_THREADS."
    if needed > most:
        sentence = f"The processes of this host may want {needed} connections, and the database allows {most}."
        yield look("database.connections", sentence, mend)
    elif used > most * 0.9:
        yield look("database.connections", f"{used} of {most} connections of the database are taken.", mend)
    else:
        yield well("database.connections", f"{used} of {most} connections of the database are taken.")


def web_connections() -> int:
    """As the Procfile reads them."""

    def number(name: str, otherwise: int) -> int:
        text = os.environ.get(name, "")
        return int(text) if text.isascii() and text.isdigit() else otherwise

    return number("WEB_WORKERS", 2) * number("WEB_THREADS", 4)


def of_sqlite() -> Iterator[Finding]:
    if value("PRAGMA journal_mode") not in ("wal", "memory"):
        mend = "Put the database on a disk of this machine: SQLite's WAL works on no network share."
        yield look("database.journal", "Readers wait for writers: the database is not in WAL mode.", mend)
    yield well("database.server", "SQLite answers.")


def integrity() -> Iterator[Finding]:
    """Of SQLite, by reading its whole file. PostgreSQL has no such statement."""
    if connection.vendor != "sqlite":
        return
    try:
        fault = value("PRAGMA quick_check(1)")  # the first fault is enough
    except OperationalError as problem:
        if code_of(problem) != sqlite3.SQLITE_INTERRUPT:
            raise
        mend = "In a quiet hour: sqlite3 -readonly portal.sqlite3 'PRAGMA quick_check'. It should answer “ok”."
        yield look("database.integrity", "The database file is too large to be read through in the time given.", mend)
        return
    yield well("database.integrity", "The database file was read through and is whole.") if fault == "ok" else damaged()


def damaged() -> Finding:
    mend = "Stop the three processes, keep the file, and restore the last backup. The disk may be failing."
    return ill("database.integrity", "The database file is damaged.", mend)


def is_damage(problem: Error) -> bool:
    """Whether SQLite met a page of its file that cannot be one. PostgreSQL's errors never say so."""
    return code_of(problem) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def code_of(problem: Error) -> int | None:
    """SQLite's own; its extended codes have more bits."""
    code = getattr(problem.__cause__, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def clock() -> Iterator[Finding]:
    """The server's and ours: two machines that agree are seldom both wrong."""
    if connection.vendor != "postgresql":
        return
    theirs: datetime = value("SELECT clock_timestamp()")
    apart = abs(timezone.now() - theirs)
    if apart > APART:
        yield ill(
            "database.clock",
            f"The clocks of this machine and of the database are {round(apart.total_seconds())} seconds apart.",
            "Let chrony or systemd-timesyncd set both.",
        )
    else:
        yield well("database.clock", "This machine and the database agree on the time.")
