"""The content version in the database: one statement that raises it, one that reads it before any page is answered."""

import logging
import time
from contextlib import closing
from typing import TYPE_CHECKING, cast

from django.db import DEFAULT_DB_ALIAS, Error, connections

if TYPE_CHECKING:
    from lscb_site.caching.change_detection import RaisesVersion

logger = logging.getLogger(__name__)

TABLE = "caching_contentversion"
READ = f"SELECT number FROM {TABLE}"  # noqa: S608 - the names are ours
# The number is the moment, in microseconds, or one more than before where the clock has not moved on. Counted up from
# one, it would come to the same number again with other content after the database was restored from a copy.
RAISE = f"""
    INSERT INTO {TABLE} (id, number) VALUES (1, %s)
    ON CONFLICT (id) DO UPDATE SET number =
        CASE WHEN {TABLE}.number < excluded.number THEN excluded.number ELSE {TABLE}.number + 1 END
"""  # noqa: S608
PAUSE = 2  # seconds without asking a database that was away: each vain try can cost a reader its time limit


class DatabaseAway(Exception):
    """The database does not answer."""


def raise_version(connection: "RaisesVersion") -> None:
    """Raise it in the transaction that `connection` has open."""
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [time.time_ns() // 1000])


def default_connection() -> "RaisesVersion":
    """That of the engine which settings name: one of ours."""
    return cast("RaisesVersion", connections[DEFAULT_DB_ALIAS])


Stamp = tuple[int | None, ...]


def stamp() -> Stamp:
    """Another one whenever the content that this thread's connection sees may be another: for what a process keeps.

    Changes of the transaction that is open have no version yet, and are seen over this connection alone.
    """
    connection = default_connection()
    number = ask(connection, READ)
    return (number, id(connection), connection.changes) if connection.content_changed else (number,)


class VersionReader:
    """Reads the version over the thread's own kept connection, without the ORM and Django's signals of a request."""

    def __init__(self) -> None:
        self.away_until = 0.0  # of the monotonic clock

    def read(self) -> int | None:
        """The version; None where its table is not there yet. Raises `DatabaseAway`."""
        if time.monotonic() < self.away_until:
            raise DatabaseAway
        connection = default_connection()
        try:
            return ask(connection, READ) or 0
        except (Error, connection.Database.Error):
            return self.read_afresh(connection)

    def read_afresh(self, connection: "RaisesVersion") -> int | None:
        """The same over a new connection: the old one may have been closed by a server that is there again."""
        failures = Error, connection.Database.Error
        connection.close()
        try:
            ask(connection, "SELECT 1")
        except failures as problem:
            logger.error("The database does not answer: %s", type(problem).__name__)
            self.away_until = time.monotonic() + PAUSE
            raise DatabaseAway from problem
        try:
            return ask(connection, READ) or 0
        except failures:
            logger.warning("There is no content version: run manage.py migrate. Nothing is cached.")
            connection.close()
            return None

    def database_is_away(self) -> bool:
        try:
            self.read()
        except DatabaseAway:
            return True
        return False


def ask(connection: "RaisesVersion", statement: str) -> int | None:
    """The first value of its answer. A connection past its age is renewed, as Django does at a request's start."""
    if not connection.in_atomic_block:  # which only tests have here
        connection.close_if_unusable_or_obsolete()
    connection.ensure_connection()
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(statement)
        row: tuple[int] | None = cursor.fetchone()
    return row and row[0]
