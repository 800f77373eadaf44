"""How an upload begins: what shows somebody that they chose the right file, and what its title and day may be.

All parsing happens in a child process (:mod:`lscb_site.files.readers`).
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile

from lscb_site.files.content_store import content_store
from lscb_site.files.facts import facts_in_words
from lscb_site.files.inspection import Refused
from lscb_site.files.isolation import IsolationFailed, run_isolated
from lscb_site.files.receiving import received

MIB = 1024 * 1024
MOST_OPENED = 5  # files of a field that came back whose first pages are shown once more: somebody waits for them


@dataclass(frozen=True)
class Opening:
    """Of a file; what it does not say is ``None`` or empty. ``language`` is the tag that the file states, ``heading``
    the first one that its pages show, ``begins`` how their text does, ``picture`` its first page (WebP, in base64)."""

    pages: int | None = None
    language: str = ""
    heading: str = ""
    begins: str = ""
    picture: str = ""


def opening_of(upload: "File[bytes]") -> Opening:
    """Found once, however many ask. Empty where the file cannot be read: it is none the worse for it.

    The first to ask waits up to ten seconds, and must not hold a transaction. Raises
    `lscb_site.files.inspection.Refused`.
    """
    known: Opening | None = getattr(upload, "opening", None)
    if known is None:
        known = _found(upload)
        upload.opening = known  # type: ignore[attr-defined]
    return known


def open_first(fields: "Iterable[list[UploadedFile[bytes]]]") -> None:
    """The first uploads of each field of a form that is shown again within a transaction, before that begins."""
    for uploads in fields:
        for upload in uploads[:MOST_OPENED]:
            with suppress(Refused):
                opening_of(upload)


def facts_of(upload: "File[bytes]") -> str:
    """`PDF, 312 KB, 8 pages`. Asks as `opening_of` does."""
    found = received(upload)
    return facts_in_words(found.kind, found.size, opening_of(upload).pages)


def _found(upload: "File[bytes]") -> Opening:
    found = received(upload)
    try:
        with content_store().local(found.place) as path:
            answer: dict[str, Any] = run_isolated(
                "lscb_site.files.readers:opening",
                path,
                found.kind.value,
                cpu_seconds=8,
                wall_seconds=10,
                output_bytes=MIB,
            )
        facts = answer["facts"]
        return Opening(
            facts["pages"], facts["language"], answer["heading"], answer["begins"], answer["thumbnail"] or ""
        )
    except (IsolationFailed, OSError, KeyError, TypeError):
        return Opening()
