"""Words under a box that is nearly opaque: a careful eye can just read them, and they were meant to be gone."""

import ctypes
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageStat

from lscb_site.files.readers.pdf.objects import Box, Drawn, touches, unpainted
from lscb_site.files.readers.pdf.placed_words import PlacedWord
from lscb_site.files.readers.pdf.rendering import Window

# Of 255: how opaque a cover is at least. What is wholly opaque is found without this.
THICK, OPAQUE = 185, 255
MAX_COVERS, MAX_MARKS, MAX_WORDS = 200, 200, 2000
# Points; what is thinner is a rule or underlines.
SMALLEST = 4.0
# Of what a letter would differ from its ground without the cover: less is faint. A pen that multiplies leaves more.
FAINT = 0.3
INK = 32  # of 255
# Annotations that may lie over words.
DRAWN = {
    *(pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_INK),
    *(pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_HIGHLIGHT),
}


class FaintCovers:
    """What is drawn over words and lets a little of them through."""

    def __init__(self, page: pypdfium2.PdfPage, drawn: Sequence[Drawn]) -> None:
        first = next((at for at, each in enumerate(drawn) if each.type == pdfium.FPDF_PAGEOBJ_TEXT), len(drawn))
        self.covers = [each for each in drawn[first:] if _is_thick(each)][:MAX_COVERS]
        self.boxes = [box for each in self.covers if (box := each.box) and _is_large(box)]
        self.boxes += [box for box in _marks(page) if _is_large(box)]

    def hidden(
        self, words: Sequence[PlacedWord], texts: Sequence[Drawn], window: Window, shown: Image.Image
    ) -> set[int]:
        """The letters, by their index, of which a cover leaves next to nothing. ``shown`` is the page as it is."""
        under = [word for word in words if any(touches(word.box, box) for box in self.boxes)][:MAX_WORDS]
        if not under:
            return set()
        with unpainted(texts):
            ground = window.picture()
        with unpainted(self.covers):
            free = window.picture(annotations=False)
            with unpainted(texts):
                free_ground = window.picture(annotations=False)
        seen, ink = ImageChops.difference(shown, ground), ImageChops.difference(free, free_ground)
        return {
            letter.index
            for word in under
            for letter in word.letters
            if _is_faint(seen, ink, window.inside(window.pixels(letter.box)))
        }


def _is_faint(seen: Image.Image, ink: Image.Image, box: tuple[int, int, int, int]) -> bool:
    whole = ink.crop(box)
    mask = whole.point([0] * INK + [255] * (256 - INK))
    if not mask.getbbox():
        return False
    return ImageStat.Stat(seen.crop(box), mask).mean[0] < FAINT * ImageStat.Stat(whole, mask).mean[0]


def _is_thick(drawn: Drawn) -> bool:
    if drawn.type not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colours = (pdfium.FPDFPageObj_GetFillColor, pdfium.FPDFPageObj_GetStrokeColor)
    return any(get(drawn.handle, red, green, blue, alpha) and THICK <= alpha.value < OPAQUE for get in colours)


def _is_large(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= SMALLEST


def _marks(page: pypdfium2.PdfPage) -> list[Box]:
    """Of annotations that are drawn, how they look is known from pixels alone."""
    found = []
    for number in range(min(MAX_MARKS, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        mark = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not mark:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(mark)
        box = pdfium.FS_RECTF()
        if kind in DRAWN and pdfium.FPDFAnnot_GetRect(mark, box):
            found.append((box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)))
        pdfium.FPDFPage_CloseAnnot(mark)
    return found
