"""What an Excel sheet says beside its cells: hidden columns, filters, merged cells, what is drawn over them."""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from lscb_site.files.readers.drawings import is_opaque
from lscb_site.files.readers.package_parts import (
    MAX_TREE,
    Element,
    PartTooLarge,
    child,
    parse,
    relationships,
    tree,
    value_of,
)

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
COLUMNS_OR_ROWS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})|\$?([0-9]{1,7}):\$?([0-9]{1,7})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_CONDITIONS = 200  # each is asked about for every cell
ALWAYS = ("TRUE", "TRUE()", "1", "1=1")
LEAST_WIDTH = 1.0  # letters: less is no column to a reader
ROWS = re.compile(rb"<(?:[\w.-]+:)?sheetData\b[^>]*>")
END_OF_ROWS = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
CHUNK, OVERLAP = 1024 * 1024, 200
MOST_ROWS, MOST_TOLD = 5_000, 1_000_000  # of one area that is told row by row, and of all of a sheet
ON = ("1", "true")
# EMU of a cell of Excel's usual size; a shape covers a cell of which it leaves a small part.
USUAL_WIDTH, USUAL_HEIGHT, SMALL = 609_600, 190_500, 0.3

Range = tuple[int, int, int, int]  # top, left, foot, right; the first row and column are 1


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_range(reference: str) -> Range | None:
    """``A1``, ``$A$1:$C$4``, ``A:C`` or ``2:4``; nothing for what is none of them."""
    whole = COLUMNS_OR_ROWS.fullmatch(reference)
    if whole and whole[1]:
        return 1, column_number(whole[1]), LAST_ROW, column_number(whole[2])
    if whole:
        return int(whole[3]), 1, int(whole[4]), LAST_COLUMN
    ends = [REFERENCE.fullmatch(each) for each in reference.split(":")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None:
        return None
    return int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1])


@dataclass
class SheetLayout:
    hidden_columns: set[int] = field(default_factory=set)
    are_rows_hidden_at_first: bool = False
    filters: list[Range] = field(default_factory=list)  # with criteria
    # Under a condition that always holds, and the number of the look it gives.
    always: list[tuple[Range, int]] = field(default_factory=list)
    coloured: list[Range] = field(default_factory=list)  # by a condition or a table's style
    # By their rows: merged areas, and those under a shape or a picture.
    _merged: dict[int, list[Range]] = field(default_factory=dict)
    _covered: dict[int, list[Range]] = field(default_factory=dict)
    _told: int = 0

    def is_filtered(self, row: int) -> bool:
        return any(top <= row <= foot for top, _, foot, _ in self.filters)

    def may_be_coloured(self, row: int, column: int) -> bool:
        return _is_in(row, column, self.coloured)

    def is_under_something(self, row: int, column: int) -> bool:
        """Under a shape, or in a merged area that shows its first cell only."""
        merged, covered = self._merged.get(row, ()), self._covered.get(row, ())
        return any(left <= column <= right and (row, column) != (top, left) for top, left, _, right in merged) or any(
            left <= column <= right for _, left, _, right in covered
        )

    def merge(self, area: Range) -> None:
        self._tell(self._merged, area)

    def cover(self, area: Range) -> None:
        self._tell(self._covered, area)

    def _tell(self, rows: dict[int, list[Range]], area: Range) -> None:
        for row in range(area[0], min(area[2], area[0] + MOST_ROWS) + 1):
            if self._told == MOST_TOLD:
                return
            rows.setdefault(row, []).append(area)
            self._told += 1


def _is_in(row: int, column: int, areas: Iterable[Range]) -> bool:
    return any(top <= row <= foot and left <= column <= right for top, left, foot, right in areas)


def layout_of(package: zipfile.ZipFile, part: str) -> SheetLayout:
    """Of one sheet. Raises as ``package_parts.parse``."""
    layout = SheetLayout()
    root = _without_rows(package, part)
    if root is None:
        return layout
    for each in root.iterfind("{*}cols/{*}col"):
        if _is_column_hidden(each):
            first = _whole(value_of(each, "min"))
            layout.hidden_columns.update(range(first, min(_whole(value_of(each, "max")) or first, LAST_COLUMN) + 1))
    layout.are_rows_hidden_at_first = value_of(child(root, "sheetFormatPr"), "zeroHeight") in ON
    _note_filter(child(root, "autoFilter"), layout)
    for each in root.iterfind("{*}mergeCells/{*}mergeCell"):
        if area := cell_range(value_of(each, "ref")):
            layout.merge(area)
    for each in root.iter("{*}conditionalFormatting"):
        stated = value_of(each, "sqref") or "".join(sqref.text or "" for sqref in each.iter("{*}sqref"))
        areas = list(filter(None, map(cell_range, stated.split())))
        layout.coloured += areas
        for rule in each.iterchildren("{*}cfRule"):
            if len(layout.always) < MOST_CONDITIONS and _always_holds(rule) and value_of(rule, "dxfId").isdecimal():
                layout.always += [(area, int(value_of(rule, "dxfId"))) for area in areas]
    if child(root, "picture") is not None:
        layout.coloured.append((1, 1, LAST_ROW, LAST_COLUMN))  # it lies behind all cells
    _note_parts(package, part, layout)
    return layout


def _always_holds(rule: Element) -> bool:
    """Whether a condition holds for every cell with words in it."""
    formula = _words(child(rule, "formula")).replace(" ", "").upper().removeprefix("=")
    kind = value_of(rule, "type")
    is_not_empty = kind == "cellIs" and value_of(rule, "operator") == "notEqual" and formula == '""'
    return kind == "notContainsBlanks" or is_not_empty or (kind == "expression" and formula in ALWAYS)


def _without_rows(package: zipfile.ZipFile, part: str) -> Element | None:
    """A sheet's tree but for its rows, which are nearly all of it and are skipped unread."""
    if part not in package.namelist():
        return None
    before, after, held = bytearray(), bytearray(), b""
    place = before
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            held += chunk
            if place is before and (start := ROWS.search(held)):
                before += held[: start.end()]
                if start[0].endswith(b"/>"):
                    after += held[start.end() :] + stream.read(MAX_TREE)
                    break
                held, place = held[start.end() :], after
            if place is after and (end := END_OF_ROWS.search(held)):
                after += held[end.start() :] + stream.read(MAX_TREE)
                break
            if place is before:
                before += held[:-OVERLAP]
            held = held[-OVERLAP:]
            if len(before) > MAX_TREE:
                raise PartTooLarge
        else:
            before += held if place is before else b""
    return parse(bytes(before + after))


def _note_filter(element: Element | None, layout: SheetLayout) -> None:
    area = cell_range(value_of(element, "ref"))
    if element is not None and area and any(len(column) for column in element.iterchildren("{*}filterColumn")):
        layout.filters.append(area)


def _note_parts(package: zipfile.ZipFile, part: str, layout: SheetLayout) -> None:
    for each in relationships(package, part).values():
        root = None
        if each.kind in ("table", "drawing") and not each.is_external:
            root = tree(package, each.target)
        if root is None:
            continue
        if each.kind == "drawing":
            for anchor in root:
                if covered := _covered(anchor):
                    layout.cover(covered)
            continue
        area = cell_range(value_of(root, "ref"))
        if area and value_of(child(root, "tableStyleInfo"), "name"):
            layout.coloured.append(area)
        _note_filter(child(root, "autoFilter"), layout)


def _covered(anchor: Element) -> Range | None:
    """The cells of which nothing is seen under a shape or a picture. A chart shows what it lies on."""
    start, end = child(anchor, "from"), child(anchor, "to")
    shape = child(anchor, "sp")
    drawn = shape if shape is not None else child(anchor, "pic")
    if start is None or end is None or drawn is None or (shape is not None and not is_opaque(shape)):
        return None
    if value_of(child(drawn, "nvSpPr" if shape is not None else "nvPicPr", "cNvPr"), "hidden") in ON:
        return None
    top, foot = _edges(start, end, "row", USUAL_HEIGHT)
    left, right = _edges(start, end, "col", USUAL_WIDTH)
    return (top, left, foot, right) if top <= foot and left <= right else None


def _edges(start: Element, end: Element, name: str, usual: int) -> tuple[int, int]:
    """The first and last row or column that is covered; anchors count from 0, and say how far into it they reach."""
    first, last = (_whole(_words(child(each, name))) for each in (start, end))
    into_first, into_last = (_whole(_words(child(each, f"{name}Off"))) for each in (start, end))
    return first + 1 + (into_first > usual * SMALL), last + (into_last > usual * (1 - SMALL))


def _words(element: Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _is_column_hidden(column: Element) -> bool:
    try:
        is_narrow = float(value_of(column, "width") or "9") < LEAST_WIDTH
    except ValueError:
        is_narrow = False
    return is_narrow or value_of(column, "hidden") in ON
