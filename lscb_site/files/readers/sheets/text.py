"""The text of a workbook by visible sheet: the values as people see them, as one table of bounded size."""

import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.elements import element, section, table
from lscb_site.files.readers.package_parts import Element, relationships, tree
from lscb_site.files.readers.sheets.layout import layout_of
from lscb_site.files.readers.sheets.workbook import SheetEntry, Workbook

MAX_ROWS = 2_000
MAX_COLUMNS = 50
MAX_CELL = 2_000
# Rows looked at in a sheet: most of them may be hidden.
MAX_ROWS_READ = 20_000
UNREAD = "This sheet could not be read."
CHARTS = ("chart", "chartEx")


def sections(path: str) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(path) as package:
        book = Workbook(package)
        for sheet in book.sheets:
            if sheet.state != "visible":
                continue
            try:
                yield _sheet(book, sheet)
            except (etree.XMLSyntaxError, ValueError, KeyError):  # one sheet that is broken does not lose the others
                yield section(sheet.name, [element("p", UNREAD)]) | {"is_complete": False}


def _sheet(book: Workbook, sheet: SheetEntry) -> dict[str, Any]:
    rows, complete = _rows(book, sheet) if sheet.kind == "worksheet" else ([], True)
    blocks = [table(_square(rows), has_header=_has_header(rows))] if rows else []
    charts = [element("p", f"Chart: {words}") for words in _chart_words(book, sheet)]
    made = section(sheet.name, [*blocks, *charts], pictures=sheet.kind == "chartsheet")
    return made if complete else made | {"is_complete": False}


def _rows(book: Workbook, sheet: SheetEntry) -> tuple[list[list[str]], bool]:
    """The rows that are seen, without hidden columns, from column A on."""
    layout = layout_of(book.package, sheet.part)
    rows: list[list[str]] = []
    complete = True
    for count, row in enumerate(book.rows(sheet.part, layout)):
        if count == MAX_ROWS_READ or len(rows) == MAX_ROWS:
            return rows, False
        texts: dict[int, str] = {}
        for cell in row.cells:
            if book.why_unseen(row, cell, layout):
                continue
            if cell.column > MAX_COLUMNS:
                complete = False
                break
            texts[cell.column] = clean(book.shown_and_unseen(cell, layout)[0][:MAX_CELL])
        if any(texts.values()):
            shown = [column for column in range(1, max(texts) + 1) if column not in layout.hidden_columns]
            rows.append([texts.get(column, "") for column in shown])
    return rows, complete


def _square(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _has_header(rows: list[list[str]]) -> bool:
    """A first row of words above other rows. A table that starts with a figure has no heads."""
    first = rows[0]
    return len(rows) > 1 and len(first) > 1 and all(text and not text[0].isdigit() for text in first)


def _chart_words(book: Workbook, sheet: SheetEntry) -> Iterator[str]:
    """The titles of a sheet's charts and of their axes."""
    for drawing in relationships(book.package, sheet.part).values():
        if drawing.kind != "drawing" or drawing.is_external:
            continue
        for each in relationships(book.package, drawing.target).values():
            chart = (
                tree(book.package, each.target) if each.kind in ("chart", "chartEx") and not each.is_external else None
            )
            words = [] if chart is None else list(filter(None, map(_title, chart.iter("{*}title"))))
            if words:
                yield ". ".join(words)


def _title(title: Element) -> str:
    """What was typed, or else what was taken from a cell."""
    typed = "".join(each.text or "" for each in title.iter("{*}t"))
    return clean(typed or " ".join(each.text or "" for each in title.iter("{*}v")))
