"""Visitors' pages may be made of a copy of the database that follows it (`DATABASE_REPLICA_URL`), so that many of them
leave the main one to editors and the worker.

A copy is late. So each page asks it first whether it has the very content version that the main database has: then it
holds every change of that version, because a copy takes over transactions in their order. Where it has not yet, or does
not answer, the page is made of the main database, and no reader sees the difference.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models

from lscb_site.caching.database_settings import ALIAS
from lscb_site.caching.version import DatabaseAway, VersionReader

# What a search writes down while it is asked, and reads again at once; and what nothing of a page may be late in.
OF_THE_MAIN_ONE = {"search", "caching"}

_reading: ContextVar[bool] = ContextVar("reading from the copy", default=False)


class Router:
    """Django's question which database to ask. Everything is written to the main one, whatever it was read from."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        is_late = _reading.get() and model._meta.app_label not in OF_THE_MAIN_ONE
        return ALIAS if is_late else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return True  # rows of the two are rows of one database

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db != ALIAS


class Replica:
    """The copy, as the front cache asks for it."""

    def __init__(self) -> None:
        self.version = VersionReader(ALIAS) if ALIAS in settings.DATABASES else None

    def has(self, version: int) -> bool:
        """Whether it answers, and is at this content version."""
        try:
            return self.version is not None and self.version.read() == version
        except DatabaseAway:
            return False


@contextmanager
def reading_from_the_copy() -> Iterator[None]:
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)
