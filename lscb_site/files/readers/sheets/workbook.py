"""An Excel workbook, streamed: its sheets, and their cells with what hides them. No sheet is held in memory.

The rules of what a sheet does not show are said once, here and in `sheet_styles`: readers leave it out, and the privacy
check lists it.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from lscb_site.files.readers.package_parts import (
    Element,
    child,
    main_part,
    part_of_kind,
    relationships,
    tree,
    value_of,
)
from lscb_site.files.readers.raised import LOWERED, RAISED, appended
from lscb_site.files.readers.sheets.layout import ON, SheetLayout, column_number
from lscb_site.files.readers.sheets.number_formats import WITHOUT_FORMAT, shown_number
from lscb_site.files.readers.sheets.styles import SheetStyles

LEAST_HEIGHT = 3.0  # points: less is no row to a reader
MAX_STRINGS = 2_000_000
MAX_TEXT = 32_767  # characters that a cell can hold


@dataclass(frozen=True)
class SheetEntry:
    """``state`` is visible, hidden or veryHidden; ``kind`` worksheet, chartsheet or dialogsheet."""

    name: str
    state: str
    part: str
    kind: str


@dataclass(slots=True)
class Cell:
    """``text`` is the value as its format shows it, or where the format hides it, as it was typed."""

    row: int
    column: int
    text: str
    style: int
    is_format_hiding: bool
    pieces: tuple[str, str] | None = None  # of a text in several looks: what can be seen on white, and what cannot


@dataclass(slots=True)
class Row:
    number: int
    is_hidden: bool
    cells: list[Cell]


class Workbook:
    """Raises ``ValueError`` where the package has no workbook."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.part = main_part(package)
        root = tree(package, self.part)
        if root is None:
            raise ValueError("no workbook")
        self.root = root
        targets = relationships(package, self.part)
        self.sheets = [
            SheetEntry(value_of(each, "name"), value_of(each, "state") or "visible", target.target, target.kind)
            for each in root.iterfind("{*}sheets/{*}sheet")
            if (target := targets.get(value_of(each, "id"))) is not None
        ]
        self._columns = {"": 0}  # by their letters
        self._pieces: dict[int, tuple[str, str]] = {}  # of the texts that cells name
        self._used: set[int] = set()  # the texts that cells looked at so far name
        self.counts_from_1904 = value_of(child(root, "workbookPr"), "date1904") in ON

    @cached_property
    def strings(self) -> list[str]:
        """The texts that cells name by their number, without how they are pronounced (``rPh``)."""
        name = part_of_kind(self.package, self.part, "sharedStrings")
        found: list[str] = []
        for entry in streamed(self.package, name, "si"):
            found.append(_text(entry))
            if pieces := self._pieces_of(entry):
                self._pieces[len(found) - 1] = pieces
            if len(found) == MAX_STRINGS:
                break
        return found

    def unused_strings(self) -> list[str]:
        """The texts that no cell of any sheet names. Reads all sheets that were not yet."""
        for sheet in self.sheets:
            if sheet.state != "visible":
                for _ in self.cells(sheet.part):
                    pass
        return [text for at, text in enumerate(self.strings) if at not in self._used]

    @cached_property
    def styles(self) -> SheetStyles:
        styles, theme = (part_of_kind(self.package, self.part, kind) for kind in ("styles", "theme"))
        return SheetStyles(tree(self.package, styles) if styles else None, tree(self.package, theme) if theme else None)

    def cells(self, part: str) -> Iterator[Cell]:
        for row in self.rows(part, SheetLayout()):
            yield from row.cells

    def rows(self, part: str, layout: SheetLayout) -> Iterator[Row]:
        """The rows of a sheet that hold anything."""
        number = 0
        for element in streamed(self.package, part, "row"):
            number = _whole(value_of(element, "r")) or number + 1
            cells = list(self._cells(element, number))
            if cells:
                yield Row(number, _is_row_hidden(element, layout.are_rows_hidden_at_first), cells)

    def why_unseen(self, row: Row, cell: Cell, layout: SheetLayout) -> str:
        """The code of a finding for a cell whose value the sheet does not show, or an empty string."""
        if row.is_hidden:
            return "filtered_rows" if layout.is_filtered(row.number) else "hidden_rows"
        if cell.column in layout.hidden_columns:
            return "hidden_columns"
        is_unreadable = self.styles.is_unreadable(cell.style) and not layout.may_be_coloured(cell.row, cell.column)
        for (top, left, foot, right), look in layout.always:
            is_inside = top <= cell.row <= foot and left <= cell.column <= right
            if is_inside and self.styles.hides_by_condition(look) and self.styles.is_on_white(cell.style):
                return "hidden_cells"
        is_hidden = cell.is_format_hiding or is_unreadable or layout.is_under_something(cell.row, cell.column)
        return "hidden_cells" if is_hidden else ""

    def shown_and_unseen(self, cell: Cell, layout: SheetLayout) -> tuple[str, str]:
        """The words of a cell in several looks, apart: those that are seen on its ground, and those that are not."""
        if cell.pieces is None or not self.styles.is_on_white(cell.style):
            return cell.text, ""
        return (cell.text, "") if layout.may_be_coloured(cell.row, cell.column) else cell.pieces

    def _pieces_of(self, text: Element) -> tuple[str, str] | None:
        shown: list[str] = []
        unseen: list[str] = []
        for run in text.iterchildren("{*}r"):
            is_unseen = self.styles.is_unseen_on_white(child(run, "rPr"))
            (unseen if is_unseen else shown).append(_text(run))
        return ("".join(shown), "".join(unseen)) if "".join(unseen).strip() else None

    def _cells(self, row: Element, number: int) -> Iterator[Cell]:
        column = 0
        columns = self._columns
        for each in row:
            letters = str(each.get("r", "")).rstrip("0123456789")
            if letters not in columns:
                columns[letters] = column_number(letters) if len(letters) < 4 and letters.isupper() else 0
            column = columns[letters] or column + 1
            raw, pieces = "", None
            for part in each:
                tag = str(part.tag)
                if tag.endswith("}v"):
                    raw = str(part.text or "")
                elif tag.endswith("}is"):
                    raw, pieces = _text(part), self._pieces_of(part)
            if raw:
                cell = self._cell(number, column, raw, str(each.get("t", "n")), _whole(str(each.get("s", ""))))
                cell.pieces = pieces or cell.pieces
                yield cell

    def _cell(self, row: int, column: int, raw: str, kind: str, style: int) -> Cell:
        if kind == "n":
            code = self.styles.format_code(style)
            if code in WITHOUT_FORMAT and raw.isdecimal():
                return Cell(row, column, raw, style, False)
            try:
                value = float(raw)
            except ValueError:
                return Cell(row, column, raw, style, False)
            shown = shown_number(value, code, counts_from_1904=self.counts_from_1904)
            return Cell(row, column, shown or raw, style, not shown and value != 0)
        pieces = None
        if kind == "s":
            at = _whole(raw)
            self._used.add(at)
            raw = self.strings[at] if at < len(self.strings) else ""
            pieces = self._pieces.get(at)
        elif kind == "b":
            raw = "TRUE" if raw == "1" else "FALSE"
        is_hiding = self.styles.hides_text(style) and bool(raw.strip())
        return Cell(row, column, raw[:MAX_TEXT], style, is_hiding, pieces)


def streamed(package: zipfile.ZipFile, part: str, name: str) -> Iterator[Element]:
    """Elements so called, emptied once looked at."""
    if part not in package.namelist():
        return
    with package.open(part) as stream:
        for _, element in etree.iterparse(
            stream, tag="{*}" + name, resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True
        ):
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def _text(element: Element) -> str:
    made = ""
    for each in element.iter("{*}t"):
        parent, words = each.getparent(), str(each.text or "")
        if parent is None or str(parent.tag).endswith("}rPh"):
            continue
        level = value_of(child(parent, "rPr", "vertAlign"), "val")
        sign = {"superscript": RAISED, "subscript": LOWERED}.get(level)
        made = appended(made, words, sign) if sign else made + words
    return made


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _is_row_hidden(row: Element, at_first: bool) -> bool:
    stated, height = value_of(row, "hidden"), value_of(row, "ht")
    try:
        if height and float(height) <= LEAST_HEIGHT:
            return True
    except ValueError:
        pass
    return stated in ON if stated else at_first and not height
