"""What an Excel workbook gives away and its sheets do not show."""

import zipfile
from collections.abc import Iterator

from lscb_site.files.finders import cached, embedded, pictures, properties
from lscb_site.files.finders.properties import Found
from lscb_site.files.findings import MAX_EXCERPT
from lscb_site.files.readers.package_parts import Element, name_of, path_in, tree, value_of, xml_parts
from lscb_site.files.readers.sheets.layout import column_letters, layout_of
from lscb_site.files.readers.sheets.workbook import Cell, SheetEntry, Workbook

HIDDEN_SHEETS = {"hidden": "hidden_sheet", "veryHidden": "very_hidden_sheet"}
THREADED = "[threaded comment]"  # how the old kind of comment repeats a new one
MOST_ROWS, MOST_CELLS, MOST_VALUES = 5_000, 2_000, 300_000
JOIN = " · "


def find(path: str, kind: str) -> Found:
    with zipfile.ZipFile(path) as package:
        book = Workbook(package)
        seen: set[str] = set()
        for sheet in book.sheets:
            if sheet.state in HIDDEN_SHEETS:
                yield from _hidden_sheet(book, sheet)
            elif sheet.kind == "worksheet":
                yield from _sheet(book, sheet, seen)
        yield from _left_behind(book)
        yield from _texts_of_no_cell(book)
        yield from _names(book)
        for name, root in xml_parts(package, "xl/", "comments", "ThreadedComments", "wsDr", "connections"):
            what = name_of(root)
            if what in ("comments", "ThreadedComments"):
                yield from _comments(root, name)
            elif what == "wsDr":
                yield from pictures.crops(package, name, root, "A picture")
                yield from properties.named_paths(root)
                yield from _hidden_shapes(root)
            elif what == "connections":
                yield from _connections(root)
        yield from cached.values(package, seen)
        yield from properties.persons(package)
        yield from properties.paths(package)
        yield from properties.custom_xml(package)
        yield from _own_path(book)
        yield from (("revision_author", "Comments", person) for person in _people(package))
        yield from embedded.embedded(package, "xl/")
        yield from pictures.photographs(package)


def _sheet(book: Workbook, sheet: SheetEntry, seen: set[str]) -> Found:
    """Rows that lie together are one place, and so are all values of a column. ``seen`` takes what is shown."""
    layout = layout_of(book.package, sheet.part)
    is_compared = cached.are_kept(book.package)
    columns: dict[int, list[str]] = {}
    rows: list[tuple[str, int, int, str]] = []
    cells = 0
    for row in book.rows(sheet.part, layout):
        hidden: list[Cell] = []
        code = ""
        for cell in row.cells:
            why = book.why_unseen(row, cell, layout)
            if not why:
                unseen = book.shown_and_unseen(cell, layout)[1]
                if unseen and cells < MOST_CELLS:
                    cells += 1
                    yield "hidden_cells", f"Sheet {sheet.name}, cell {column_letters(cell.column)}{cell.row}", unseen
                if is_compared and len(seen) < MOST_VALUES:
                    seen.add(cell.text)
            elif not cell.text.strip():
                continue
            elif why == "hidden_columns":
                values = columns.setdefault(cell.column, [])
                if sum(map(len, values[-50:])) < MAX_EXCERPT:
                    values.append(cell.text)
            elif why == "hidden_cells":
                cells += 1
                if cells <= MOST_CELLS:
                    at = f"{column_letters(cell.column)}{cell.row}"
                    yield why, f"Sheet {sheet.name}, cell {at}", cell.text
            else:
                code = why
                hidden.append(cell)
        if hidden:
            _add_row(rows, code, row.number, JOIN.join(cell.text for cell in hidden[:20]))
    for code, first, last, words in rows:
        place = f"row {first}" if first == last else f"rows {first} to {last}"
        yield code, f"Sheet {sheet.name}, {place}", words
    for column, values in columns.items():
        yield "hidden_columns", f"Sheet {sheet.name}, column {column_letters(column)}", JOIN.join(values)


def _add_row(rows: list[tuple[str, int, int, str]], code: str, number: int, words: str) -> None:
    if rows and rows[-1][0] == code and rows[-1][2] == number - 1:
        _, first, _, before = rows[-1]
        rows[-1] = (code, first, number, before if len(before) > MAX_EXCERPT else before + JOIN + words)
    elif len(rows) < MOST_ROWS:
        rows.append((code, number, number, words))


def _hidden_sheet(book: Workbook, sheet: SheetEntry) -> Found:
    """An empty one says nothing; one that is a chart says something by its words."""
    words: list[str] = []
    if sheet.kind == "worksheet":
        words = list(_first(cell.text for cell in book.cells(sheet.part)))
    if words or sheet.kind == "chartsheet":
        yield HIDDEN_SHEETS[sheet.state], f"Sheet {sheet.name}", JOIN.join(words)


def _first(texts: Iterator[str]) -> Iterator[str]:
    length = 0
    for text in texts:
        if text.strip():
            yield text
            length += len(text)
        if length > MAX_EXCERPT:
            return


def _left_behind(book: Workbook) -> Found:
    """Sheets in the package that the workbook no longer names."""
    named = {sheet.part for sheet in book.sheets}
    for name in book.package.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml") and name not in named:
            words = list(_first(cell.text for cell in book.cells(name)))
            if words:
                yield "very_hidden_sheet", f"Part {name}", JOIN.join(words)


def _names(book: Workbook) -> Found:
    """Hidden names that stand for words. Excel's own, and those that stand for cells, say nothing."""
    for each in book.root.iterfind("{*}definedNames/{*}definedName"):
        text, name = (each.text or "").strip().lstrip("="), value_of(each, "name")
        if value_of(each, "hidden") in ("1", "true") and text.startswith('"') and not name.startswith("_xl"):
            words = text.strip('"')
            if len(words) > 2:
                yield "hidden_cells", f"Hidden name {name}", words


def _hidden_shapes(drawing: Element) -> Found:
    for shape in drawing.iter("{*}sp"):
        words = " ".join(each.text or "" for each in shape.iter("{*}t")).strip()
        if words and any(value_of(each, "hidden") in ("1", "true") for each in shape.iter("{*}cNvPr")):
            yield "hidden_text", "A hidden shape", words


def _texts_of_no_cell(book: Workbook) -> Found:
    """Words that a cell held once, and that the list of all texts still has."""
    for text in book.unused_strings():
        if any(character.isalnum() for character in text):
            yield "hidden_cells", "The list of texts, in no cell", text


def _comments(root: Element, part: str) -> Found:
    authors = [each.text or "" for each in root.iterfind("{*}authors/{*}author")]
    for each in root.iter("{*}comment", "{*}threadedComment"):
        words = " ".join("".join(text.text or "" for text in each.iter("{*}t", "{*}text")).split())
        if not words.casefold().startswith(THREADED):
            yield "comment", f"Cell {value_of(each, 'ref')}", words
    for author in authors:
        if author.strip() and not author.startswith("tc="):
            yield "revision_author", "Comments", author


def _connections(root: Element) -> Found:
    for each in root.iterchildren("{*}connection"):
        words = [value_of(each, name) for name in ("name", "sourceFile", "description")]
        words += [value_of(database, "connection") for database in each.iter("{*}dbPr")]
        yield "external_link", "A connection to data", JOIN.join(filter(None, words))


def _own_path(book: Workbook) -> Found:
    """Excel writes down where the workbook lay when it was saved."""
    for each in book.root.iter("{*}absPath"):
        path = path_in(value_of(each, "url")) or value_of(each, "url")
        if path:
            yield "template_path", "Where it was saved", path


def _people(package: zipfile.ZipFile) -> Iterator[str]:
    """Those whom threaded comments name."""
    for name in package.namelist():
        if name.startswith("xl/persons/"):
            root = tree(package, name)
            yield from (value_of(each, "displayName") for each in (() if root is None else root))
