"""Judges an uploaded file by its bytes and structure, and gives the editor the answer within the request.

The size, the first and last bytes and the digest are looked at here. Everything that needs a parser happens in a
child process (:mod:`lscb_site.files.isolation`), because a form must answer now and a hostile file must not take
the web worker with it. Its limit is processor time, which is what a file costs; the wall clock is twice that,
so that an ordinary file is not refused because the machine is busy.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from lscb_site.files import scanning
from lscb_site.files.examiners.signatures import HEAD_BYTES, TAIL_BYTES, container_of
from lscb_site.files.isolation import IsolationFailed, OutOfMemory, TimedOut, run_isolated
from lscb_site.files.kinds import FileKind
from lscb_site.files.names import extension_of, safe_name
from lscb_site.files.refusals import Refusal

logger = logging.getLogger(__name__)

CPU_SECONDS = 5
WALL_SECONDS = 10
MEMORY_MB = 768
CHUNK = 1024 * 1024
# What people choose instead of a document, by the ending of its name: each has its own advice.
REFUSED_EXTENSIONS = {
    "macros": "docm dotm pptm potm ppsm xlsm xltm xlsb",
    "old_office": "doc dot xls xlt ppt pps pot",
    "template": "dotx potx xltx ott",
    "rich_text": "rtf",
    "picture": "png jpg jpeg gif tif tiff bmp heic heif webp",
    "svg": "svg",
    "web_page": "htm html mht mhtml",
    "plain_text": "txt csv md",
    "other_sheet": "ods fods numbers",
    "other_slides": "odp fodp key ppsx",
    "other_text": "pages wpd wps fodt gdoc",
    "email": "msg eml",
    "archive": "zip rar 7z gz tar",
    "media_file": "mp3 mp4 m4a mov avi wav wmv",
    "publisher": "pub indd xps oxps",
}


class Refused(ValidationError):
    """The file must not be accepted. One plain sentence that says what to do; ``code`` is a key of ``SENTENCES``."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence, code=refusal.code)


class NotScanned(Refused):
    """A virus scanner is configured and gives no verdict: the upload must wait. Forms show it as any refusal."""

    def __init__(self) -> None:
        super().__init__(Refusal("not_scanned"))


@dataclass(frozen=True)
class Inspection:
    """What is now known of an accepted file. ``size`` in bytes, ``sha256`` in hexadecimal; ``remarks`` are codes of
    ``refusals.REMARKS``, sentences for the editor about an accepted file."""

    kind: FileKind
    size: int
    sha256: str
    safe_name: str
    remarks: tuple[str, ...] = ()


def allowed_kinds() -> list[FileKind]:
    """The kinds an editor may upload now. ``FILES_ALLOW_DOC`` adds the old Word format."""
    return [kind for kind in FileKind if kind is not FileKind.DOC or getattr(settings, "FILES_ALLOW_DOC", False)]


def accept_attribute() -> str:
    """For ``<input type="file" accept="…">``."""
    return ",".join(kind.extension for kind in allowed_kinds())


def inspect(file: IO[bytes], name: str, *, max_bytes: int) -> Inspection:
    """Examine a seekable binary file (an ``UploadedFile``, a ``FieldFile``, an open file) called ``name``.

    Raises :class:`Refused`, and its kind :class:`NotScanned`. Leaves the file at its start. Costs about 0.2 s, at most
    10 s, and what a virus scanner takes.
    """
    try:
        found = _inspect(file, name, max_bytes)
        _scan(file)
        return found
    except Refusal as refusal:
        raise Refused(refusal) from None
    finally:
        file.seek(0)


def _inspect(file: IO[bytes], name: str, max_bytes: int) -> Inspection:
    size = file.seek(0, os.SEEK_END) or file.tell()  # Django's wrappers do not return the position
    if size == 0:
        raise Refusal("empty")
    if size > max_bytes:
        raise Refusal("too_large", size=filesizeformat(size), limit=filesizeformat(max_bytes))
    extension = extension_of(name)
    _check_extension(extension)
    container = _container(file, size)
    with on_disk(file) as path:
        found = _examine(path, container)
    kind, remarks = FileKind(found["kind"]), tuple(found["remarks"])
    if kind not in allowed_kinds():
        raise Refusal("old_office")
    if kind.value != extension:
        raise Refusal("wrong_type", extension=extension, label=FileKind(extension).label)
    return Inspection(kind, size, sha256_of(file), safe_name(name, kind), remarks)


def _scan(file: IO[bytes]) -> None:
    address = getattr(settings, "FILES_CLAMD", "")
    if not address:
        return
    try:
        infected = scanning.is_infected(file, address)
    except scanning.Unreachable:
        logger.exception("an upload waits for the virus scanner")
        raise NotScanned from None
    if infected:
        raise Refusal("infected")


def _check_extension(extension: str) -> None:
    if extension in allowed_kinds():
        return
    if not extension:
        raise Refusal("no_extension", allowed=_allowed_words())
    for code, extensions in REFUSED_EXTENSIONS.items():
        if extension in extensions.split():
            raise Refusal(code)
    raise Refusal("extension", extension=f".{extension[:10]}", allowed=_allowed_words())


def _allowed_words() -> str:
    return ", ".join(f"{kind.label} ({kind.extension})" for kind in allowed_kinds())


def _container(file: IO[bytes], size: int) -> str:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(max(0, size - TAIL_BYTES))
    try:
        return container_of(head, file.read())
    except Refusal as refusal:
        if refusal.code == "unknown":
            raise Refusal("unknown", allowed=_allowed_words()) from None
        raise


def _examine(path: str, container: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = run_isolated(
            "lscb_site.files.examiners:examine",
            path,
            container,
            memory_mb=MEMORY_MB,
            cpu_seconds=CPU_SECONDS,
            wall_seconds=WALL_SECONDS,
            output_bytes=10_000,
        )
    except TimedOut:
        raise Refusal("too_slow") from None
    except OutOfMemory:
        raise Refusal("too_hungry") from None
    except IsolationFailed:
        raise Refusal("not_examined") from None
    if "refused" in found:
        names = [name for name in found.get("names", ()) if isinstance(name, str)]
        raise Refusal(found["refused"], names=names, allowed=_allowed_words())
    return found


def sha256_of(file: IO[bytes]) -> str:
    """The digest of a whole file in hexadecimal, read in pieces; it is also the file's entity tag."""
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def on_disk(file: IO[bytes]) -> Iterator[str]:
    """A local path to the bytes of ``file``: its own when it has one, else a temporary copy while the block runs."""
    path = _local_path(file)
    if path:
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="lscb-file-") as copy:
        file.seek(0)
        while chunk := file.read(CHUNK):
            copy.write(chunk)
        copy.flush()
        yield copy.name


def _local_path(file: IO[bytes]) -> str | None:
    if hasattr(file, "temporary_file_path"):
        # An upload still being written through this handle may not have reached the disk.
        file.flush()
        path: str = file.temporary_file_path()
        return path
    return None
