"""Tables in PDFs: how many of their cells come out where a reader sees them."""

import pytest
from lxml import html

from lscb_site.files.readers.elements import lines_of
from tests.samples import tables_pdf, tables_pdf_tagged, tables_pdf_untagged


def tables_in(sections) -> list[list[list[str]]]:
    found = []
    for section in sections:
        for table in html.fromstring(f"<div>{section['html']}</div>").iter("table"):
            found.append([[" ".join(lines_of(cell)) for cell in row] for row in table.iter("tr")])
    return found


def right_cells(sections, expected) -> tuple[int, int]:
    """How many cells are right, of how many. Tables of several pages are put one below the other."""
    rows = [row for table in tables_in(sections) for row in table]
    right = sum(
        found == wanted
        for one, other in zip(rows, expected, strict=False)
        for found, wanted in zip(one, other, strict=False)
    )
    return right, max(sum(map(len, expected)), sum(map(len, rows)))


def measured(sections_of, samples) -> tuple[float, str]:
    """The share of cells that are right, and each sample's own."""
    right = cells = 0
    report = []
    for sample in samples:
        good, all_of_them = right_cells(sections_of(sample.make(), "pdf"), sample.rows)
        right, cells = right + good, cells + all_of_them
        report.append(f"{good:>4} of {all_of_them:<4} {sample.name}")
    return right / cells, "\n".join(report)


def test_nine_cells_of_ten_are_right_in_tagged_tables(sections_of):
    share, report = measured(sections_of, tables_pdf_tagged.TAGGED)
    assert len(tables_pdf_tagged.TAGGED) >= 15
    assert share >= 0.9, report


def test_seven_cells_of_ten_are_right_in_untagged_tables(sections_of):
    share, report = measured(sections_of, tables_pdf_untagged.UNTAGGED)
    assert len(tables_pdf_untagged.UNTAGGED) >= 15
    assert share >= 0.7, report


def heads_in(sections_of, sample_name) -> list[str]:
    (sample,) = (each for each in tables_pdf_untagged.UNTAGGED if each.name == sample_name)
    (section,) = sections_of(sample.make(), "pdf")
    return [" ".join(lines_of(head)) for head in html.fromstring(section["html"]).iter("th")]


@pytest.mark.parametrize(
    "sample", ["each line stroked", "coloured head", "stripes", "figures to the right, lines above and below"]
)
def test_a_first_row_that_is_set_apart_is_the_head(sections_of, sample):
    assert heads_in(sections_of, sample) in (tables_pdf.PHONES[0], tables_pdf.FIGURES[0])


@pytest.mark.parametrize("sample", ["phone numbers, no lines", "one path", "coloured cells", "empty cells"])
def test_a_first_row_like_the_others_is_none(sections_of, sample):
    assert heads_in(sections_of, sample) == []


def test_cells_over_columns_and_rows_say_so(sections_of):
    (sample,) = (each for each in tables_pdf_untagged.UNTAGGED if each.name == "cells over columns and rows")
    (section,) = sections_of(sample.make(), "pdf")
    assert '<td colspan="2">Area and borough</td>' in section["html"]
    assert '<td rowspan="2">North</td>' in section["html"]


def test_two_rows_are_no_table_but_each_keeps_its_number(sections_of):
    (section,) = sections_of(tables_pdf.page(tables_pdf.words([row[::2] for row in tables_pdf.PHONES[1:3]])), "pdf")
    assert section["text"].split("\n") == ["Barking and Dagenham 020 8227 3811", "Camden 020 7974 3317"]


def test_the_words_of_one_frame_are_no_table(sections_of):
    frame = tables_pdf.strokes((60, 540), (720, 600))
    (section,) = sections_of(tables_pdf.page(frame, tables_pdf.paragraph(700)), "pdf")
    assert section["html"].startswith("<p>The partners share")
    assert "<table" not in section["html"]


def test_a_grid_with_words_in_one_column_is_no_table(sections_of):
    drawn = tables_pdf.words([["Every partner tells the lead"], ["And writes it down"]])
    (section,) = sections_of(tables_pdf.page(drawn, tables_pdf.strokes((66, 300, 500), (714, 694, 674))), "pdf")
    assert "<table" not in section["html"]


def test_where_every_row_is_bold_none_is_the_head(sections_of):
    rows = b"\n".join(tables_pdf.words([row], top=700 - at * 20, head="F2") for at, row in enumerate(tables_pdf.PHONES))
    (section,) = sections_of(tables_pdf.page(rows), "pdf")
    assert "<table" in section["html"]
    assert "<th" not in section["html"]


def test_words_that_touch_across_a_line_are_in_two_cells(sections_of):
    drawn = tables_pdf.words([["Agency", "Team"], ["Dagenham", "MASH"]], lefts=(70, 124.5))
    (section,) = sections_of(tables_pdf.page(drawn, tables_pdf.strokes((66, 124, 300), (714, 694, 674))), "pdf")
    assert tables_in([section]) == [[["Agency", "Team"], ["Dagenham", "MASH"]]]
