"""The two kinds of file that go out. Of what comes in, the bytes say what it is."""

import csv
import io
from collections.abc import Sequence

import openpyxl
from import_export.formats.base_formats import CSV, XLSX, Format
from openpyxl.styles import Font

from lscb_site.exchange.tables import Table, read_table
from lscb_site.web.spreadsheets import BYTE_ORDER_MARK


class AnyTable(Format):
    """A file as people have it; `columns` are the headings by which its table is found."""

    columns: Sequence[str] = ()

    def create_dataset(self, in_stream: bytes, **kwargs) -> Table:
        return read_table(in_stream, list(self.columns))

    def is_binary(self):
        return True

    def get_read_mode(self):
        return "rb"


class Comma(AnyTable, CSV):
    def export_data(self, dataset, **kwargs) -> bytes:
        """With the mark by which Excel knows the accents."""
        written = io.StringIO()
        csv.writer(written).writerows([dataset.headers, *dataset])
        return (BYTE_ORDER_MARK + written.getvalue()).encode()


class Excel(AnyTable, XLSX):
    def export_data(self, dataset, **kwargs) -> bytes:
        """Every cell is text, so that numbers keep their first 0 when somebody types one."""
        book, written = openpyxl.Workbook(), io.BytesIO()
        sheet = book.active
        sheet.freeze_panes = "A2"
        for number, row in enumerate([dataset.headers, *dataset], 1):
            for place, text in enumerate(row, 1):
                cell = sheet.cell(number, place)
                cell.value, cell.data_type, cell.number_format = text or None, "s", "@"
                if number == 1:
                    cell.font = Font(bold=True)
        book.save(written)
        return written.getvalue()
