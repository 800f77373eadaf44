"""Where the library's bytes are kept, each under a name that says what they are: their SHA-256 (decisions 15 and 50).

A file that was damaged later is known by its name and its bytes alone. Two such stores promise the same,
on a disk (`lscb_site.files.disk`) and in a bucket (`lscb_site.files.bucket`).
"""

import errno
import hashlib
from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import PurePath
from typing import IO, cast

from django.core.files.storage import Storage, storages

WAITING = "waiting"  # the folder of notes, one for each name that perhaps nobody names
# What these say is true of the file. Any other error is the machine's, and passes: too many open files, a lost mount.
OF_THE_FILE = {errno.EACCES, errno.EPERM, errno.EIO, errno.ELOOP, errno.ENXIO}


class Fault(StrEnum):
    """Why stored bytes cannot be handed out."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"


class ContentStore(Storage):
    """Each file is named for the SHA-256 of its own bytes, whatever name it is saved as: `ab/ab….pdf`.

    Bytes may come before the row that will name them. So every name that is saved is noted, and `sweep` looks, long
    after, whether anybody names it. Bytes that were never noted are never deleted.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: the same bytes may come again."""
        return name

    def name_for(self, name: str, digest: str) -> str:
        """Under which name bytes with this SHA-256 are kept, when they are saved as `name`."""
        return content_name(digest, name)

    @abstractmethod
    def glance(self, name: str, size: int | None = None) -> Fault | None:
        """What is wrong with a file as far as opening it tells; `size` in bytes, where it is known.

        Raises OSError for what says nothing about the file.
        """

    def fault_of(self, name: str, size: int | None = None) -> Fault | None:
        """What is wrong with a file, after reading all of it. Raises OSError for what says nothing about the file."""
        if fault := self.glance(name, size):
            return fault
        try:
            with self.open(name) as file:
                digest = hashlib.file_digest(cast(IO[bytes], file), "sha256").hexdigest()  # type: ignore[arg-type]
        except FileNotFoundError:
            return Fault.MISSING
        except OSError as error:
            if error.errno in OF_THE_FILE:
                return Fault.UNREADABLE
            raise
        return None if digest == PurePath(name).stem else Fault.DAMAGED

    @abstractmethod
    def source(self, name: str) -> str | IO[bytes]:
        """What `lscb_site.files.serving.serve` hands out: a path, or bytes that can be sought. Raises OSError."""

    @abstractmethod
    def local(self, name: str) -> AbstractContextManager[str]:
        """The absolute path of a file with these bytes, for a child process, while the block runs. Raises OSError."""

    @abstractmethod
    def names_of(self, digest: str) -> list[str]:
        """The names under which bytes of this SHA-256 lie here: one for each ending."""

    def note(self, name: str) -> None:
        """From now on it may be that nobody names this file: `sweep` looks."""
        with self.alone():
            self.write_note(name)

    def keep(self, name: str) -> None:
        """Take the note back: `sweep` does not look at this file any more."""
        with self.alone():
            self.delete_note(name)

    def sweep(self, before: float, is_named: Callable[[str], bool]) -> Iterator[str]:
        """Delete what was noted before a moment (seconds since 1970) and nobody names; yields the names."""
        for name in self.notes_before(before):
            named = is_named(name)
            with self.alone():
                if not self.is_noted_before(name, before):
                    continue  # noted again meanwhile, by whoever is about to name it
                if not named:
                    self.delete(name)
                self.delete_note(name)
            if not named:
                yield name

    def destroy(self, name: str) -> None:
        """Delete a file whatever names it, and its note. Raises OSError where the store does not let go of it."""
        with self.alone():
            self.delete(name)
            self.delete_note(name)

    @abstractmethod
    def alone(self) -> AbstractContextManager[None]:
        """Among all processes that share the store, so that nothing is deleted that another has just noted anew."""

    @abstractmethod
    def notes_before(self, moment: float) -> Iterator[str]:
        """The names that were noted before a moment (seconds since 1970)."""

    @abstractmethod
    def is_noted_before(self, name: str, moment: float) -> bool:
        """Whether it is noted, and was not noted again since."""

    @abstractmethod
    def write_note(self, name: str) -> None: ...

    @abstractmethod
    def delete_note(self, name: str) -> None: ...


def content_name(digest: str, filename: str) -> str:
    """Where bytes lie: by their digest, with the ending of a file's name."""
    return f"{digest[:2]}/{digest}{PurePath(filename).suffix.lower()}"


def content_store() -> ContentStore:
    return cast(ContentStore, storages["documents"])
