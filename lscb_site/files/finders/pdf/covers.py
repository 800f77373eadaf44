"""Parts of pictures on a PDF page that a box, or another picture, lies over. The picture below is whole in the file."""

import ctypes
import re
from collections.abc import Collection, Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from lscb_site.files.readers.pdf.objects import Box, Drawn, drawn_on, unpainted
from lscb_site.files.readers.pdf.placed_words import PlacedWord, words_of
from lscb_site.files.readers.pdf.rendering import Window, extremes

SCALE = 1.5  # pixels a point
# Points: a smaller picture shows nobody, and a thinner box is a rule or a border.
SMALLEST_PICTURE, SMALLEST_COVER = 24.0, 4.0
# Of 255: between the darkest and the lightest point of what covers, which is plain; and by how much what it covers
# differs from a smooth shade.
PLAIN, DETAILED = 24, 30
SMOOTH = (3, 3)  # points of a shade
# A light ground larger than this, of the page, belongs to the layout.
LARGEST_LIGHT, LIGHT = 0.3, 180
MAX_PICTURES, MAX_COVERS, MAX_MARKS, MAX_COMPARED = 200, 2000, 1000, 2_000_000
EDGE = 0.15
# What is written on a box that takes something away. Other words make it a caption, or a title on a photograph.
SAYS_REMOVED = re.compile(r"redact|remov|withh|delet|exempt|conceal|obscur|anonym|name|confiden|private", re.IGNORECASE)


def covered_pictures(
    page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, hidden: Collection[int]
) -> Iterator[Box]:
    """Where, in points. ``hidden`` are the letters that nobody sees. Raises `TooManyObjects`."""
    drawn = drawn_on(page)
    if not any(each.type == pdfium.FPDF_PAGEOBJ_IMAGE for each in drawn):
        return
    covers = list(_covers(page, drawn))
    if not covers:
        return
    texts = [each for each in drawn if each.type == pdfium.FPDF_PAGEOBJ_TEXT]
    window = Window(page, SCALE)
    with unpainted(texts):
        shown = window.picture()
    plain = [(box, cover) for box, cover in covers if _contrast(shown, window, box) < PLAIN]
    if not plain:
        return
    above = {cover.key for _, cover in plain if cover}
    with unpainted([each for each in drawn if each.type != pdfium.FPDF_PAGEOBJ_IMAGE or each.key in above]):
        pictures = window.picture(annotations=False)
    words = [word for word in words_of(text_page) if word.has_letters and word.letters[0].index not in hidden]
    for box, _ in plain:
        if (
            _detail(pictures, window, box) >= DETAILED
            and not _is_layout(shown, window, box)
            and not _is_captioned(words, box)
        ):
            yield box


def _covers(page: pypdfium2.PdfPage, drawn: Sequence[Drawn]) -> Iterator[tuple[Box, Drawn | None]]:
    """What lies over a part of a picture: the part, and what is drawn there (None for an annotation)."""
    pictures: list[Box] = []
    found = compared = 0
    for each in drawn:
        is_picture = each.type == pdfium.FPDF_PAGEOBJ_IMAGE
        if not is_picture and not _fills(each):
            continue
        box = each.box
        if box is None:
            continue
        compared += len(pictures)
        for part in _parts(pictures, box):
            found += 1
            yield part, each
        if found > MAX_COVERS or compared > MAX_COMPARED:
            return
        if is_picture and len(pictures) < MAX_PICTURES and min(_sides(box)) >= SMALLEST_PICTURE:
            pictures.append(box)
    for box in _marks(page):
        for part in _parts(pictures, box):
            yield part, None


def _fills(drawn: Drawn) -> bool:
    if drawn.type != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    fill, strokes, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(drawn.handle, fill, strokes)
    if fill.value != pdfium.FPDF_FILLMODE_NONE:
        return True
    pdfium.FPDFPageObj_GetStrokeWidth(drawn.handle, width)
    return bool(strokes.value) and width.value >= SMALLEST_COVER


def _marks(page: pypdfium2.PdfPage) -> Iterator[Box]:
    for number in range(min(MAX_MARKS, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        mark = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not mark:
            continue
        box = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetRect(mark, box):
            yield (box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
        pdfium.FPDFPage_CloseAnnot(mark)


def _parts(pictures: Sequence[Box], cover: Box) -> Iterator[Box]:
    for picture in pictures:
        part = (
            max(picture[0], cover[0]),
            max(picture[1], cover[1]),
            min(picture[2], cover[2]),
            min(picture[3], cover[3]),
        )
        if min(_sides(part)) >= SMALLEST_COVER:
            yield part


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _part(picture: Image.Image, window: Window, box: Box) -> Image.Image:
    """Without its edges: what is left of the box around an ellipse lies inside that."""
    left, top, right, bottom = window.pixels(box)
    across, down = EDGE * (right - left) + 1, EDGE * (bottom - top) + 1
    return picture.crop(window.inside((left + across, top + down, right - across, bottom - down)))


def _contrast(picture: Image.Image, window: Window, box: Box) -> int:
    darkest, lightest = extremes(_part(picture, window, box))
    return lightest - darkest


def _detail(picture: Image.Image, window: Window, box: Box) -> int:
    part = _part(picture, window, box)
    shade = part.resize(SMOOTH, Image.Resampling.BOX).resize(part.size, Image.Resampling.BICUBIC)
    return extremes(ImageChops.difference(part, shade))[1]


def _is_layout(shown: Image.Image, window: Window, box: Box) -> bool:
    width, height = window.page.get_size()
    across, up = _sides(box)
    return across * up > LARGEST_LIGHT * width * height and extremes(_part(shown, window, box))[0] >= LIGHT


def _is_captioned(words: Sequence[PlacedWord], box: Box) -> bool:
    said = " ".join(
        word.text
        for word in words
        if box[0] <= (word.box[0] + word.box[2]) / 2 <= box[2] and box[1] <= (word.box[1] + word.box[3]) / 2 <= box[3]
    )
    return bool(said) and not SAYS_REMOVED.search(said)
