"""What readers are told about a file: how long it is, its title and language, whether it can be searched.

All parsing happens in a child process (:mod:`lscb_site.files.readers`).
"""

from dataclasses import dataclass

from lscb_site.files.isolation import run_isolated
from lscb_site.files.kinds import FileKind

PAGES_WORDS = {FileKind.PPTX: "slides", FileKind.XLSX: "sheets"}


@dataclass(frozen=True)
class Facts:
    """Facts of one file; what the file does not say is ``None`` or empty, never a guess.

    ``pages`` counts what ``pages_word`` names. A Word or OpenDocument file has no pages until a program lays it
    out, so its count is the one that program stored, and ``None`` when it stored none or wrote a stale one.
    ``tagged`` is known for PDF only. ``language`` is the tag the file states (``en-GB``).
    """

    pages: int | None
    pages_word: str
    title: str
    language: str
    tagged: bool | None
    has_text: bool


def read_facts(path: str, kind: FileKind) -> Facts:
    """Read the file at ``path``, already accepted as ``kind``.

    Raises :class:`lscb_site.files.isolation.IsolationFailed`; up to 10 s of processor time and 1 GiB of memory.
    """
    found = run_isolated("lscb_site.files.readers:facts", str(path), kind.value, output_bytes=10_000)
    return Facts(pages_word=PAGES_WORDS.get(kind, "pages"), **found)
