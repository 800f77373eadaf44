"""Workbooks that look as if they hid something, and do not."""

import io

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from tests.samples import documents
from tests.samples.hiding_xlsx import book_with
from tests.samples.innocent import WORDS, Innocent
from tests.samples.office_parts import (
    photo,
)


def empty_columns(sheet, book) -> None:
    sheet["A4"] = WORDS
    for letter in ("F", "G", "H"):
        sheet.column_dimensions[letter].hidden = True
    sheet.row_dimensions[30].hidden = True


def filter_without_criteria(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.auto_filter.ref = "A1:D4"
    sheet.freeze_panes = "A2"


def dark_head(sheet, book) -> None:
    sheet["A4"] = WORDS
    for cell in sheet[4]:
        cell.font, cell.fill = Font(color="FFFFFFFF", bold=True), PatternFill("solid", fgColor="FF1F3864")


def styled_table(sheet, book) -> None:
    """A table's style darkens its head, whose letters are white in their own right."""
    sheet["A1"].value = WORDS
    for cell in sheet[1]:
        cell.font = Font(color="FFFFFFFF")
    table = Table(displayName="T", ref="A1:D3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)


def conditional(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet["A4"].font = Font(color="FFFFFFFF")
    rule = CellIsRule(operator="notEqual", formula=['""'], fill=PatternFill("solid", bgColor="FFC00000"))
    sheet.conditional_formatting.add("A1:D9", rule)


def no_zeros(sheet, book) -> None:
    sheet["A4"], sheet["B4"] = WORDS, 0
    sheet["B4"].number_format = "#,##0;-#,##0;;@"


def with_chart(sheet, book) -> None:
    sheet["A4"], sheet["E2"], sheet["E3"] = WORDS, 4, 7
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=2, max_row=3))
    sheet.add_chart(chart, "A1")


def choices(sheet, book) -> None:
    sheet["A4"] = WORDS
    rule = DataValidation(type="list", formula1='"Yes,No"')
    sheet.add_data_validation(rule)
    rule.add("C2")


def grouped(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.row_dimensions.group(4, 4, hidden=False)
    sheet.column_dimensions.group("A", "A", hidden=False)


def merged(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.merge_cells("A4:D4")


def empty_sheet(sheet, book) -> None:
    sheet["A4"] = WORDS
    book.create_sheet("Spare").sheet_state = "hidden"


def logo(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(photo())), "F1")


def protected(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.protection.sheet = True
    sheet["A4"].protection = openpyxl.styles.Protection(hidden=True)


def xlsx_pivot_of_what_is_seen() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: sheet.cell(4, 1, WORDS))())
    parts["xl/pivotCache/pivotCacheRecords1.xml"] = (
        '<pivotCacheRecords xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1">'
        f'<r><s v="Camden"/><s v="{WORDS}"/><n v="12"/></r></pivotCacheRecords>'
    )
    return documents.packed(parts)


XLSX = {
    "xlsx empty hidden columns": Innocent(book_with(empty_columns), "xlsx"),
    "xlsx filter without criteria": Innocent(book_with(filter_without_criteria), "xlsx"),
    "xlsx dark head": Innocent(book_with(dark_head), "xlsx"),
    "xlsx table with a style": Innocent(book_with(styled_table), "xlsx"),
    "xlsx coloured by a condition": Innocent(book_with(conditional), "xlsx"),
    "xlsx zeros not shown": Innocent(book_with(no_zeros), "xlsx"),
    "xlsx chart": Innocent(book_with(with_chart), "xlsx"),
    "xlsx choices": Innocent(book_with(choices), "xlsx"),
    "xlsx open groups": Innocent(book_with(grouped), "xlsx"),
    "xlsx merged": Innocent(book_with(merged), "xlsx"),
    "xlsx empty hidden sheet": Innocent(book_with(empty_sheet), "xlsx"),
    "xlsx logo": Innocent(book_with(logo), "xlsx"),
    "xlsx protected": Innocent(book_with(protected), "xlsx"),
    "xlsx pivot table of what is seen": Innocent(xlsx_pivot_of_what_is_seen, "xlsx"),
}
