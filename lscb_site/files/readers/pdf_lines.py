"""The lines of a PDF page with their places, as pdfium finds them.

pdfium gives text in the order of the page's content and says nothing of paragraphs; a line's baseline, edges and
letter size let ``pdf_text`` find them. Raw calls, because two a line is what keeps a page under a millisecond.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from lscb_site.files.readers.characters import clean

# Of one page. A page of the densest print has 12,000; a drawing made of letters can have millions.
MAX_CHARACTERS = 60_000
# What pdfium puts in place of a hyphen that ends a line.
BROKEN = ("\x02", "\ufffe")
# Bullets of the symbol fonts that Word and LibreOffice write, and Word's hollow one.
SYMBOL_BULLET = "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d"


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is clean. Places in points from the page's lower left corner; ``height`` is the share (0 to 1) of
    the page below the baseline ``points``. ``size`` is that of the letters; ``broken`` says a hyphen ended it.
    """

    text: str
    left: float
    right: float
    points: float
    height: float
    size: float
    broken: bool


def lines_of(page: pypdfium2.PdfPage) -> list[Line]:
    text_page = page.get_textpage()
    try:
        return list(_lines(text_page, page.get_height()))
    finally:
        text_page.close()


def _lines(text_page: pypdfium2.PdfTextPage, page_height: float) -> Iterator[Line]:
    count = min(text_page.count_chars(), MAX_CHARACTERS)
    if count <= 0:
        return
    at = 0
    for raw in text_page.get_text_range(0, count).split("\n"):
        for part, broken in _parts(raw):
            bare = part.strip()
            text = clean(_with_bullet(bare))
            if text:
                start = at + part.index(bare)
                yield _placed(text_page, text, start, start + len(bare) - 1, page_height, broken)
            at += len(part) + broken
        at += 1


def _parts(raw: str) -> Iterator[tuple[str, bool]]:
    """A line of pdfium's text at its broken hyphens: each piece, and whether a hyphen ended it."""
    pieces = raw.replace(BROKEN[1], BROKEN[0]).split(BROKEN[0])
    last = len(pieces) - 1
    return ((piece, number < last) for number, piece in enumerate(pieces))


def _with_bullet(text: str) -> str:
    return f"• {text[1:]}" if text[:1] and text[0] in SYMBOL_BULLET else text


def _placed(
    text_page: pypdfium2.PdfTextPage, text: str, start: int, end: int, page_height: float, broken: bool
) -> Line:
    first = max(0, pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, start))
    last = max(first, pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, end))
    left, baseline, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharOrigin(text_page, first, left, baseline)
    pdfium.FPDFText_GetLooseCharBox(text_page, last, box)
    return Line(
        text=text,
        left=left.value,
        right=box.right,
        points=baseline.value,
        height=baseline.value / page_height if page_height else 0.0,
        size=pdfium.FPDFText_GetFontSize(text_page, first),
        broken=broken,
    )
