"""What stands in a spreadsheet's cells, without what a spreadsheet program makes of it."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import tablib
from import_export.formats.base_formats import CSV, XLSX


def is_formula(text: str) -> bool:
    """A formula, and not the text of one: a file that computes its values is not what somebody read."""
    return text.startswith("=")


def text_of(value) -> str:
    """A cell's value as a person reads it. A date is written 2026-03-03; the program's number 2079460000 stays one."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


class Comma(CSV):
    def create_dataset(self, in_stream, **kwargs):
        read = super().create_dataset(in_stream, **kwargs)
        return dataset_of([read.headers or [], *read])


class Excel(XLSX):
    """The formulas themselves and not their last results, which may be old or missing."""

    def create_dataset(self, in_stream):
        book = openpyxl.load_workbook(BytesIO(in_stream), read_only=True)
        try:
            return dataset_of(book.worksheets[0].iter_rows(values_only=True))
        finally:
            book.close()


def dataset_of(rows) -> tablib.Dataset:
    """The first row is the header. Empty rows at the end, which programs leave behind, are dropped."""
    table = [[text_of(value) for value in row] for row in rows]
    while table and not any(table[-1]):
        table.pop()
    header = table[0] if table else []
    while header and not header[-1]:
        header.pop()
    width = len(header)
    rows = [(row + [""] * width)[:width] for row in table[1:]]
    return tablib.Dataset(*rows, headers=header) if header else tablib.Dataset()
