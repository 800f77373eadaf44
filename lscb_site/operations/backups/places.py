"""Where backups lie: a folder, or a bucket that speaks S3. What lies there is whole under its name, or not there."""

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

from lscb_site.files.disk import write_through
from lscb_site.operations.backups.streams import CHUNK, Counted, Source
from lscb_site.operations.backups.trouble import BackupTrouble

INCOMING = "incoming"  # the folder of half-written files
BUCKET = "s3://"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_SUCH_PROMISE = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}  # what a disk over the network says of a folder's entries
# A disk of its own has folders of the system at its top, which nobody but root may look into.
OURS = re.compile(r"files|\d{4}-\d\d-\d\dT\d{6}Z")
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True)
class StoredObject:
    """As it lies at the place: size in bytes, SHA-256 of these bytes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Found:
    """`modified`: seconds since 1970."""

    path: str
    size: int
    modified: float


class Place(Protocol):
    """Raises BackupTrouble where it cannot be read or written."""

    address: str  # without a password

    def write(self, path: str, source: Source) -> StoredObject:
        """Take in a source, read back what was written, and only then let it stand under its path."""

    def open(self, path: str) -> AbstractContextManager[Source]: ...

    def found(self, under: str = "") -> Iterator[Found]:
        """Everything of a backup that lies there, or in a folder of it."""

    def delete(self, path: str) -> None:
        """What is not there any more is no trouble."""

    def tidy(self, before: float) -> None:
        """Delete what writers that were killed before a moment left half-written (seconds since 1970)."""


def place_at(address: str, *, to_write: bool = False) -> Place:
    """Raises BackupTrouble where there is none, or where backups must not lie."""
    if not address:
        raise BackupTrouble("BACKUP_PLACE is not set: a folder, or s3://bucket/prefix. .env.example describes it.")
    if address.startswith(BUCKET):
        from lscb_site.operations.backups.buckets import Bucket  # its library takes half a second to load

        return Bucket(address)
    return Folder(address, to_write=to_write)


class Folder:
    def __init__(self, address: str, *, to_write: bool = False) -> None:
        self.address, self.top = address, Path(address)
        if not self.top.is_absolute():
            raise BackupTrouble(f"Name the folder of backups by its whole path: {address} could be any.")
        self.check_that_it_is_elsewhere()
        with self.troubles():
            if to_write and self.top.parent.is_dir():
                self.top.mkdir(mode=0o700, exist_ok=True)
            if not self.top.is_dir():
                raise BackupTrouble(f"There is no folder {address}. Make it, or mount the disk that holds it.")
            if to_write:
                (self.top / INCOMING).mkdir(mode=0o700, exist_ok=True)
                with tempfile.TemporaryFile(dir=self.top / INCOMING):
                    pass

    def check_that_it_is_elsewhere(self) -> None:
        here, data = self.top.resolve(), Path(settings.DATA_DIR).resolve()
        kept = [data, Path(settings.STATIC_ROOT).resolve(), Path(settings.MEDIA_ROOT).resolve()]
        if any(here == folder or folder in here.parents for folder in kept):
            raise BackupTrouble(
                f"{self.address} lies in DATA_DIR or STATIC_ROOT, with what it is to save. Choose a folder "
                "elsewhere, best on another machine."
            )

    def write(self, path: str, source: Source) -> StoredObject:
        with self.troubles():
            target = self.top / path
            descriptor, part = tempfile.mkstemp(suffix=".part", dir=self.top / INCOMING)
            try:
                counted = Counted(source)
                with open(descriptor, "wb") as file:
                    while chunk := counted.read(CHUNK):
                        file.write(chunk)
                    file.flush()
                    os.fsync(file.fileno())
                with open(part, "rb") as written:
                    if Counted(written).read_through().sha256 != counted.sha256:
                        raise BackupTrouble(f"{self.address} gives back other bytes than were written.")
                made = [folder for folder in target.parents if not folder.exists()]
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.replace(part, target)
                for folder in (target.parent, *(folder.parent for folder in made)):
                    with passing_over(NO_SUCH_PROMISE):
                        write_through(folder)
            except BaseException:
                Path(part).unlink(missing_ok=True)
                raise
        return StoredObject(path, counted.size, counted.sha256)

    @contextmanager
    def open(self, path: str) -> Iterator[Source]:
        try:
            file = open(self.top / path, "rb")  # noqa: SIM115 - closed below; what fails later is not this file's
        except FileNotFoundError as problem:
            raise BackupTrouble(f"{path} is missing at {self.address}.") from problem
        except OSError as problem:
            raise BackupTrouble(f"{path} at {self.address} cannot be read: {problem.strerror}.") from problem
        with file:
            yield ReadFrom(file, f"{path} at {self.address}")

    def found(self, under: str = "") -> Iterator[Found]:
        with self.troubles():
            for folder, folders, names in os.walk(self.top / under, onerror=stop_at):
                if Path(folder) == self.top:
                    folders[:] = filter(OURS.fullmatch, folders)
                    names.clear()
                for name in names:
                    path = Path(folder, name)
                    with suppress(FileNotFoundError):
                        facts = path.stat()
                        yield Found(path.relative_to(self.top).as_posix(), facts.st_size, facts.st_mtime)

    def delete(self, path: str) -> None:
        with self.troubles():
            (self.top / path).unlink(missing_ok=True)
            with suppress(OSError):  # others lie in it
                (self.top / path).parent.rmdir()

    def tidy(self, before: float) -> None:
        for part in (self.top / INCOMING).glob("*.part"):
            with self.troubles(), suppress(FileNotFoundError):
                if part.stat().st_mtime < before:
                    part.unlink()

    @contextmanager
    def troubles(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            if problem.errno in NO_ROOM:
                words = f"No room is left at {self.address}. Earlier backups are as they were."
            elif problem.errno in FORBIDDEN:
                words = f"This user may not write to {self.address}, or not read what lies there."
            else:
                words = f"{self.address} cannot be used: {problem.strerror}."
            raise BackupTrouble(words) from problem


class ReadFrom:
    """A file of ours, whose failures are told by its name and are not taken for those of whoever writes."""

    def __init__(self, file: Source, what: str) -> None:
        self.file, self.what = file, what

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self.file.read(size)
        except OSError as problem:
            raise BackupTrouble(f"{self.what} cannot be read: {problem.strerror}.") from problem


@contextmanager
def passing_over(numbers: set[int]) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if problem.errno not in numbers:
            raise


def stop_at(problem: OSError) -> None:
    """What a walk cannot look into is told: half a list would be taken for all of it."""
    if problem.errno != errno.ENOENT:
        raise problem
