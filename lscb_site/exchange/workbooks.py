"""Workbooks (XLSX), by what is in them: their own word on how large a sheet is, is not trusted."""

import io
import warnings

import openpyxl
from openpyxl.utils import get_column_letter

from lscb_site.exchange.cells import Sheet, UnreadableSheet, rows_in_words, text_and_fault

MOST_ROWS, MOST_COLUMNS = 10_000, 200
MOST_CELLS = 500_000  # empty ones with a format among them
COPY = "Copy the table into a new workbook and choose that."


def read_workbook(content: bytes) -> list[Sheet]:
    """Its sheets that are not hidden, in their order. The formulas themselves, not their last results."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the library does not keep, such as headers and footers
        try:
            extents = measured(content)
            book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
        except UnreadableSheet:
            raise
        except Exception:  # the library has no error of its own for a damaged file, and many kinds
            raise UnreadableSheet(
                "This workbook is damaged, or is none. Open it in the spreadsheet program, save it as an Excel "
                "workbook (.xlsx) and choose that."
            ) from None
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    sheets = [sheet_of(sheet, *extents[sheet.title]) for sheet in visible]
    if not sheets:
        raise UnreadableSheet("This workbook has no visible sheet. Show the sheet that is meant, and save it.")
    for sheet in sheets:
        sheet.notes += [f"The hidden sheet “{title}” is not read." for title in hidden]
    return sheets


def measured(content: bytes) -> dict[str, tuple[int, int]]:
    """The last row and the widest row with something in it, of each sheet. Asked in passing, cell by cell, before the
    whole is held in memory."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    found = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        last = widest = cells = 0
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            width = max((place for place, value in enumerate(row, 1) if value is not None), default=0)
            cells += len(row)
            if width:
                last, widest = number, max(widest, width)
            if last > MOST_ROWS or widest > MOST_COLUMNS or cells > MOST_CELLS:
                raise UnreadableSheet(
                    f"The sheet “{sheet.title}” is too large: at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns. "
                    f"{COPY}"
                )
        found[sheet.title] = last, widest
    book.close()
    return found


def sheet_of(sheet, last: int, widest: int) -> Sheet:
    rows, wrong = [], {}
    for cells in sheet.iter_rows(max_row=last, max_col=widest) if last else ():
        row = []
        for place, cell in enumerate(cells):
            text, fault = text_and_fault(cell)
            row.append(text)
            if fault:
                wrong[len(rows), place] = fault
        rows.append(row)
    for merged in sheet.merged_cells.ranges:
        first = merged.start_cell.coordinate
        for row, column in list(merged.cells)[1:]:
            if row <= last and column <= widest:
                wrong[row - 1, column - 1] = (
                    f"This cell is merged with {first}. Undo that, and give each cell its value."
                )
    return Sheet(rows, wrong, sheet.title, hidden_parts(sheet, last))


def hidden_parts(sheet, last: int) -> list[str]:
    """What a person who looks at the sheet does not see, and which is read all the same."""
    notes = []
    columns = [
        get_column_letter(number)
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for number in range(dimension.min, min(dimension.max, MOST_COLUMNS) + 1)
    ]
    if columns:
        notes.append(f"Hidden in the sheet, and read all the same: column {', '.join(columns)}.")
    rows = [number for number, dimension in sheet.row_dimensions.items() if dimension.hidden and number <= last]
    if rows:
        notes.append(
            f"Hidden in the sheet (by a filter, perhaps), and read all the same: {rows_in_words(rows).lower()}."
        )
    return notes
