"""What is drawn on a PDF page, down to what stands inside forms, in the order of drawing."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

# A map has tens of thousands of paths. Beyond this a page is not looked at, and says so.
MAX_OBJECTS = 100_000
MAX_DEPTH = 16
LAYER_MARK = "OC"

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points
Matrix = tuple[float, float, float, float, float, float]
UNCHANGED: Matrix = (1, 0, 0, 1, 0, 0)


class TooManyObjects(Exception):
    """The page is drawn with more than `MAX_OBJECTS` objects, or its forms lie deeper than `MAX_DEPTH`."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One object: pdfium's handle, one of its FPDF_PAGEOBJ numbers, and what its form does to it."""

    handle: Any
    type: int
    form: Matrix

    @property
    def key(self) -> int:
        return key_of(self.handle)

    @property
    def box(self) -> Box | None:
        """Its bounds on the page, in points; None where pdfium knows none."""
        edges = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(self.handle, *edges):
            return None
        return placed((edges[0].value, edges[1].value, edges[2].value, edges[3].value), self.form)


def key_of(handle: Any) -> int:
    """The same number for the same object, however often pdfium hands it out; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def drawn_on(page: pypdfium2.PdfPage) -> list[Drawn]:
    """Everything drawn, forms left out for what they hold. Raises `TooManyObjects`."""
    found: list[Drawn] = []
    for drawn in _inside(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, UNCHANGED, 0):
        if len(found) == MAX_OBJECTS:
            raise TooManyObjects
        found.append(drawn)
    return found


def _inside(holder: Any, count: Any, get: Any, form: Matrix, depth: int) -> Iterator[Drawn]:
    if depth > MAX_DEPTH:
        raise TooManyObjects
    for number in range(count(holder)):
        handle = get(holder, number)
        if not handle:
            continue
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = multiplied(_matrix(handle), form)
            yield from _inside(handle, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)
        else:
            yield Drawn(handle, kind, form)


def _matrix(handle: Any) -> Matrix:
    held = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, held):
        return UNCHANGED
    return (held.a, held.b, held.c, held.d, held.e, held.f)


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def placed(box: Box, matrix: Matrix) -> Box:
    """The upright box around ``box`` after ``matrix``."""
    if matrix == UNCHANGED:
        return box
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return (min(across), min(up), max(across), max(up))


def around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))


def touches(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@contextmanager
def unpainted(drawn: Sequence[Drawn]) -> Iterator[None]:
    """While the block runs the page is rendered without these. What they clip, they go on clipping."""
    for each in drawn:
        pdfium.FPDFPageObj_SetIsActive(each.handle, False)
    try:
        yield
    finally:
        for each in drawn:
            pdfium.FPDFPageObj_SetIsActive(each.handle, True)


def is_in_layer(handle: Any) -> bool:
    """Whether it is drawn in a layer (optional content, ISO 32000-2, 8.11), which may be switched off."""
    for number in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, number)
        name = ctypes.create_string_buffer(64)
        length = ctypes.c_ulong()
        # A name that does not fit is longer than the one looked for.
        if (
            pdfium.FPDFPageObjMark_GetName(
                mark, ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR)), len(name), length
            )
            and name.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace") == LAYER_MARK
        ):
            return True
    return False
