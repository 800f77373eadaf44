"""A PDF page as pixels, and where a place on the page lies among them. At most `MAX_PIXELS`, however large the page."""

import ctypes
import math
from typing import cast

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from lscb_site.files.readers.pdf.objects import Box

MAX_PIXELS = 4_000_000  # of one picture
MAX_NOTES = 1000  # annotations of one page
FINE = 64  # pdfium answers in whole pixels: it is asked about a page this much larger
WHITE, BLACK = 0xFFFFFFFF, 0xFF000000

Pixels = tuple[int, int, int, int]  # left, top, right, bottom


def put_notes_aside(page: pypdfium2.PdfPage) -> None:
    """The signs of notes lie on the page and are moved with a finger: pictures are made without them from now on."""
    for number in range(min(MAX_NOTES, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        mark = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not mark:
            continue
        if pdfium.FPDFAnnot_GetSubtype(mark) == pdfium.FPDF_ANNOT_TEXT:
            pdfium.FPDFAnnot_SetFlags(mark, pdfium.FPDFAnnot_GetFlags(mark) | pdfium.FPDF_ANNOT_FLAG_HIDDEN)
        pdfium.FPDFPage_CloseAnnot(mark)


class Window:
    """A part of a page at a scale, in pixels a point. Pictures of one window lie exactly on each other."""

    def __init__(self, page: pypdfium2.PdfPage, scale: float, part: Box | None = None) -> None:
        self.page = page
        width, height = page.get_size()
        if part is None:
            scale = min(scale, math.sqrt(MAX_PIXELS / max(1.0, width * height)))
        else:
            part_width, part_height = sorted_sides(part)
            scale = min(scale, math.sqrt(MAX_PIXELS / max(1.0, part_width * part_height)))
        self.scale = scale
        self.size = (max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale)))
        self.across, self.down = _axes(page, self.size)
        self.window: Pixels = (0, 0, *self.size)
        if part is not None:
            left, top, right, bottom = self._whole(part)
            self.window = (
                max(0, math.floor(left) - 2),
                max(0, math.floor(top) - 2),
                min(self.size[0], math.ceil(right) + 2),
                min(self.size[1], math.ceil(bottom) + 2),
            )

    @property
    def is_empty(self) -> bool:
        return self.window[2] <= self.window[0] or self.window[3] <= self.window[1]

    def _whole(self, box: Box) -> tuple[float, float, float, float]:
        left, bottom, right, top = box
        (a, c, e), (b, d, f) = self.across, self.down
        xs = (a * left + c * bottom + e, a * right + c * top + e, a * left + c * top + e, a * right + c * bottom + e)
        ys = (b * left + d * bottom + f, b * right + d * top + f, b * left + d * top + f, b * right + d * bottom + f)
        return (min(xs), min(ys), max(xs), max(ys))

    def pixels(self, box: Box) -> tuple[float, float, float, float]:
        """Where a box of the page lies in pictures of this window: left, top, right, bottom. It may lie outside."""
        left, top, right, bottom = self._whole(box)
        x, y = self.window[:2]
        return (left - x, top - y, right - x, bottom - y)

    def inside(self, box: tuple[float, float, float, float]) -> Pixels:
        """Whole pixels of this window around a box in pixels; at least one each way, where it lies inside."""
        width, height = self.window[2] - self.window[0], self.window[3] - self.window[1]
        left, top = max(0, min(width - 1, math.floor(box[0]))), max(0, min(height - 1, math.floor(box[1])))
        return (
            left,
            top,
            max(left + 1, min(width, math.ceil(box[2]))),
            max(top + 1, min(height, math.ceil(box[3]))),
        )

    def picture(self, *, colour: bool = False, annotations: bool = True, background: int = WHITE) -> Image.Image:
        """What is drawn now, as `L` or `RGB`."""
        left, top, right, bottom = self.window
        kind = pdfium.FPDFBitmap_BGR if colour else pdfium.FPDFBitmap_Gray
        flags = 0 if colour else pdfium.FPDF_GRAYSCALE
        if annotations:
            flags |= pdfium.FPDF_ANNOT
        bitmap = pdfium.FPDFBitmap_CreateEx(right - left, bottom - top, kind, None, 0)
        if not bitmap:
            raise MemoryError
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, right - left, bottom - top, background)
            pdfium.FPDF_RenderPageBitmap(bitmap, self.page.raw, -left, -top, *self.size, 0, flags)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            held = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * (bottom - top))
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        size, mode, raw = (right - left, bottom - top), "RGB" if colour else "L", "BGR" if colour else "L"
        return Image.frombytes(mode, size, held, "raw", raw, stride)


def extremes(grey: Image.Image) -> tuple[int, int]:
    """The darkest and the lightest point, of 255."""
    darkest, lightest = cast(tuple[int, int], grey.getextrema())  # of its one band
    return darkest, lightest


def sorted_sides(box: Box) -> tuple[float, float]:
    return abs(box[2] - box[0]), abs(box[3] - box[1])


def _axes(page: pypdfium2.PdfPage, size: tuple[int, int]) -> tuple[tuple[float, float, float], ...]:
    """How a point of the page becomes a pixel: for each of x and y the share of x, of y, and where it begins."""
    far = 1000.0
    at = [_pixel(page, size, x, y) for x, y in ((0.0, 0.0), (far, 0.0), (0.0, far))]
    return tuple(((at[1][axis] - at[0][axis]) / far, (at[2][axis] - at[0][axis]) / far, at[0][axis]) for axis in (0, 1))


def _pixel(page: pypdfium2.PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, size[0] * FINE, size[1] * FINE, 0, x, y, across, down)
    return across.value / FINE, down.value / FINE
