"""Where bytes are kept: whole under their name, or not there at all (decision 15).

A disk that fills up, a process that is killed at any byte and two that write at once leave what lay there before, or
all of the new bytes. `WholeFileStorage` promises that much for any name. In the `ContentStore` a name also says what
the bytes are, because it is their digest; so a file that was damaged later is known by its name alone.
"""

import errno
import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path, PurePath
from typing import cast

from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages

INCOMING = "incoming"  # the folder of half-written files
WAITING = "waiting"  # the folder of notes, one for each name that perhaps nobody names
# What these say is true of the file. Any other error is the machine's, and passes: too many open files, a lost mount.
OF_THE_FILE = {errno.EACCES, errno.EPERM, errno.EIO, errno.ELOOP, errno.ENXIO}


class Fault(StrEnum):
    """Why stored bytes cannot be handed out."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"


class WholeFileStorage(FileSystemStorage):
    """Writes beside, reads back what was written, and only then lets it take the place of whatever lies there."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: what lies there is replaced."""
        return name

    def name_for(self, name: str, digest: str) -> str:
        """Under which name bytes with this SHA-256 are kept, when they are saved as `name`."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        """Raises OSError, such as ENOSPC, with nothing changed under any name."""
        part, digest = self._write_beside(content)
        try:
            name = self.name_for(name, digest)
            self.put_in_place(part, name)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return name

    def _write_beside(self, content: "File[bytes]") -> tuple[Path, str]:
        digest = hashlib.sha256()
        descriptor, part = tempfile.mkstemp(suffix=".part", dir=self._folder(INCOMING))
        try:
            with open(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                    digest.update(chunk)
                file.flush()
                os.fsync(file.fileno())
            if self.file_permissions_mode is not None:
                os.chmod(part, self.file_permissions_mode)
            self._give_to_the_folders_group(part)
            with open(part, "rb") as written:
                if hashlib.file_digest(written, "sha256").digest() != digest.digest():
                    raise OSError(errno.EIO, "The disk gives back other bytes than were written", part)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        return Path(part), digest.hexdigest()

    def put_in_place(self, part: Path, name: str) -> None:
        """Let a written file take the place of whatever lies at `name`."""
        place = Path(self.path(name))
        folder = self._folder(place.parent.relative_to(self.location))
        try:
            os.replace(part, place)
        except IsADirectoryError:
            os.rename(place, part.with_suffix(".folder"))
            os.replace(part, place)
        write_through(folder)

    def _folder(self, name: str | Path) -> Path:
        folder = Path(self.location, name)
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            write_through(folder.parent)
        return folder

    def _give_to_the_folders_group(self, path: str) -> None:
        """As Django's storage does, so that a proxy in that group may read it."""
        group = os.stat(self.location).st_gid
        if os.stat(path).st_gid != group:
            with suppress(PermissionError):
                os.chown(path, -1, group)

    def glance(self, name: str, size: int | None = None) -> Fault | None:
        """What is wrong with a file as far as opening it tells; `size` in bytes, where it is known.

        Raises OSError for what says nothing about the file.
        """
        try:
            # Without waiting: a pipe may lie in its place.
            descriptor = os.open(self.path(name), os.O_RDONLY | os.O_NONBLOCK)
        except (FileNotFoundError, NotADirectoryError):
            return Fault.MISSING
        except OSError as error:
            if error.errno in OF_THE_FILE:
                return Fault.UNREADABLE
            raise
        try:
            found = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return Fault.MISSING
        return Fault.DAMAGED if size is not None and found.st_size != size else None

    def tidy(self, before: float) -> int:
        """Delete what writers that were killed before a moment left half-written (seconds since 1970); how many."""
        parts = [part for part in self._folder(INCOMING).glob("*.part") if is_older(part, before)]
        for part in parts:
            part.unlink(missing_ok=True)
        return len(parts)


class ContentStore(WholeFileStorage):
    """Each file is named for the SHA-256 of its own bytes, whatever name it is saved as: `ab/ab….pdf`.

    Bytes may come before the row that will name them. So every name that is saved is noted, and `sweep` looks, long
    after, whether anybody names it. Bytes that were never noted are never deleted.
    """

    def name_for(self, name: str, digest: str) -> str:
        return content_name(digest, name)

    def fault_of(self, name: str, size: int | None = None) -> Fault | None:
        """What is wrong with a file, after reading all of it. Raises OSError for what says nothing about the file."""
        if fault := self.glance(name, size):
            return fault
        try:
            with open(self.path(name), "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            if error.errno in OF_THE_FILE:
                return Fault.UNREADABLE
            raise
        return None if digest == PurePath(name).stem else Fault.DAMAGED

    def note(self, name: str) -> None:
        """From now on it may be that nobody names this file: `sweep` looks."""
        with self._alone():
            self._note(name)

    def keep(self, name: str) -> None:
        """Take the note back: `sweep` does not look at this file any more."""
        with self._alone():
            (self._folder(WAITING) / PurePath(name).name).unlink(missing_ok=True)

    def sweep(self, before: float, is_named: Callable[[str], bool]) -> Iterator[str]:
        """Delete what was noted before a moment (seconds since 1970) and nobody names; yields the names."""
        for note in self._folder(WAITING).glob("*.*"):
            name = content_name(note.stem, note.name)
            if not is_older(note, before):
                continue
            named = is_named(name)
            with self._alone():
                if not is_older(note, before):
                    continue  # noted again meanwhile, by whoever is about to name it
                if not named:
                    self.delete(name)
                note.unlink()
            if not named:
                yield name

    def names_of(self, digest: str) -> list[str]:
        """The names under which bytes of this SHA-256 lie here: one for each ending."""
        return [
            path.relative_to(self.location).as_posix() for path in Path(self.location).glob(f"{digest[:2]}/{digest}.*")
        ]

    def destroy(self, name: str) -> None:
        """Delete a file whatever names it, and its note. Raises OSError where the disk does not let go of it."""
        with self._alone():
            self.delete(name)
            (self._folder(WAITING) / PurePath(name).name).unlink(missing_ok=True)
            write_through(Path(self.path(name)).parent)

    def put_in_place(self, part: Path, name: str) -> None:
        with self._alone():
            self._note(name)
            super().put_in_place(part, name)

    def _note(self, name: str) -> None:
        (self._folder(WAITING) / PurePath(name).name).touch()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Among all processes, so that nothing is deleted that another has just noted anew."""
        with open(self._folder(WAITING) / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def is_older(path: Path, moment: float) -> bool:
    """Whether a file was last written before a moment (seconds since 1970). One that is gone meanwhile is not."""
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:
        return False


def content_name(digest: str, filename: str) -> str:
    """Where bytes lie: by their digest, with the ending of a file's name."""
    return f"{digest[:2]}/{digest}{PurePath(filename).suffix.lower()}"


def content_store() -> ContentStore:
    return cast(ContentStore, storages["documents"])


def write_through(folder: str | os.PathLike[str]) -> None:
    """Have the disk keep a folder's own entries, which a power cut would otherwise take back."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
