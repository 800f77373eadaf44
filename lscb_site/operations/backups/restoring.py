"""Brings a backup back into an empty place: first all is checked, and nothing is touched before it was found right.

Files come before the database, so that what was broken off never looks like a site.
"""

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.core.files.storage import Storage
from django.db.migrations.loader import MigrationLoader

from lscb_site.files.content_store import ContentStore
from lscb_site.operations.backups.archive import Archive
from lscb_site.operations.backups.database import BackedUpDatabase
from lscb_site.operations.backups.files import ALIASES, store_of, walk
from lscb_site.operations.backups.manifest import KeptFile
from lscb_site.operations.backups.progress import Watched
from lscb_site.operations.backups.streams import CHUNK, Counted, Source
from lscb_site.operations.backups.trouble import BackupTrouble

if TYPE_CHECKING:
    StoredFile = File[bytes]
else:
    StoredFile = File

# What a store makes for itself as soon as it is asked.
NOT_COUNTED = {"documents": {"waiting"}, "media": set[str]()}


def check_that_it_fits(archive: Archive, database: BackedUpDatabase) -> None:
    """Raises BackupTrouble where another engine, or a newer program, made it."""
    if archive.manifest.engine != database.engine:
        raise BackupTrouble(
            f"The backup is of {archive.manifest.engine}, and DATABASE_URL names a database of {database.engine}."
        )
    try:
        applied = set(json.loads(archive.settings())["migrations"])
    except (ValueError, KeyError, TypeError) as problem:
        raise BackupTrouble("settings.json of this backup is damaged.") from problem
    ours = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or ()}
    if newer := sorted(applied - ours):
        raise BackupTrouble(
            f"The backup is of a newer program than this one, which does not know {newer[0]}. Install that version."
        )


def check_that_it_is_empty(database: BackedUpDatabase) -> None:
    """Raises BackupTrouble, which says what is there, where anything is."""
    if tables := database.tables():
        raise BackupTrouble(
            f"The database is not empty: it has {len(tables)} tables, such as {tables[0]}. Nothing was touched. "
            "Restore into a new one; where an earlier try was broken off, drop it and make it again."
        )
    for store in ALIASES:
        if found := next(walk(store_of(store), NOT_COUNTED[store]), None):
            name = found.encode(errors="backslashreplace").decode()
            place = settings.FILES_BUCKET or "DATA_DIR"
            raise BackupTrouble(
                f"{place}/{store} is not empty: {name} lies there. Nothing was touched. Restore into an empty {place}; "
                "where an earlier try was broken off, delete documents and media in it."
            )


def restore_files(archive: Archive, watched: Watched) -> int:
    """Into the site's stores; how many bytes."""
    size = 0
    for file in watched(archive.contents.files, "files"):
        store = store_of(file.store)
        put(archive, file, store)
        if isinstance(store, ContentStore):
            store.keep(file.name)
        size += file.size
    return size


def put(archive: Archive, file: KeptFile, store: Storage) -> None:
    """Raises BackupTrouble where its bytes are not those that the contents state, or the store does not take them."""
    name = file.name.encode(errors="backslashreplace").decode()
    with archive.opened(file.path) as source:
        counted = Counted(source)
        try:
            store.save(file.name, Arriving(counted, file))
        except OSError as problem:
            raise BackupTrouble(f"{file.store}/{name} could not be stored: {problem.strerror or problem}.") from problem
        except SuspiciousOperation as problem:
            raise BackupTrouble(f"The backup names a file outside of its store, {name}: it is not ours.") from problem
    if not store.exists(file.name) or (counted.size, counted.sha256) != (file.size, file.sha256):
        raise BackupTrouble(f"{file.path} does not hold the bytes of {file.store}/{name}: the backup is damaged.")


class Arriving(StoredFile):
    """A file that is read once, from its beginning to its end."""

    def __init__(self, source: Source, kept: KeptFile) -> None:
        super().__init__(None, kept.name)
        self.source, self.size = source, kept.size

    def chunks(self, chunk_size: int | None = None) -> Any:
        while chunk := self.source.read(chunk_size or CHUNK):
            yield chunk

    def read(self, size: int = -1) -> bytes:
        return self.source.read(size)


def restore_database(archive: Archive, database: BackedUpDatabase) -> None:
    with archive.opened(archive.manifest.database) as source:
        database.fill(source)
