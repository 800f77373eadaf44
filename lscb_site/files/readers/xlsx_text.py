"""The text of a workbook by visible sheet: the values as people see them, as one table of bounded size."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.elements import section, table

MAX_ROWS = 2_000
MAX_COLUMNS = 50
MAX_CELL = 2_000
# Rows looked at in a sheet, empty ones included: a stray format in row one million is common.
MAX_ROWS_READ = 20_000


def sections(path: str) -> Iterator[dict[str, Any]]:
    with open(path, "rb") as file:  # given a path, the library would judge it by its ending
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        yield from (_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible")


def _sheet(sheet: Any) -> dict[str, Any]:
    sheet.reset_dimensions()  # the size a file states is often wrong, and trusted by the library
    rows, complete = _rows(sheet)
    made = section(sheet.title, [table(rows, has_header=_has_header(rows))] if rows else [])
    return made if complete else made | {"is_complete": False}


def _rows(sheet: Any) -> tuple[list[list[str]], bool]:
    rows: list[list[str]] = []
    complete = True
    for number, cells in enumerate(sheet.iter_rows()):
        if number == MAX_ROWS_READ or len(rows) == MAX_ROWS:
            complete = False
            break
        complete = complete and not any(cell.value is not None for cell in cells[MAX_COLUMNS:])
        texts = [_shown(cell) for cell in cells[:MAX_COLUMNS]]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append(texts)
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows], complete


def _has_header(rows: list[list[str]]) -> bool:
    """A first row of words above other rows. A table that starts with a figure has no heads."""
    first = rows[0]
    return len(rows) > 1 and len(first) > 1 and all(text and not text[0].isdigit() for text in first)


def _shown(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() if value.time() != time():
            return f"{value.day} {value:%B %Y, %H:%M}"
        case date():
            return f"{value.day} {value:%B %Y}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return str(value)
        case int() | float():
            if "%" in (cell.number_format or ""):
                return f"{value * 100:.10g}%"
            return f"{value:.15g}"
    return clean(str(value)[:MAX_CELL])
