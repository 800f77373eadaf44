"""The content version in the database: one statement that raises it, one that reads it before any page is answered."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
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
"""  # noqa: S608 - as above
PATIENCE = 0.5  # seconds in which a reader learns whether the database answers
A_LITTLE = 0.1  # seconds: too short for another try, and long enough to learn that a database is back
PAUSE = 2  # seconds without asking a database that was away


class DatabaseAway(Exception):
    """The database does not answer."""


def raise_version(connection: "RaisesVersion") -> None:
    """Raise it in the transaction that `connection` has open."""
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [time.time_ns() // 1000])
    if reading := _reading.get():
        reading.is_done = False


def default_connection() -> "RaisesVersion":
    return connection_to(DEFAULT_DB_ALIAS)


def connection_to(alias: str) -> "RaisesVersion":
    """That of the engine which settings name: one of ours."""
    return cast("RaisesVersion", connections[alias])


@dataclass
class Reading:
    """What the version was when it was last read."""

    number: int | None = None
    is_done: bool = False


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within it the version is read once, however many values are asked for: one page, of one version.

    After a change of one's own it is read again.
    """
    token = _reading.set(Reading())
    try:
        yield
    finally:
        _reading.reset(token)


Stamp = tuple[int | None, ...]


def stamp() -> Stamp:
    """Another one whenever the content that this thread's connection sees may be another: for what a process keeps.

    Changes of the transaction that is open have no version yet, and are seen over this connection alone.
    """
    connection = default_connection()
    number = number_now(connection)
    return (number, id(connection), connection.changes) if connection.content_changed else (number,)


def number_now(connection: "RaisesVersion") -> int | None:
    reading = _reading.get()
    if reading is None:
        return ask(connection, READ)
    if not reading.is_done:
        reading.number, reading.is_done = ask(connection, READ), True
    return reading.number


class VersionReader:
    """Reads the version over the thread's own kept connection, without the ORM and Django's signals of a request.

    It takes `PATIENCE` at most: a database that accepts and never answers, or somebody's lock, holds no reader up.
    After that nobody asks for `PAUSE`, and then one thread alone, so that the others hardly wait for the answer.
    """

    def __init__(self, alias: str = DEFAULT_DB_ALIAS) -> None:
        self.alias = alias
        self.away_until = 0.0  # of the monotonic clock; 0 while the database answers
        self.trying_again = threading.Lock()

    def read(self) -> int | None:
        """The version; None where its table is not there yet. Raises `DatabaseAway`."""
        if not self.away_until:
            return self.try_to_read()
        # A database that is back is found to be in a moment, and everybody who asked meanwhile goes on.
        if time.monotonic() < self.away_until or not self.trying_again.acquire(timeout=A_LITTLE):
            raise DatabaseAway
        try:
            if time.monotonic() < self.away_until:
                raise DatabaseAway
            return self.try_to_read()
        finally:
            self.trying_again.release()

    def try_to_read(self) -> int | None:
        connection = connection_to(self.alias)
        try:
            number = read_over(connection)
        except (Error, connection.Database.Error) as problem:
            which = "database" if self.alias == DEFAULT_DB_ALIAS else "copy of the database"
            logger.error("The %s does not answer: %s", which, type(problem).__name__)
            connection.close()
            self.away_until = time.monotonic() + PAUSE
            raise DatabaseAway from problem
        self.away_until = 0.0
        return number

    def database_is_away(self) -> bool:
        try:
            self.read()
        except DatabaseAway:
            return True
        return False


def read_over(connection: "RaisesVersion") -> int | None:
    """The version; None where its table is not there. A connection that fails is renewed once, within the time."""
    end = time.monotonic() + PATIENCE
    failures = Error, connection.Database.Error
    try:
        with connection.at_most(PATIENCE):
            return ask(connection, READ) or 0
    except failures:
        if time.monotonic() >= end - A_LITTLE:
            raise
    # The server may have closed it, and be there again.
    connection.close()
    with connection.at_most(end - time.monotonic()):
        ask(connection, "SELECT 1")
        try:
            return ask(connection, READ) or 0
        except failures as problem:
            if not is_about_a_missing_table(connection, problem):
                raise
            logger.warning("There is no content version: run manage.py migrate. Nothing is cached.")
            connection.close()
            return None


def is_about_a_missing_table(connection: "RaisesVersion", problem: Exception) -> bool:
    """PostgreSQL has an error of its own for it, SQLite only a sentence."""
    return isinstance(problem, connection.Database.ProgrammingError) or "no such table" in str(problem)


def ask(connection: "RaisesVersion", statement: str) -> int | None:
    """The first value of its answer. A connection past its age is renewed, as Django does at a request's start."""
    if not connection.in_atomic_block:  # which only tests have here
        connection.close_if_unusable_or_obsolete()
    connection.ensure_connection()
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(statement)
        row: tuple[int] | None = cursor.fetchone()
    return row and row[0]
