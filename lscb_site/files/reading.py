"""What is known of a file once it is read: its facts, its text by page, slide, heading or sheet, its first page's
picture, and how well it will serve readers.

All parsing happens in a child process (:mod:`lscb_site.files.readers`).
"""

import base64
import os
from dataclasses import dataclass
from typing import Any

from lscb_site.files import health
from lscb_site.files.isolation import run_isolated
from lscb_site.files.kinds import FileKind
from lscb_site.files.markup import cleaned
from lscb_site.files.readers import THUMBNAIL_SIZE

PAGES_WORDS = {FileKind.PPTX: "slides", FileKind.XLSX: "sheets"}
ANCHOR_WORDS = {FileKind.PDF: "page", FileKind.PPTX: "slide", FileKind.XLSX: "sheet"}
MIB = 1024 * 1024
# The version of the readers. Raised whenever what they read changes, so that a worker reads every file once more.
READ_BY = 2


@dataclass(frozen=True)
class Facts:
    """Facts of one file; what the file does not say is ``None`` or empty, never a guess.

    ``pages`` counts what ``pages_word`` names. A Word or OpenDocument file has no pages until a program lays it
    out, so its count is the one that program stored, and ``None`` when it stored none or wrote a stale one.
    ``tagged`` and ``bookmarked`` are known for PDF only. ``language`` is the tag the file states (``en-GB``).
    """

    pages: int | None
    pages_word: str
    title: str
    language: str
    tagged: bool | None
    bookmarked: bool | None = None


@dataclass(frozen=True)
class Section:
    """One page, slide, sheet, or part under a heading.

    ``html`` is clean and does not repeat ``label``. ``text`` is everything there is to read, a paragraph a line,
    without ``furniture``: running heads, feet and page numbers. ``level`` is that of the heading (1 to 6).
    ``is_picture_only`` says that there is something to see and nothing to read, so it cannot be searched.
    ``read_by_machine`` is how sure a machine is (0 to 100) that read the text from a picture of the page
    (:mod:`lscb_site.files.scans`); ``None`` for text that the file holds.
    """

    number: int
    label: str
    anchor: str
    level: int
    html: str
    text: str
    furniture: str
    is_picture_only: bool
    is_complete: bool
    read_by_machine: int | None = None

    @property
    def is_empty_of_text(self) -> bool:
        return not self.text


@dataclass(frozen=True)
class Thumbnail:
    """A WebP picture of the first page on paper; its size in pixels is the same for every file."""

    webp: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Reading:
    """``is_complete`` is false when the text was longer than we keep (see ``readers.elements``)."""

    facts: Facts
    sections: list[Section]
    health: list[health.Signal]
    thumbnail: Thumbnail | None
    is_complete: bool


def read_file(path: str, kind: FileKind, *, name: str = "", speaker_notes: bool = False) -> Reading:
    """Read all there is in the file at ``path``, already accepted as ``kind``, in one child process.

    ``name`` is what readers will see it called; with it, health compares name and title. ``speaker_notes`` says that a
    presentation's notes are meant for readers.
    Raises :class:`lscb_site.files.isolation.IsolationFailed`; up to 30 s of processor time and 1 GiB of memory.
    """
    found = run_isolated(
        "lscb_site.files.readers:whole",
        os.path.abspath(path),  # the child works in a folder of its own
        kind.value,
        speaker_notes,
        cpu_seconds=30,
        wall_seconds=60,
        output_bytes=48 * MIB,  # the bounds of readers.elements, as JSON writes what is not ASCII
    )
    facts = _facts(found["facts"], kind)
    anchor = ANCHOR_WORDS.get(kind, "section")
    sections = [
        Section(number=number, anchor=f"{anchor}-{number}", **each | {"html": cleaned(each["html"])})
        for number, each in enumerate(found["sections"], 1)
    ]
    signals = health.signals(kind, facts, sections, name=name, is_complete=found["is_complete"])
    return Reading(facts, sections, signals, _thumbnail(found["thumbnail"]), found["is_complete"])


def _facts(found: dict[str, Any], kind: FileKind) -> Facts:
    return Facts(pages_word=PAGES_WORDS.get(kind, "pages"), **found)


def _thumbnail(encoded: str | None) -> Thumbnail | None:
    webp = base64.b64decode(encoded) if encoded else b""
    if webp[:4] != b"RIFF" or webp[8:12] != b"WEBP":
        return None
    return Thumbnail(webp, *THUMBNAIL_SIZE)
