from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db.backends.sqlite3 import base

from lscb_site.caching.change_detection import RaisesVersion


class Cursor(base.SQLiteCursorWrapper):
    """Can read what is left of an answer at once: SQLite commits nothing while one is still being read."""

    rows: Iterator[Any] | None = None

    def finish(self) -> None:
        if self.description:
            self.rows = iter(super().fetchall())

    def execute(self, *statement: Any) -> Any:
        self.rows = None
        return super().execute(*statement)

    def fetchone(self) -> Any:
        return super().fetchone() if self.rows is None else next(self.rows, None)

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return super().fetchmany(size) if self.rows is None else list(islice(self.rows, size))

    def fetchall(self) -> list[Any]:
        return super().fetchall() if self.rows is None else list(self.rows)

    def __next__(self) -> Any:
        return super().__next__() if self.rows is None else next(self.rows)


class DatabaseWrapper(RaisesVersion, base.DatabaseWrapper):
    patience: float | None = None  # seconds for somebody else's lock, where it is not the settings' `timeout`

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        return params if self.patience is None else params | {"timeout": self.patience}

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """A file always answers; what it may wait for is the lock of another connection."""
        self.patience = seconds
        try:
            self.ensure_connection()
            self.set_patience(seconds)
            yield
        finally:
            self.patience = None
            if self.connection is not None:
                self.set_patience(super().get_connection_params().get("timeout", 5))

    def set_patience(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}").close()

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor

    def finish(self, cursor: Any) -> None:
        cursor.finish()
