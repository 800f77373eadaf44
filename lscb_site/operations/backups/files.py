"""The site's stored files: which of them a database names, and which lie in the stores besides."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from django.core.files.storage import FileSystemStorage, Storage, storages
from filer.models import File

from lscb_site.files.content_store import WAITING, content_name
from lscb_site.files.disk import INCOMING
from lscb_site.operations.backups.streams import Counted, Source
from resources.models import EditionFile, ErasedFile, FormerFile

DOCUMENTS, MEDIA = "documents", "media"
# By the names of the folders of DATA_DIR, which operators know.
ALIASES = {DOCUMENTS: "documents", MEDIA: "default"}
# What a store makes for itself, and what is made again when somebody asks for it.
LEFT_OUT = {DOCUMENTS: {INCOMING, WAITING}, MEDIA: {"renditions"}}
MISSING = "is not there"

files, pictures, former = EditionFile._meta.db_table, File._meta.db_table, FormerFile._meta.db_table
# All of them are put together of names of tables.
NAMED = {
    f"SELECT file FROM {files} WHERE file <> ''": DOCUMENTS,  # noqa: S608 - tables
    f"SELECT picture FROM {files} WHERE picture <> ''": DOCUMENTS,  # noqa: S608 - tables
    f"SELECT file FROM {pictures} WHERE file <> '' AND is_public": MEDIA,  # noqa: S608 - tables
}
FORMER = f"SELECT sha256, name FROM {former} WHERE sha256 NOT IN (SELECT sha256 FROM {files})"  # noqa: S608 - tables
ERASED = f"SELECT sha256 FROM {ErasedFile._meta.db_table}"  # noqa: S608 - tables


@dataclass(frozen=True, order=True)
class SiteFile:
    """`store`: documents or media. `name`: its name there."""

    store: str
    name: str

    def may_hold(self, sha256: str) -> bool:
        """Whether bytes with this digest may lie under this name: that of a document says which."""
        return self.store != DOCUMENTS or content_name(sha256, self.name) == self.name

    def __str__(self) -> str:
        """To be printed, whatever bytes a name has."""
        return f"{self.store}/{self.name}".encode(errors="backslashreplace").decode()


class Unreadable(Exception):
    """A stored file that cannot be read to its end: why, in a few words."""


def store_of(store: str) -> Storage:
    return storages[ALIASES[store]]


def named_in(rows: Callable[[str], Sequence[Sequence[Any]]]) -> set[SiteFile]:
    """The files that a database names; `rows` asks it. A former file lies there unless its bytes are somebody's now."""
    found = {SiteFile(store, name) for statement, store in NAMED.items() for (name,) in rows(statement)}
    return found | {SiteFile(DOCUMENTS, content_name(*row)) for row in rows(FORMER)}


def lying_there() -> Iterator[SiteFile]:
    """Every file of the stores, but for what they make for themselves, and what is not named as they name it."""
    for store in ALIASES:
        found = (SiteFile(store, name) for name in walk(store_of(store), LEFT_OUT[store]))
        yield from (file for file in found if file.may_hold(PurePath(file.name).stem))


def walk(storage: Storage, without: set[str], folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except OSError:  # nothing was ever stored there, or nobody may look: what is named in it is then told by its name
        return
    yield from (f"{folder}{name}" for name in sorted(names))
    for name in sorted(folders):
        if folder or name not in without:
            yield from walk(storage, without, f"{folder}{name}/")


class Opened:
    """A stored file while it is read. Raises Unreadable."""

    def __init__(self, file: SiteFile) -> None:
        self.what = file

    def __enter__(self) -> Source:
        store = store_of(self.what.store)
        try:
            # A pipe in its place would be waited for.
            if isinstance(store, FileSystemStorage) and not Path(store.path(self.what.name)).is_file():
                raise FileNotFoundError
            self.file = store.open(self.what.name, "rb")
        except FileNotFoundError as problem:
            raise Unreadable(MISSING) from problem
        except (OSError, ValueError) as problem:
            raise Unreadable("cannot be read") from problem
        return self

    def __exit__(self, *problem: object) -> None:
        self.file.close()

    def read(self, size: int = -1, /) -> bytes:
        try:
            chunk: bytes = self.file.read(size)
        except OSError as problem:
            raise Unreadable("cannot be read") from problem
        return chunk


def measured(file: SiteFile) -> Counted:
    """A file read through. Raises Unreadable."""
    with Opened(file) as source:
        return Counted(source).read_through()
