"""A SQLite database: copied by SQLite itself, page by page, while others write."""

import fcntl
import gzip
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from lscb_site.files.disk import write_through
from lscb_site.operations.backups.places import ReadFrom
from lscb_site.operations.backups.scratch import scratch_folder
from lscb_site.operations.backups.streams import CHUNK, Packed, Source
from lscb_site.operations.backups.trouble import BUSY, BackupTrouble

ROWS = 500  # read at a time


class SQLiteDatabase:
    engine, file_name = "sqlite", "database.sqlite3.gz"

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Among all that make or compare backups; the system frees the lock when a process is killed."""
        with open(f"{self.path}.backup-lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as problem:
                raise BackupTrouble(BUSY) from problem
            yield

    @contextmanager
    def frozen(self) -> Iterator["SQLiteCopy"]:
        """The database as it is at this moment, however long it takes to read it."""
        if not self.path.is_file():
            raise BackupTrouble("The database that DATABASE_URL names is not there.")
        with scratch_folder() as folder:
            copy = folder / "copy.sqlite3"
            live = sqlite3.connect(f"file:{quoted(self.path)}?mode=ro", uri=True)
            with told(), closing(live), closing(sqlite3.connect(copy)) as target:
                live.backup(target)  # in one step: a reader's view, for which nobody who writes waits
            yield SQLiteCopy(copy)

    def tables(self) -> list[str]:
        if not self.path.exists():
            return []
        with told(), closing(sqlite3.connect(f"file:{quoted(self.path)}?mode=ro", uri=True)) as live:
            return [name for (name,) in live.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]

    def fill(self, source: Source) -> None:
        """Let what was copied take the place of an empty database: all of it, or nothing."""
        descriptor, part = tempfile.mkstemp(suffix=".part", dir=self.path.parent)
        try:
            packed = gzip.GzipFile(fileobj=source, mode="rb")  # type: ignore[call-overload]  # nobody seeks in it
            with told(), open(descriptor, "wb") as file:
                copyfileobj(packed, file, CHUNK)
                file.flush()
                os.fsync(file.fileno())
            # What an empty database left beside it belongs to no other.
            for ending in ("-wal", "-shm"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
            os.replace(part, self.path)
            write_through(self.path.parent)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise

    def digests(self) -> dict[str, list[Any]]:
        copy = SQLiteCopy(self.path)
        copy.check()
        return copy.digests()

    @contextmanager
    def scratch(self) -> Iterator["SQLiteDatabase"]:
        """An empty one for a while, to compare with."""
        with scratch_folder() as folder:
            yield SQLiteDatabase(folder / "verify.sqlite3")


class SQLiteCopy:
    """A file to which nobody writes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def stream(self) -> Iterator[Source]:
        with open(self.path, "rb") as file:
            yield Packed(ReadFrom(file, "The copy of the database"))

    def rows(self, statement: str) -> list[Sequence[Any]]:
        with self.opened() as copy:
            return copy.execute(statement).fetchall()

    def check(self) -> None:
        with told(), self.opened() as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if said != "ok":
            raise BackupTrouble("SQLite finds the copy of the database damaged. Look at the disk of the database.")

    def digests(self) -> dict[str, list[Any]]:
        """Of each table that holds rows of its own, by its key, so that the same rows have the same digest."""
        found = {}
        with told(), self.opened() as copy:
            copy.text_factory = bytearray  # so that a text is none of the same bytes, and any bytes are read
            tables = copy.execute("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type != 'virtual'")
            for name, has_no_rowid in tables.fetchall():
                table = bytes(name).decode()
                if table.startswith("sqlite_") and table != "sqlite_sequence":
                    continue
                digest, rows = hashlib.sha256(), 0
                order = ", ".join(keys_of(copy, table)) if has_no_rowid else "rowid"
                cursor = copy.execute(f'SELECT * FROM "{table}" ORDER BY {order}')  # noqa: S608 - names of its own
                while some := cursor.fetchmany(ROWS):
                    rows += len(some)
                    for row in some:
                        digest.update(repr(row).encode())
                found[table] = [rows, digest.hexdigest()]
        return found

    def opened(self) -> AbstractContextManager[sqlite3.Connection]:
        """Read as it lies there: a log beside it would be somebody's who writes."""
        return closing(sqlite3.connect(f"file:{quoted(self.path)}?immutable=1", uri=True))


def keys_of(copy: sqlite3.Connection, table: str) -> list[str]:
    columns = copy.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [table])
    return [f'"{bytes(name).decode()}"' for (name,) in columns]


def quoted(path: Path) -> str:
    """In an address of SQLite's, which is one of the web."""
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


@contextmanager
def told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as problem:
        raise BackupTrouble(f"The database cannot be read: {problem}.") from problem
    except EOFError as problem:
        raise BackupTrouble("The copy of the database ends too soon.") from problem
    except OSError as problem:
        raise BackupTrouble(f"The database cannot be copied: {problem.strerror or problem}.") from problem
