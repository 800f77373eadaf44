"""Workbooks that hide something, one for each way to do it."""

from collections.abc import Callable

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table

from tests.samples import documents
from tests.samples.hiding import SECRET, Hiding
from tests.samples.hiding_pptx import A
from tests.samples.office_parts import (
    OFFICE,
    SEEN,
    changed,
    declare,
    insert,
    relate,
)


def book_with(change: Callable) -> Callable[[], bytes]:
    """A workbook of one sheet called Contacts, with a sentence that is seen, as ``change(sheet, book)`` leaves it."""

    def make() -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Contacts"
        sheet.append(["Borough", "Post", "Note", "Child"])
        sheet.append(["Camden", SEEN, "x"])
        sheet.append(["Barnet", "Inspector", "y"])
        change(sheet, book)
        return documents.saved(book)

    return make


def hidden_sheet(state: str) -> Callable:
    def change(sheet, book) -> None:
        other = book.create_sheet("List")
        other["B2"] = SECRET
        other.sheet_state = state

    return change


def hidden_column(sheet, book) -> None:
    sheet["D2"] = SECRET
    sheet.column_dimensions["D"].hidden = True


def narrow_column(sheet, book) -> None:
    sheet["D2"] = SECRET
    sheet.column_dimensions["D"].width = 0.05


def hidden_row(sheet, book) -> None:
    sheet["A4"], sheet["A5"] = "Enfield", SECRET
    sheet.row_dimensions[4].hidden = sheet.row_dimensions[5].hidden = True


def flat_row(sheet, book) -> None:
    sheet["A4"] = SECRET
    sheet.row_dimensions[4].height = 0.1


def collapsed_row(sheet, book) -> None:
    sheet["A4"] = SECRET
    sheet.row_dimensions.group(4, 4, hidden=True)


def filtered_row(sheet, book) -> None:
    sheet["A4"] = SECRET
    sheet.auto_filter.ref = "A1:D4"
    sheet.auto_filter.add_filter_column(0, ["Camden", "Barnet"])
    sheet.row_dimensions[4].hidden = True


def filtered_table(sheet, book) -> None:
    sheet["A4"] = SECRET
    table = Table(displayName="T", ref="A1:D4", autoFilter=AutoFilter(ref="A1:D4"))
    table.autoFilter.add_filter_column(0, ["Camden"])
    sheet.add_table(table)
    sheet.row_dimensions[4].hidden = True


def formatted(code: str) -> Callable:
    def change(sheet, book) -> None:
        sheet["D2"] = SECRET
        sheet["D2"].number_format = code

    return change


def coloured(ink: str, paper: str | None = None, size: float = 11) -> Callable:
    def change(sheet, book) -> None:
        sheet["D2"] = SECRET
        sheet["D2"].font = Font(color=ink, size=size)
        if paper:
            sheet["D2"].fill = PatternFill("solid", fgColor=paper)

    return change


def small(*, width: float = 0, height: float = 0) -> Callable:
    def change(sheet, book) -> None:
        sheet["D4"] = SECRET
        if width:
            sheet.column_dimensions["D"].width = width
        if height:
            sheet.row_dimensions[4].height = height

    return change


def behind(fill) -> Callable:
    def change(sheet, book) -> None:
        sheet["D2"] = SECRET
        sheet["D2"].fill = fill

    return change


def white_by_condition(sheet, book) -> None:
    sheet["D2"] = SECRET
    sheet.conditional_formatting.add("D2:D9", FormulaRule(formula=["TRUE"], font=Font(color="FFFFFFFF")))


def rich_text(sheet, book) -> None:
    pale = TextBlock(InlineFont(color="FFFFFFFF"), SECRET)
    sheet["D2"] = CellRichText("The child ", pale, TextBlock(InlineFont(b=True), " of Camden"))


def merged_away() -> bytes:
    package = book_with(lambda sheet, book: sheet.merge_cells("A3:B3"))()
    secret = f'<c r="B3" t="inlineStr"><is><t>{SECRET}</t></is></c>'
    return changed(package, "xl/worksheets/sheet1.xml", '<c r="C3"', f'{secret}<c r="C3"')


def noted(sheet, book) -> None:
    sheet["A2"].comment = Comment(SECRET, "A reviewer")


def xlsx_threaded() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: None)())
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    parts["xl/threadedComments/threadedComment1.xml"] = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="A2"><text>{SECRET}</text></threadedComment></ThreadedComments>'
    )
    relate(parts, "xl/worksheets/sheet1.xml", "rIdT", kind, "../threadedComments/threadedComment1.xml")
    declare(parts, "/xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml")
    return documents.packed(parts)


S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx_link() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: None)())
    parts["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink {S}><externalBook><sheetNames><sheetName val="A"/></sheetNames><sheetDataSet>'
        f'<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{SECRET}</v></cell></row></sheetData>'
        "</sheetDataSet></externalBook></externalLink>"
    )
    relate(parts, "xl/workbook.xml", "rIdE", "externalLink", "externalLinks/externalLink1.xml")
    relate(
        parts,
        "xl/externalLinks/externalLink1.xml",
        "rId1",
        "externalLinkPath",
        "file:///\\\\server\\Quillon%20Abernathy\\cases.xlsx",
        is_external=True,
    )
    declare(
        parts,
        "/xl/externalLinks/externalLink1.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
    )
    return documents.packed(parts)


def xlsx_pivot() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: None)())
    parts["xl/pivotCache/pivotCacheRecords1.xml"] = (
        f'<pivotCacheRecords {S} count="1"><r><s v="Camden"/><s v="{SECRET}"/></r></pivotCacheRecords>'
    )
    parts["xl/pivotCache/pivotCacheDefinition1.xml"] = f"<pivotCacheDefinition {S}/>"
    relate(parts, "xl/workbook.xml", "rIdP", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    return documents.packed(parts)


def xlsx_covered() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: sheet.cell(2, 4, SECRET))())
    xdr = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    corners = [("from", 3, 1), ("to", 5, 3)]
    anchor = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        for name, column, row in corners
    )
    parts["xl/drawings/drawing1.xml"] = (
        f'<xdr:wsDr {xdr} {A}><xdr:twoCellAnchor>{anchor}<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Box"/>'
        '</xdr:nvSpPr><xdr:spPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></xdr:spPr></xdr:sp>'
        "</xdr:twoCellAnchor></xdr:wsDr>"
    )
    relate(parts, "xl/worksheets/sheet1.xml", "rIdD", "drawing", "../drawings/drawing1.xml")
    declare(parts, "/xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml")
    parts["xl/worksheets/sheet1.xml"] = insert(
        parts["xl/worksheets/sheet1.xml"], "</worksheet>", f'<drawing xmlns:r="{OFFICE}" r:id="rIdD"/>'
    )
    return documents.packed(parts)


def xlsx_unused_text() -> bytes:
    """Texts in a list of their own, as Excel stores them; one of them stands in no cell."""
    parts = documents.parts_of(book_with(lambda sheet, book: None)())
    parts["xl/sharedStrings.xml"] = f"<sst {S}><si><t>In a cell</t></si><si><t>{SECRET}</t></si></sst>"
    relate(parts, "xl/workbook.xml", "rIdS", "sharedStrings", "sharedStrings.xml")
    declare(
        parts, "/xl/sharedStrings.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    )
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = insert(sheet, "</sheetData>", '<row r="9"><c r="A9" t="s"><v>0</v></c></row>')
    return documents.packed(parts)


def xlsx_path() -> bytes:
    path = (
        '<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" '
        f'url="C:\\Users\\{SECRET}\\Documents\\"/>'
    )
    return changed(book_with(lambda sheet, book: None)(), "xl/workbook.xml", "<sheets>", f"{path}<sheets>")


def xlsx_author(sheet, book) -> None:
    book.properties.creator = SECRET


def xlsx_hidden_name() -> bytes:
    name = f'<definedNames><definedName name="child" hidden="1">"{SECRET}"</definedName></definedNames>'
    package = book_with(lambda sheet, book: None)()
    old = "<definedNames/>" if b"<definedNames/>" in documents.parts_of(package)["xl/workbook.xml"] else "<calcPr"
    return changed(package, "xl/workbook.xml", old, name if old != "<calcPr" else name + old)


XLSX = {
    "xlsx hidden sheet": Hiding(book_with(hidden_sheet("hidden")), "xlsx", "hidden_sheet"),
    "xlsx very hidden sheet": Hiding(book_with(hidden_sheet("veryHidden")), "xlsx", "very_hidden_sheet"),
    "xlsx hidden column": Hiding(book_with(hidden_column), "xlsx", "hidden_columns"),
    "xlsx column without width": Hiding(book_with(narrow_column), "xlsx", "hidden_columns"),
    "xlsx hidden rows": Hiding(book_with(hidden_row), "xlsx", "hidden_rows"),
    "xlsx row without height": Hiding(book_with(flat_row), "xlsx", "hidden_rows"),
    "xlsx collapsed row": Hiding(book_with(collapsed_row), "xlsx", "hidden_rows"),
    "xlsx filtered row": Hiding(book_with(filtered_row), "xlsx", "filtered_rows"),
    "xlsx filtered table": Hiding(book_with(filtered_table), "xlsx", "filtered_rows"),
    "xlsx format of nothing": Hiding(book_with(formatted(";;;")), "xlsx", "hidden_cells"),
    "xlsx format of empty words": Hiding(book_with(formatted('"";"";"";""')), "xlsx", "hidden_cells"),
    "xlsx format in white": Hiding(book_with(formatted("[White]@")), "xlsx", "hidden_cells"),
    "xlsx format in white for all": Hiding(book_with(formatted("[White]General")), "xlsx", "hidden_cells"),
    "xlsx format of other words": Hiding(book_with(formatted('0;0;0;"[redacted]"')), "xlsx", "hidden_cells"),
    "xlsx white by a condition": Hiding(book_with(white_by_condition), "xlsx", "hidden_cells"),
    "xlsx row of two points": Hiding(book_with(small(height=2.5)), "xlsx", "hidden_rows"),
    "xlsx narrow column": Hiding(book_with(small(width=0.6)), "xlsx", "hidden_columns"),
    "xlsx dark pattern": Hiding(
        book_with(behind(PatternFill("darkGray", fgColor="FF000000", bgColor="FF000000"))), "xlsx", "hidden_cells"
    ),
    "xlsx black gradient": Hiding(
        book_with(behind(GradientFill(stop=("FF000000", "FF000000")))), "xlsx", "hidden_cells"
    ),
    "xlsx white": Hiding(book_with(coloured("FFFFFFFF")), "xlsx", "hidden_cells"),
    "xlsx black on black": Hiding(book_with(coloured("FF000000", "FF000000")), "xlsx", "hidden_cells"),
    "xlsx tiny": Hiding(book_with(coloured("FF000000", size=1)), "xlsx", "hidden_cells"),
    "xlsx merged away": Hiding(merged_away, "xlsx", "hidden_cells"),
    "xlsx under a box": Hiding(xlsx_covered, "xlsx", "hidden_cells"),
    "xlsx hidden name": Hiding(xlsx_hidden_name, "xlsx", "hidden_cells"),
    "xlsx white among black": Hiding(book_with(rich_text), "xlsx", "hidden_cells"),
    "xlsx text of no cell": Hiding(xlsx_unused_text, "xlsx", "hidden_cells"),
    "xlsx note": Hiding(book_with(noted), "xlsx", "comment"),
    "xlsx threaded comment": Hiding(xlsx_threaded, "xlsx", "comment"),
    "xlsx values of a link": Hiding(xlsx_link, "xlsx", "cached_values"),
    "xlsx path of a link": Hiding(xlsx_link, "xlsx", "external_link", "cases.xlsx"),
    "xlsx pivot table": Hiding(xlsx_pivot, "xlsx", "cached_values"),
    "xlsx where it was saved": Hiding(xlsx_path, "xlsx", "template_path"),
    "xlsx author": Hiding(book_with(xlsx_author), "xlsx", "property_person"),
}
