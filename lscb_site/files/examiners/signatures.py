"""What the first and last bytes of a file say it is. Cheap enough for the web process: no parsing."""

import re

from lscb_site.files.refusals import Refusal

HEAD_BYTES = 4096
# The end-of-directory record of a zip plus its longest comment (APPNOTE 4.3.16).
TAIL_BYTES = 22 + 65535

ZIP_ENTRY, ZIP_END, ZIP_SPLIT = b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = re.compile(rb"%PDF-\d\.\d")
# Readers look for these within the first and last kilobyte (ISO 32000-1, annex H.3, notes 13 and 18).
PDF_SLACK = 1024

FOREIGN = [
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xfe\xed\xfa", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xce\xfa\xed\xfe", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),  # Windows shortcut
    (b"#!", "script"),
    (b"{\\rtf", "rich_text"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"BM", "picture"),
    (ZIP_END, "archive"),
    (ZIP_SPLIT, "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"MSCF", "archive"),
]
MARKUP = [
    (re.compile(r"<svg[\s>]"), "svg"),
    (re.compile(r"<(!doctype\s+html|html|head|body|script|iframe|title|meta|div|p|h[1-6]|a|img)[\s>]"), "web_page"),
    (re.compile(r"<(\?php|%|job|package)"), "script"),
    (re.compile(r"^\s*(@echo|powershell|set-executionpolicy|import os|var |function |on error resume)"), "script"),
]


def container_of(head: bytes, tail: bytes) -> str:
    """``pdf``, ``zip`` or ``ole``, from at least :data:`HEAD_BYTES` and :data:`TAIL_BYTES` (or the whole file).

    Raises :class:`Refusal` for anything else, and for a document with another file in front of or behind it.
    """
    if PDF.match(head):
        _whole_pdf(tail)
        return "pdf"
    if head.startswith(ZIP_ENTRY):
        if b"%PDF-" in head[:PDF_SLACK]:
            raise Refusal("leading_bytes")  # lenient PDF readers would open it as a PDF
        return "zip"
    if head.startswith(OLE):
        return "ole"
    raise Refusal(_foreign(head))


def _whole_pdf(tail: bytes) -> None:
    if zip_directory_at(tail) is not None:
        raise Refusal("trailing_bytes")
    if b"%%EOF" not in tail[-PDF_SLACK:]:
        raise Refusal("truncated")


def zip_directory_at(tail: bytes) -> int | None:
    """Where a plausible zip end-of-directory record starts in ``tail``: one whose comment fits in the file."""
    at = tail.rfind(ZIP_END)
    while at != -1:
        if at + 22 <= len(tail):
            comment = int.from_bytes(tail[at + 20 : at + 22], "little")
            same_disk = tail[at + 4 : at + 8] == bytes(4)
            if same_disk and at + 22 + comment <= len(tail):
                return at
        at = tail.rfind(ZIP_END, 0, at)
    return None


def _foreign(head: bytes) -> str:
    for signature, code in FOREIGN:
        if head.startswith(signature):
            return code
    text = _as_text(head)
    for pattern, code in MARKUP:
        if pattern.search(text):
            return code
    return "leading_bytes" if b"%PDF-" in head[:PDF_SLACK] else "unknown"


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").lower()
    return head.decode("utf-8", "replace").removeprefix("\ufeff").lower()
