"""From what lies in a file to one table with known columns: where its heading is, and what of the file is left out."""

import tablib
from openpyxl.utils import get_column_letter

from lscb_site.exchange.cells import Sheet, UnreadableSheet, rows_in_words, squeezed
from lscb_site.exchange.delimited import read_text
from lscb_site.exchange.workbooks import MOST_ROWS, read_workbook

LOOKED_AT = 20  # rows from the top, among which the heading is
SAVE_AS = "Save it as an Excel workbook (.xlsx) or as CSV, and choose that."
# What a file of another program begins with, and what it is.
OTHERS = [
    (b"%PDF", "This is a PDF, not a table of cells."),
    (b"{\\rtf", "This is a text document, not a table of cells."),
    (b"\x89PNG", "This is a picture, not a table of cells."),
    (b"\xff\xd8\xff", "This is a picture, not a table of cells."),
    (b"GIF8", "This is a picture, not a table of cells."),
    (b"<", "This is a web page or an old kind of Excel file, not a table of cells."),
]
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Table(tablib.Dataset):
    """What an import takes in. `wrong` is by place among the rows and heading; `numbers` are the rows' in the file."""

    numbers: list[int]
    wrong: dict[tuple[int, str], str]
    left_out: list[str]


def read_table(content: bytes, columns: list[str]) -> Table:
    """The table in a file, whatever its name says that it is. Raises UnreadableSheet, with a sentence."""
    refuse_others(content)
    sheets = read_workbook(content) if content.startswith(b"PK") else [read_text(content, columns)]
    known = {squeezed(column): column for column in columns}
    sheets = [sheet for sheet in sheets if any(map(any, sheet.rows))]
    if not sheets:
        raise UnreadableSheet("There is nothing in this file. Choose the one with the table.")
    chosen = max(sheets, key=lambda sheet: heading_of(sheet, known)[0] > 0)  # the first of several
    table = table_of(chosen, heading_of(chosen, known)[1], known)
    table.left_out += [f"The sheet “{sheet.name}” is not read." for sheet in sheets if sheet is not chosen]
    return table


def refuse_others(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise UnreadableSheet("This workbook is protected by a password. Save a copy without one and choose that.")
        raise UnreadableSheet(f"This is an old Excel workbook (.xls). {SAVE_AS}")
    if content.startswith(b"PK") and b"opendocument" in content[:200]:
        raise UnreadableSheet(f"This is an OpenDocument file (.ods). {SAVE_AS}")
    for start, sentence in OTHERS:
        if content.lstrip()[:10].startswith(start):
            raise UnreadableSheet(f"{sentence} {SAVE_AS}")


def heading_of(sheet: Sheet, known: dict[str, str]) -> tuple[int, int]:
    """How many known columns the heading names, and at which place among the rows it is: below titles, perhaps."""
    first = next(place for place, row in enumerate(sheet.rows) if any(row))
    found = [(len(known.keys() & set(map(squeezed, row))), -place) for place, row in enumerate(sheet.rows[:LOOKED_AT])]
    count, place = max(found)
    return (count, -place) if count else (0, first)


def table_of(sheet: Sheet, heading: int, known: dict[str, str]) -> Table:
    headers = [known.get(squeezed(name), name) for name in sheet.rows[heading]]
    below = list(enumerate(sheet.rows))[heading + 1 :]
    refuse_cells_without_heading(headers, below)
    named = [place for place, header in enumerate(headers) if header]
    wide = max(named, default=-1) + 1
    rows, numbers, wrong, empty, short = [], [], {}, [], []
    for place, cells in below:
        faults = {headers[column]: sheet.wrong[place, column] for column in named if (place, column) in sheet.wrong}
        if not any(cells) and not faults:
            empty.append(place + 1)
            continue
        if len(cells) < wide:
            short.append(place + 1)
        wrong |= {(len(rows), name): sentence for name, sentence in faults.items()}
        rows.append([cells[column] if column < len(cells) else "" for column in named])
        numbers.append(place + 1)
    if len(rows) > MOST_ROWS:
        raise UnreadableSheet(
            f"There are more than {MOST_ROWS:,} rows. Divide the file, and bring in one part after another."
        )
    if not rows:
        raise UnreadableSheet("There is a heading, and no row below it.")
    table = Table(*rows, headers=[headers[column] for column in named])
    table.numbers, table.wrong, table.left_out = numbers, wrong, list(sheet.notes)
    if titles := [place + 1 for place in range(heading) if any(sheet.rows[place])]:
        table.left_out.append(f"{rows_in_words(titles)} above the heading: not read.")
    if empty := [number for number in empty if number < numbers[-1]]:
        table.left_out.append(f"{rows_in_words(empty)}: empty.")
    if short:
        table.left_out.append(f"{rows_in_words(short)}: fewer cells than the heading; the missing ones count as empty.")
    return table


def refuse_cells_without_heading(headers: list[str], below: list[tuple[int, list[str]]]) -> None:
    for place, cells in below:
        for column, text in enumerate(cells):
            if text and (column >= len(headers) or not headers[column]):
                raise UnreadableSheet(
                    f"Row {place + 1} has “{text[:60]}” in column {get_column_letter(column + 1)}, which has no "
                    "heading. Give the column a heading or empty it. In a CSV file a cell with a separator in it needs "
                    "quotation marks around it."
                )
