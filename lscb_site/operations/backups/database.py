"""The database that the settings name, as backups see it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, Self

from django.db import connection

from lscb_site.operations.backups.postgresql import PostgreSQLDatabase
from lscb_site.operations.backups.sqlite import SQLiteDatabase
from lscb_site.operations.backups.streams import Source


class FrozenDatabase(Protocol):
    """A database as it was at one moment."""

    def stream(self) -> AbstractContextManager[Source]:
        """All of it, as `fill` takes it in."""

    def rows(self, statement: str) -> list[Sequence[Any]]: ...

    def digests(self) -> dict[str, list[Any]]:
        """Of each table its number of rows and their digest."""


class BackedUpDatabase(Protocol):
    engine: str
    file_name: str

    def alone(self) -> AbstractContextManager[None]: ...

    def frozen(self) -> AbstractContextManager[FrozenDatabase]: ...

    def tables(self) -> list[str]: ...

    def fill(self, source: Source) -> None: ...

    def digests(self) -> dict[str, list[Any]]: ...

    def scratch(self) -> AbstractContextManager[Self]: ...


def site_database() -> BackedUpDatabase:
    name = connection.settings_dict["NAME"]
    return PostgreSQLDatabase(name) if connection.vendor == "postgresql" else SQLiteDatabase(Path(name))
