"""What is behind the letters of a Word table: its cells' own shading, and what its style says of heads and bands."""

from lscb_site.files.readers.package_parts import Element, child, value_of
from lscb_site.files.readers.word.styles import (
    NOTHING,
    Look,
    WordStyles,
    look_of_letters,
    look_of_paragraph,
    shade,
    whole_number,
)

# Of w:tblLook, as bits and as attributes: which of its style's parts a table uses (ECMA-376 part 1, 17.4.55).
FIRST_ROW, LAST_ROW, FIRST_COLUMN, LAST_COLUMN, NO_ROW_BANDS, NO_COLUMN_BANDS = 0x20, 0x40, 0x80, 0x100, 0x200, 0x400
LOOK_ATTRIBUTES = {
    "firstRow": FIRST_ROW,
    "lastRow": LAST_ROW,
    "firstColumn": FIRST_COLUMN,
    "lastColumn": LAST_COLUMN,
    "noHBand": NO_ROW_BANDS,
    "noVBand": NO_COLUMN_BANDS,
}


class CellLooks:
    """What tables, their styles and their cells say of the letters in them."""

    def __init__(self, styles: WordStyles) -> None:
        self._styles = styles
        self._known: dict[Element, Look] = {}
        self._rows: dict[Element, dict[Element, int]] = {}

    def of(self, cell: Element) -> Look:
        if cell not in self._known:
            row = next(cell.iterancestors("{*}tr"), None)
            table = next(cell.iterancestors("{*}tbl"), None)
            self._known[cell] = NOTHING if row is None or table is None else self._look(cell, row, table)
        return self._known[cell]

    def _look(self, cell: Element, row: Element, table: Element) -> Look:
        look, properties = NOTHING, child(table, "tblPr")
        chain = list(self._styles.chain(value_of(child(properties, "tblStyle"))))
        if chain:
            parts = self._parts(cell, row, table)
            for style in reversed(chain):
                look = look.under(_said(style))
                conditional = {value_of(each, "type"): each for each in style.iterchildren("{*}tblStylePr")}
                for part in parts:
                    if part in conditional:
                        look = look.under(_said(conditional[part]))
        for own in (child(properties, "shd"), child(row, "tblPrEx", "shd"), child(cell, "tcPr", "shd")):
            look = look.under(Look(ground=shade(own)))
        height = child(row, "trPr", "trHeight")
        if value_of(height, "hRule") == "exact":
            look = look.under(Look(line=whole_number(value_of(height))))
        return look

    def _parts(self, cell: Element, row: Element, table: Element) -> list[str]:
        """The conditional parts of a table style that reach this cell, the strongest last."""
        used = _used(child(table, "tblPr", "tblLook"))
        if table not in self._rows:
            self._rows[table] = {each: at for at, each in enumerate(table.iterchildren(row.tag))}
        rows, cells = self._rows[table], list(row.iterchildren(cell.tag))
        at_row = rows.get(row, 0)
        at_cell = cells.index(cell) if cell in cells else 0
        is_first, is_last = bool(used & FIRST_ROW) and at_row == 0, bool(used & LAST_ROW) and at_row == len(rows) - 1
        found = []
        if not used & NO_COLUMN_BANDS:
            found.append("band1Vert" if (at_cell - bool(used & FIRST_COLUMN)) % 2 == 0 else "band2Vert")
        if not used & NO_ROW_BANDS:
            found.append("band1Horz" if (at_row - bool(used & FIRST_ROW)) % 2 == 0 else "band2Horz")
        if used & FIRST_COLUMN and at_cell == 0:
            found.append("firstCol")
        if used & LAST_COLUMN and at_cell == len(cells) - 1:
            found.append("lastCol")
        return found + ["firstRow"] * is_first + ["lastRow"] * is_last


def _said(style: Element) -> Look:
    look = look_of_paragraph(child(style, "pPr")).under(look_of_letters(child(style, "rPr")))
    for where in ("tblPr", "tcPr"):
        look = look.under(Look(ground=shade(child(style, where, "shd"))))
    return look


def _used(look: Element | None) -> int:
    if look is None:
        return 0
    try:
        used = int(value_of(look) or "0", 16)
    except ValueError:
        used = 0
    for name, bit in LOOK_ATTRIBUTES.items():
        if value_of(look, name) in ("1", "true", "on"):
            used |= bit
    return used
