from datetime import date, datetime

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference

from lscb_site.files.readers.sheets import text as xlsx_text
from tests.samples import documents, papers
from tests.samples.hiding_xlsx import book_with, xlsx_unused_text


def test_every_visible_sheet_is_a_section(sections_of):
    found = sections_of(documents.xlsx(2, hidden=1), "xlsx")
    assert [each["label"] for each in found] == ["Sheet", "Sheet 1"]
    assert [each["text"] for each in found] == ["Borough", ""]


def test_a_first_row_of_words_is_the_heads(sections_of):
    (section,) = sections_of(papers.workbook([["Borough", "Cases"], ["Camden", 12]]), "xlsx")
    assert section["html"] == (
        '<table><thead><tr><th scope="col">Borough</th><th scope="col">Cases</th></tr></thead>'
        "<tbody><tr><td>Camden</td><td>12</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.255, "0.0%", "25.5%"),
        (0.1 + 0.2, "", "0.3"),
        (1_234_567, "", "1234567"),
        (True, "", "TRUE"),
        (date(2015, 3, 18), "d mmm yyyy", "18 Mar 2015"),
        (datetime(2015, 3, 18, 9, 30), "d mmm yyyy hh:mm", "18 Mar 2015 09:30"),
        ("line one\nline two", "", "line one line two"),
        ("=1+1", "", ""),  # no program has worked it out
    ],
)
def test_values_are_shown_as_people_read_them(value, number_format, shown, sections_of):
    (section,) = sections_of(papers.workbook([["a", "b"], ["c", value]], number_format=number_format), "xlsx")
    assert section["text"].split("\n")[1] == f"c | {shown}"


def test_empty_rows_and_columns_are_dropped_and_the_rest_is_square(sections_of):
    (section,) = sections_of(papers.workbook([[None], ["1", None, "3"], [], ["4"]]), "xlsx")
    assert section["html"].count("<td>") + section["html"].count("<td></td>") >= 6
    assert section["text"] == "1 |  | 3\n4 |  | "


def test_a_huge_sheet_is_cut_and_says_so(read, monkeypatch):
    monkeypatch.setattr(xlsx_text, "MAX_ROWS", 50)
    found = read(papers.workbook([[f"row {number}", "x"] for number in range(60)]), "xlsx")
    assert found["is_complete"] is False
    assert found["sections"][0]["text"].split("\n")[-1] == "row 49 | x"


def test_columns_beyond_the_bound_are_left_out_and_said_so(read):
    found = read(papers.workbook([["wide"] * (xlsx_text.MAX_COLUMNS + 1)]), "xlsx")
    assert found["is_complete"] is False
    assert found["sections"][0]["text"].count("wide") == xlsx_text.MAX_COLUMNS


def test_a_chart_is_read_by_its_title(sections_of):
    def change(sheet, book):
        sheet["E2"] = 4
        chart = BarChart()
        chart.title = "Cases in each borough"
        chart.add_data(Reference(sheet, min_col=5, min_row=2, max_row=3))
        sheet.add_chart(chart, "G1")

    (section,) = sections_of(book_with(change)(), "xlsx")
    assert section["text"].split("\n")[-1] == "Chart: Cases in each borough"


def test_texts_that_cells_share_are_read(sections_of):
    (section,) = sections_of(xlsx_unused_text(), "xlsx")
    assert section["text"].split("\n")[-1].startswith("In a cell")


def test_a_hidden_column_leaves_no_gap(sections_of):
    def change(sheet, book):
        sheet.column_dimensions["B"].hidden = True

    (section,) = sections_of(book_with(change)(), "xlsx")
    assert section["text"].split("\n")[0] == "Borough | Note | Child"


def test_a_raised_figure_never_joins_the_number_before_it(sections_of):
    raised = CellRichText("Ring 999", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    (section,) = sections_of(book_with(lambda sheet, book: sheet.cell(2, 4, raised))(), "xlsx")
    assert "Ring 999 [2]" in section["text"]
