"""A PostgreSQL database: copied by `pg_dump` as one moment of it, from which everything else is read too."""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import Error, connection

from lscb_site.operations.backups.streams import CHUNK, Program, Source
from lscb_site.operations.backups.trouble import BUSY, BackupTrouble

LOCK = 0x6C736362  # the letters of lscb, as the number of a lock
SCRATCH = "_verify_"
LONGEST_NAME = 63  # letters of a database's name
# By which libpq reads what Django hands over: https://www.postgresql.org/docs/current/libpq-envars.html
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslcrl": "PGSSLCRL",
    "channel_binding": "PGCHANNELBINDING",
    "gssencmode": "PGGSSENCMODE",
}
TABLES = """
    SELECT class.oid, format('%I.%I', namespace.nspname, class.relname)
    FROM pg_class AS class JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
    WHERE class.relkind = 'r' AND class.relpersistence <> 't'
      AND namespace.nspname <> 'information_schema' AND namespace.nspname !~ '^pg_'
    ORDER BY 2
"""
# What has no order of its own is put into one that is the same whatever the language of a database.
KEYS = """
    SELECT CASE WHEN type.typname IN ('int2', 'int4', 'int8') THEN format('%%I', attribute.attname)
                ELSE format('%%I::text COLLATE "C"', attribute.attname) END
    FROM pg_index AS index
    CROSS JOIN LATERAL unnest(index.indkey) WITH ORDINALITY AS key (number, place)
    JOIN pg_attribute AS attribute ON attribute.attrelid = index.indrelid AND attribute.attnum = key.number
    JOIN pg_type AS type ON type.oid = attribute.atttypid
    WHERE index.indrelid = %s AND index.indisprimary ORDER BY key.place
"""
# Values are written alike whatever a server or a role is set to.
ALIKE = "SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1;"
ENDLESS = "SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0; SET lock_timeout = 0;"


class PostgreSQLDatabase:
    engine, file_name = "postgresql", "database.dump"

    def __init__(self, name: str) -> None:
        self.name = name

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Among all that make or compare backups, on any host; the server frees the lock when a process is killed."""
        with self.connected() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise BackupTrouble(BUSY)
            yield

    @contextmanager
    def frozen(self) -> Iterator["PostgreSQLCopy"]:
        """The database as it is at this moment, however long it takes to read it."""
        with self.connected() as cursor:
            version = cursor.connection.server_version // 10_000
            check_program("pg_dump", version)
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield PostgreSQLCopy(cursor, self, cursor.fetchone()[0])

    def tables(self) -> list[str]:
        with self.connected() as cursor:
            cursor.execute(TABLES)
            return [name for _, name in cursor.fetchall()]

    def fill(self, source: Source) -> None:
        """In one transaction: all of it, or nothing."""
        with self.connected() as cursor:
            check_program("pg_restore", cursor.connection.server_version // 10_000)
        words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        with self.program("pg_restore", *words, "--dbname", self.name, fed=source) as program:
            program.read()

    def digests(self) -> dict[str, list[Any]]:
        with self.connected() as cursor:
            return digests(cursor)

    @contextmanager
    def scratch(self) -> Iterator["PostgreSQLDatabase"]:
        """An empty one for a while, to compare with. The caller is alone: what others left is from one that died."""
        begins = f"{self.name[: LONGEST_NAME - len(SCRATCH) - 8]}{SCRATCH}"
        name = f"{begins}{secrets.token_hex(4)}"
        with self.connected() as cursor:
            cursor.execute(
                "SELECT format('CREATE DATABASE %%I TEMPLATE template0 ENCODING %%L LC_COLLATE %%L LC_CTYPE %%L', %s, "
                "pg_encoding_to_char(encoding), datcollate, datctype) FROM pg_database WHERE datname = %s",
                [name, self.name],
            )
            making = cursor.fetchone()[0]
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [begins])
            for (left,) in cursor.fetchall():
                drop(cursor, left)
            try:
                cursor.execute(making)
            except Error as problem:
                if "permission denied" in str(problem):
                    raise BackupTrouble(
                        "The database’s role may not make a database to compare with. Let a superuser say: "
                        "ALTER ROLE name CREATEDB"
                    ) from problem
                raise
            try:
                yield PostgreSQLDatabase(name)
            finally:
                drop(cursor, name)

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """A cursor of a connection of its own, on which nothing waits for the site's."""
        own = connection.copy()
        own.settings_dict["NAME"] = self.name
        try:
            with own.cursor() as cursor:
                cursor.execute(ALIKE + ENDLESS)
                yield cursor
        except Error as problem:
            raise BackupTrouble(f"The database cannot be used: {first_line(problem)}") from problem
        finally:
            own.close()

    def program(self, name: str, *words: str, fed: Source | None = None) -> Program:
        """As Django connects. The password stands in the program's environment, and in no list of processes."""
        known = connection.get_connection_params()
        where = {variable: str(known[key]) for key, variable in VARIABLES.items() if known.get(key)}
        return Program([name, *words], f"{name} failed", fed, os.environ | where)


class PostgreSQLCopy:
    """One moment of a database, over a transaction that is open."""

    def __init__(self, cursor: Any, database: PostgreSQLDatabase, snapshot: str) -> None:
        self.cursor, self.database, self.snapshot = cursor, database, snapshot

    def stream(self) -> AbstractContextManager[Source]:
        words = ["--format=custom", "--no-password", f"--snapshot={self.snapshot}", self.database.name]
        return self.database.program("pg_dump", *words)

    def rows(self, statement: str) -> list[Sequence[Any]]:
        self.cursor.execute(statement)
        rows: list[Sequence[Any]] = self.cursor.fetchall()
        return rows

    def digests(self) -> dict[str, list[Any]]:
        return digests(self.cursor)


class Digesting:
    """What COPY writes to."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()

    def write(self, chunk: bytes) -> None:
        self.digest.update(chunk)


def digests(cursor: Any) -> dict[str, list[Any]]:
    """Of each table its number of rows and their digest, as COPY writes them in the order of their key."""
    cursor.execute(TABLES)
    found = {}
    for oid, table in cursor.fetchall():
        cursor.execute(KEYS, [oid])
        order = ", ".join(key for (key,) in cursor.fetchall()) or 'found::text COLLATE "C"'
        written = Digesting()
        copying = f"COPY (SELECT * FROM {table} AS found ORDER BY {order}) TO STDOUT"  # noqa: S608 - quoted by the server
        with cursor.db.wrap_database_errors:  # which Django does itself for what it knows
            cursor.copy_expert(copying, written, CHUNK)
        found[table] = [cursor.rowcount, written.digest.hexdigest()]
    return found


def drop(cursor: Any, name: str) -> None:
    quoted = name.replace('"', '""')
    cursor.execute(f'DROP DATABASE IF EXISTS "{quoted}" WITH (FORCE)')


def check_program(name: str, server: int) -> None:
    """Raises BackupTrouble where it is missing, or older than the server (a major version), which it then refuses."""
    install = f"Install it: apt install postgresql-client-{server}"
    if not shutil.which(name):
        raise BackupTrouble(f"The program {name} is not installed here. {install}")
    with Program([name, "--version"], f"{name} failed") as program:
        found = re.search(r"\d+", program.read().decode(errors="replace"))
    if found and int(found[0]) < server:
        raise BackupTrouble(f"{name} here is of PostgreSQL {found[0]}, and the server of {server}. {install}")


def first_line(problem: Exception) -> str:
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]
