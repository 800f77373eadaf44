"""Text files of cells (CSV), in whatever letters, separators and line ends a spreadsheet program saves them."""

import codecs
import csv
import io
import re
from collections.abc import Iterable

from lscb_site.exchange.cells import FORMULA, Sheet, UnreadableSheet, fault_of, squeezed
from lscb_site.text.characters import clean_line

SEPARATORS = ",;\t|"
SAYS_ITS_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)  # Excel's own first line, which Excel hides
# UTF-32 first: its mark begins as that of UTF-16 does.
MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
LETTER_OF_UTF8 = re.compile(b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
TEXT_AS_FORMULA = re.compile('="([^"]*)"')  # by which programs make Excel keep the first 0 of a number
SAVE_AS_UTF8 = "Save the file as “CSV UTF-8” or as an Excel workbook (.xlsx), and choose that."


def read_text(content: bytes, columns: Iterable[str]) -> Sheet:
    """The file's one table. Of the separators that one counts which yields the most of the known columns."""
    text, letters = decoded(content)
    notes = [letters] if letters else []
    if says := SAYS_ITS_SEPARATOR.match(text):
        return Sheet(*cells_of(text[says.end() :], says[1]), notes=notes)
    known, tries = {squeezed(column) for column in columns}, []
    for separator in SEPARATORS:
        try:
            rows, wrong = cells_of(text, separator)
        except UnreadableSheet as unreadable:
            tries.append((known_in_line(text, separator, known), unreadable))
        else:
            tries.append((max(len(known & set(map(squeezed, row))) for row in rows[:20] or [[]]), Sheet(rows, wrong)))
    best = max(tries, key=lambda tried: tried[0])[1]
    if isinstance(best, UnreadableSheet):
        raise best
    best.notes = notes
    return best


def known_in_line(text: str, separator: str, known: set[str]) -> int:
    return max(len(known & set(map(squeezed, line.split(separator)))) for line in text.splitlines()[:20] or [""])


def decoded(content: bytes) -> tuple[str, str]:
    """The file's text, and a remark where its letters had to be guessed. A UTF-8 file says at its start that it is."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return decoded_as(content, encoding), ""
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(content) > 3 and content[place:200:2].count(0) * 4 > len(content[:200]):
            return decoded_as(content, encoding), ""
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        if LETTER_OF_UTF8.search(content):
            raise UnreadableSheet(f"The letters of this file are mixed from two encodings. {SAVE_AS_UTF8}") from None
    text = decoded_as(content, "windows-1252")
    return text, "The accents were read as Windows writes them. Look whether they are right below."


def decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableSheet(f"The letters of this file cannot be read. {SAVE_AS_UTF8}") from None


def cells_of(text: str, separator: str) -> tuple[list[list[str]], dict[tuple[int, int], str]]:
    rows: list[list[str]] = []
    wrong = {}
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            row = [found[1] if (found := TEXT_AS_FORMULA.fullmatch(cell)) else cell for cell in map(clean_line, cells)]
            for column, cell in enumerate(row):
                if fault := FORMULA if cell.startswith("=") else fault_of(cell):
                    wrong[len(rows), column] = fault
            rows.append(row)
    except csv.Error:
        raise UnreadableSheet(
            f"Row {len(rows) + 1} cannot be divided into cells: a quotation mark in it is not closed, or stands in the "
            "middle of a cell. Save the file from the spreadsheet program once more, or take the mark out."
        ) from None
    return rows, wrong
