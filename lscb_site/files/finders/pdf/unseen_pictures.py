"""Whole pictures of a PDF page that nobody sees: under another picture, transparent, clipped away or off the page."""

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from lscb_site.files.readers.pdf.objects import Drawn, drawn_on, touches, unpainted
from lscb_site.files.readers.pdf.rendering import Window, extremes

SCALE = 1.0  # pixels a point
SMALLEST, MANY_POINTS = 24.0, 48  # points of the page a side; pixels of the picture a side
DIFFERENCE = 8  # of 255, in what is seen with the picture and without
# Of 255, by which a photograph differs from a smooth shade, and so do two photographs from each other.
DETAILED = 30
SMOOTH, JUDGED = (3, 3), (64, 64)
MAX_PICTURES, MAX_DOUBTFUL, MAX_PIXELS = 200, 20, 20_000_000


def unseen_pictures(page: pypdfium2.PdfPage) -> Iterator[None]:
    """One for each. Raises `TooManyObjects`."""
    pictures = [each for each in drawn_on(page) if each.type == pdfium.FPDF_PAGEOBJ_IMAGE][:MAX_PICTURES]
    window = Window(page, SCALE)
    shown = window.picture() if pictures else None
    if shown is None:
        return
    with unpainted(pictures):
        changed = ImageChops.difference(shown, window.picture())
    large = [each for each in pictures if _is_large(each)]
    doubtful = [each for each in large if not _changes(changed, window, each) or _overlaps(each, large)][-MAX_DOUBTFUL:]
    judged = [(each, picture) for each in doubtful if (picture := _judged(each))]
    for each, picture in judged:
        if not _is_detailed(picture):
            continue
        # The same picture may be drawn again over itself.
        copies = [other for other, like in judged if _are_alike(picture, like)]
        if not _changes(changed, window, each) or not _is_seen(each, copies, window, shown):
            yield None


def _overlaps(picture: Drawn, others: Sequence[Drawn]) -> bool:
    box = picture.box
    return box is not None and any(
        other is not picture and (its := other.box) and touches(box, its) for other in others
    )


def _is_seen(picture: Drawn, copies: Sequence[Drawn], window: Window, shown: Image.Image) -> bool:
    with unpainted(copies):
        return _changes(ImageChops.difference(shown, window.picture()), window, picture)


def _is_large(picture: Drawn) -> bool:
    box = picture.box
    width, height = ctypes.c_uint(), ctypes.c_uint()
    return (
        box is not None
        and min(box[2] - box[0], box[3] - box[1]) >= SMALLEST
        and bool(pdfium.FPDFImageObj_GetImagePixelSize(picture.handle, width, height))
        and min(width.value, height.value) >= MANY_POINTS
        and width.value * height.value <= MAX_PIXELS
    )


def _changes(changed: Image.Image, window: Window, picture: Drawn) -> bool:
    left, top, right, bottom = window.pixels(picture.box or (0, 0, 0, 0))
    if right <= 0 or bottom <= 0 or left >= changed.width or top >= changed.height:
        return False
    return extremes(changed.crop(window.inside((left, top, right, bottom))))[1] >= DIFFERENCE


def _judged(picture: Drawn) -> Image.Image | None:
    """The picture itself, small and grey, without its mask; None where pdfium cannot read it."""
    bitmap = pdfium.FPDFImageObj_GetBitmap(picture.handle)
    if not bitmap:
        return None
    whole: Image.Image = pypdfium2.PdfBitmap.from_raw(bitmap).to_pil()
    return whole.convert("L").resize(JUDGED, Image.Resampling.BOX)


def _is_detailed(picture: Image.Image) -> bool:
    shade = picture.resize(SMOOTH, Image.Resampling.BOX).resize(picture.size, Image.Resampling.BICUBIC)
    return extremes(ImageChops.difference(picture, shade))[1] >= DETAILED


def _are_alike(one: Image.Image, other: Image.Image) -> bool:
    return extremes(ImageChops.difference(one, other))[1] < DETAILED
