"""Whole files inside a package: objects of other programs, and workbooks that hold more than their chart."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lscb_site.files.finders.properties import Found
from lscb_site.files.readers.package_parts import Element, relationships, tree
from lscb_site.files.readers.sheets.layout import cell_range
from lscb_site.files.readers.sheets.workbook import Workbook

MAX_BYTES = 30_000_000
MAX_CELLS = 20_000
OBJECTS = {"oleObject": "An object of another program", "package": "A file", "aFChunk": "A document that is merged in"}
SHEET_OF = re.compile(r"^'?(?:\[[^\]]*\])?(.*?)'?!(.+)$")
# What the workbooks of Office's own new charts say to whoever made them, on Windows and on a Mac.
HINTS = ("to resize chart data range", "to update the chart, enter data")


def embedded(package: zipfile.ZipFile, folder: str) -> Found:
    """Files in the package of a Word document or presentation, whose parts lie in ``folder``."""
    told: set[str] = set()
    for name in package.namelist():
        if not name.endswith(".rels") or not name.startswith(folder):
            continue
        part = name.replace("_rels/", "", 1)[: -len(".rels")]
        for each in relationships(package, part).values():
            if each.is_external or each.kind not in OBJECTS or each.target in told:
                continue
            if each.target not in package.namelist():
                continue
            told.add(each.target)
            if "/charts/" in f"/{part}":
                yield from _behind_chart(package, part, each.target)
            else:
                words = _words_in(package, each.target)
                yield "embedded_object", f"{OBJECTS[each.kind]}: {posixpath.basename(each.target)}", words


def _open_workbook(package: zipfile.ZipFile, name: str) -> Workbook | None:
    if package.getinfo(name).file_size > MAX_BYTES:
        return None
    try:
        return Workbook(zipfile.ZipFile(io.BytesIO(package.read(name))))
    except (zipfile.BadZipFile, ValueError, KeyError):
        return None


def _words_in(package: zipfile.ZipFile, name: str) -> str:
    """The first words of an embedded workbook or document, for whoever must decide."""
    book = _open_workbook(package, name)
    if book is not None:
        cells = (text for sheet in book.sheets for _, _, text in _cells(book, sheet.part))
        return " · ".join(text for text, _ in zip(cells, range(20), strict=False))
    if not package.read(name).startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(package.read(name))) as inner:
            root = tree(inner, "word/document.xml")
            return "" if root is None else " ".join(each.text or "" for each in root.iter("{*}t"))[:1_000]
    except (zipfile.BadZipFile, ValueError):
        return ""


def _cells(book: Workbook, part: str) -> Iterator[tuple[int, int, str]]:
    for count, cell in enumerate(book.cells(part)):
        if count >= MAX_CELLS:
            return
        if cell.text:
            yield cell.row, cell.column, cell.text


def _behind_chart(package: zipfile.ZipFile, part: str, name: str) -> Found:
    chart = tree(package, part)
    book = _open_workbook(package, name)
    where = f"Chart {posixpath.basename(part)}"
    if book is None or chart is None:
        yield "chart_workbook", where, ""
        return
    shown = _drawn_ranges(chart)
    cached = {(each.text or "").strip() for each in chart.iter("{*}v")}
    more = []
    for sheet in book.sheets:
        ranges = shown.get(sheet.name.casefold(), [])
        corner = (min((each[0] for each in ranges), default=0), min((each[1] for each in ranges), default=0))
        for row, column, text in _cells(book, sheet.part):
            # The cell above a column is its head, whether the chart names it or not.
            is_drawn = any(top - 1 <= row <= foot and left <= column <= right for top, left, foot, right in ranges)
            if (
                not is_drawn
                and (row, column) != corner
                and text not in cached
                and not text.casefold().startswith(HINTS)
            ):
                more.append(text)
    if more:
        yield "chart_workbook", where, " · ".join(more[:40])


def _drawn_ranges(chart: Element) -> dict[str, list[tuple[int, int, int, int]]]:
    """The cells that a chart is drawn from, by sheet: (top, left, foot, right)."""
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    for each in chart.iter("{*}f"):
        for piece in (each.text or "").strip("()").split(","):
            stated = SHEET_OF.match(piece)
            area = cell_range(stated[2]) if stated else None
            if stated and area:
                found.setdefault(stated[1].replace("''", "'").casefold(), []).append(area)
    return found
