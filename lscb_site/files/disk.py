"""Bytes on a disk: whole under their name, or not there at all (decision 15).

A disk that fills up, a process that is killed at any byte and two that write at once leave what lay there before, or
all of the new bytes. `WholeFileStorage` promises that much for any name.
"""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from lscb_site.files.alone import alone_on_this_machine
from lscb_site.files.content_store import OF_THE_FILE, WAITING, ContentStore, Fault, content_name

INCOMING = "incoming"  # the folder of half-written files


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

    def tidy(self, before: float) -> int:
        """Delete what writers that were killed before a moment left half-written (seconds since 1970); how many."""
        parts = [part for part in self._folder(INCOMING).glob("*.part") if is_older(part, before)]
        for part in parts:
            part.unlink(missing_ok=True)
        return len(parts)


class ContentStoreOnDisk(ContentStore, WholeFileStorage):
    """A note is an empty file, as old as itself."""

    def glance(self, name: str, size: int | None = None) -> Fault | None:
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

    def source(self, name: str) -> str:
        return self.path(name)

    @contextmanager
    def local(self, name: str) -> Iterator[str]:
        yield os.path.abspath(self.path(name))

    def names_of(self, digest: str) -> list[str]:
        return [
            path.relative_to(self.location).as_posix() for path in Path(self.location).glob(f"{digest[:2]}/{digest}.*")
        ]

    def destroy(self, name: str) -> None:
        super().destroy(name)
        write_through(Path(self.path(name)).parent)

    def put_in_place(self, part: Path, name: str) -> None:
        with self.alone():
            self.write_note(name)
            super().put_in_place(part, name)

    @contextmanager
    def alone(self) -> Iterator[None]:
        with alone_on_this_machine(self._folder(WAITING) / "lock"):
            yield

    def notes_before(self, moment: float) -> Iterator[str]:
        for note in self._folder(WAITING).glob("*.*"):
            if is_older(note, moment):
                yield content_name(note.stem, note.name)

    def is_noted_before(self, name: str, moment: float) -> bool:
        return is_older(self._note(name), moment)

    def write_note(self, name: str) -> None:
        self._note(name).touch()

    def delete_note(self, name: str) -> None:
        self._note(name).unlink(missing_ok=True)

    def _note(self, name: str) -> Path:
        return self._folder(WAITING) / PurePath(name).name


def is_older(path: Path, moment: float) -> bool:
    """Whether a file was last written before a moment (seconds since 1970). One that is gone meanwhile is not."""
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:
        return False


def write_through(folder: str | os.PathLike[str]) -> None:
    """Have the disk keep a folder's own entries, which a power cut would otherwise take back."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
