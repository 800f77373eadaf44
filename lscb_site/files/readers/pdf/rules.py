"""What is drawn on a PDF page beside its letters and pictures: ruling lines, frames and coloured areas."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from lscb_site.files.readers.pdf.letters import Frame

# Of one page, in all its forms; a map has a hundred thousand strokes.
MAX_OBJECTS, MAX_POINTS, DEEPEST = 6_000, 12_000, 4
# Points: a line is no thicker, and a line or an edge no shorter.
THICKEST, SHORTEST = 3.0, 5.0
# How near two lines are one: a frame drawn twice, a coloured area and its border.
SAME_PLACE, TOUCHING = 2.5, 4.0
# A frame that takes so much of the page's width and height stands around all of it.
WHOLE_PAGE = 0.9
NEARLY_WHITE = 250
MATRIX = tuple[float, float, float, float, float, float]
SAME: MATRIX = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BOX = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: ``at`` is its height or its distance from the left, ``start`` and ``end`` where it begins and
    ends across that, all in points.
    """

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in one colour, in points."""

    left: float
    foot: float
    right: float
    top: float
    colour: tuple[int, int, int]


@dataclass(slots=True)
class Rules:
    """Lines and areas as they stand when the page is turned so that its text is upright.

    The edges of areas are among the lines that are ``level`` and ``upright``; the level ones without them are ``thin``.
    """

    level: list[Stroke] = field(default_factory=list)
    thin: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)

    def colour_at(self, across: float, up: float) -> tuple[int, int, int] | None:
        """Of the area drawn last under this point."""
        for area in reversed(self.areas):
            if area.left <= across <= area.right and area.foot <= up <= area.top:
                return area.colour
        return None


@dataclass(slots=True)
class _Shape:
    """One part of a path on the page."""

    box: BOX
    is_filled: bool
    colour: tuple[int, int, int] | None  # of its inside; None where it is left blank or is white


class PageShapes:
    """The straight shapes of a page, found once, seen in any frame."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._objects, self._points = MAX_OBJECTS, MAX_POINTS
        self._edges = [ctypes.c_float() for _ in range(4)]
        count = pdfium.FPDFPage_CountObjects(page)
        objects = (pdfium.FPDFPage_GetObject(page, number) for number in range(min(count, MAX_OBJECTS)))
        self._shapes = list(self._shapes_of(objects, SAME, 0))

    def seen_in(self, frame: Frame) -> Rules:
        rules = Rules()
        for shape in self._shapes:
            left, foot, right, top = frame.box(*shape.box)
            width, height = right - left, top - foot
            if height <= THICKEST and width >= SHORTEST:
                rules.thin.append(Stroke((foot + top) / 2, left, right))
            elif width <= THICKEST and height >= SHORTEST:
                rules.upright.append(Stroke((left + right) / 2, foot, top))
            elif width > THICKEST and height > THICKEST:
                if width > WHOLE_PAGE * frame.width and height > WHOLE_PAGE * frame.height:
                    continue
                if shape.colour:
                    rules.areas.append(Area(left, foot, right, top, shape.colour))
                rules.level += [Stroke(foot, left, right), Stroke(top, left, right)]
                rules.upright += [Stroke(left, foot, top), Stroke(right, foot, top)]
        rules.level, rules.upright = merged(rules.level + rules.thin), merged(rules.upright)
        rules.thin = merged(rules.thin)
        return rules

    def _shapes_of(self, objects: Iterator[object], matrix: MATRIX, depth: int) -> Iterator[_Shape]:
        for each in objects:
            self._objects -= 1
            if self._objects < 0:
                return
            kind = pdfium.FPDFPageObj_GetType(each)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield from self._path(each, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                count = min(pdfium.FPDFFormObj_CountObjects(each), max(self._objects, 0))
                inner = (pdfium.FPDFFormObj_GetObject(each, number) for number in range(count))
                yield from self._shapes_of(inner, _times(_matrix_of(each), matrix), depth + 1)

    def _path(self, path: object, matrix: MATRIX) -> Iterator[_Shape]:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        if not fill.value and not stroke.value:
            return
        colour = _fill_colour(path) if fill.value else None
        if fill.value and not stroke.value and colour is None:
            return
        count = pdfium.FPDFPath_CountSegments(path)
        if count <= 5:
            edges = self._edges
            if pdfium.FPDFPageObj_GetBounds(path, *edges):
                box = _turned(tuple(edge.value for edge in edges), matrix)
                if count > 3 or min(box[2] - box[0], box[3] - box[1]) <= THICKEST:
                    yield _Shape(box, bool(fill.value), colour)
            return
        matrix = _times(_matrix_of(path), matrix)
        for points in self._parts(path, min(count, self._points)):
            placed = [_moved(point, matrix) for point in points]
            if len(placed) > 2 and not _is_square(placed):
                continue
            across, up = [x for x, _ in placed], [y for _, y in placed]
            yield _Shape((min(across), min(up), max(across), max(up)), bool(fill.value), colour)

    def _parts(self, path: object, count: int) -> Iterator[list[tuple[float, float]]]:
        """The points of each stretch that was drawn without lifting the pen."""
        self._points -= count
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for number in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points
                points = []
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        if len(points) > 1:
            yield points


def merged(strokes: list[Stroke]) -> list[Stroke]:
    """Strokes that lie on one line and touch, as one."""
    found: list[Stroke] = []
    for group in _on_one_line(strokes):
        at = sum(stroke.at for stroke in group) / len(group)
        start, end = group[0].start, group[0].end
        for stroke in group[1:]:
            if stroke.start > end + TOUCHING:
                found.append(Stroke(at, start, end))
                start, end = stroke.start, stroke.end
            end = max(end, stroke.end)
        found.append(Stroke(at, start, end))
    return found


def _on_one_line(strokes: list[Stroke]) -> Iterator[list[Stroke]]:
    group: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda each: each.at):
        if group and stroke.at - group[0].at > SAME_PLACE:
            yield sorted(group, key=lambda each: each.start)
            group = []
        group.append(stroke)
    if group:
        yield sorted(group, key=lambda each: each.start)


def _fill_colour(path: object) -> tuple[int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha) or alpha.value == 0:
        return None
    colour = red.value, green.value, blue.value
    return None if min(colour) >= NEARLY_WHITE else colour


def _matrix_of(each: object) -> MATRIX:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(each, found):
        return SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: MATRIX, other: MATRIX) -> MATRIX:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(point: tuple[float, float], matrix: MATRIX) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def _turned(box: tuple[float, ...], matrix: MATRIX) -> BOX:
    if matrix == SAME:
        return box[0], box[1], box[2], box[3]
    (x0, y0), (x1, y1) = _moved((box[0], box[1]), matrix), _moved((box[2], box[3]), matrix)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_square(points: list[tuple[float, float]]) -> bool:
    """Whether every stretch between two points is level or upright."""
    return all(abs(x0 - x1) < THICKEST or abs(y0 - y1) < THICKEST for (x0, y0), (x1, y1) in pairwise(points))
