"""Each finding says where to look, in the words of the program that the file was made with."""

import docx
import pytest
from openpyxl.worksheet.filters import FilterColumn

from tests.samples import documents
from tests.samples.hiding import SECRET
from tests.samples.hiding_office import HIDING
from tests.samples.hiding_xlsx import book_with
from tests.samples.office_parts import para, run, word


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("word hidden text", "About page 1, paragraph 2"),
        ("word hidden in a header", "Header, paragraph 1"),
        ("word hidden in a text box", "About page 1, paragraph 3, in a text box"),
        ("word comment", "Comment 1"),
        ("word author", "Author"),
        ("odt hidden section", "Section “S”"),
        ("odt hidden letters", "Paragraph 2"),
        ("pptx notes", "Slide 1"),
        ("pptx hidden slide", "Slide 2"),
        ("xlsx hidden sheet", "Sheet List"),
        ("xlsx hidden column", "Sheet Contacts, column D"),
        ("xlsx hidden rows", "Sheet Contacts, rows 4 to 5"),
        ("xlsx filtered row", "Sheet Contacts, row 4"),
        ("xlsx white", "Sheet Contacts, cell D2"),
        ("xlsx note", "Cell A2"),
    ],
)
def test_the_place_is_said(name, place, find):
    sample = HIDING[name]
    found = find(sample.make(), sample.kind)[sample.code]
    assert place in [each.place for each in found.places]


def test_all_values_of_a_hidden_column_are_one_place_and_hidden_rows_that_lie_together_too(find):
    def change(sheet, book):
        sheet["D3"] = "Jo Blank"
        sheet.append(["r4"])
        sheet.append(["r5"])
        sheet.append(["r6"])
        sheet.append(["r7"])
        sheet.column_dimensions["D"].hidden = True
        for number in (4, 5, 7):
            sheet.row_dimensions[number].hidden = True

    found = find(book_with(change)(), "xlsx")
    assert [(each.place, each.excerpt) for each in found["hidden_columns"].places] == [
        ("Sheet Contacts, column D", "Child · Jo Blank")
    ]
    assert [(each.place, each.excerpt) for each in found["hidden_rows"].places] == [
        ("Sheet Contacts, rows 4 to 5", "r4 · r5"),
        ("Sheet Contacts, row 7", "r7"),
    ]


def test_words_hidden_in_pieces_are_one_excerpt_under_their_heading(find):
    document = docx.Document()
    document.add_heading("Consent", 1)
    paragraph = document.add_paragraph("The child ")
    for piece in ("Quillon ", "Aber", "nathy"):
        paragraph.add_run(piece).font.hidden = True
    (place,) = find(documents.saved(document), "docx")["hidden_text"].places
    assert (place.place, place.excerpt) == ("About page 1, paragraph 2, under “Consent”", SECRET)


def test_pages_are_counted_by_the_breaks_that_the_program_left(find):
    broken = para(run("On the second.") + "<w:r><w:lastRenderedPageBreak/></w:r>") + para(run(SECRET, "<w:vanish/>"))
    (place,) = find(word(broken), "docx")["hidden_text"].places
    assert place.place == "About page 2, paragraph 3"


def test_rows_are_filtered_only_where_a_filter_leaves_something_out(find):
    def change(sheet, book):
        sheet.append([SECRET])
        sheet.auto_filter.ref = "A1:D4"
        sheet.auto_filter.filterColumn.append(FilterColumn(colId=0, hiddenButton=True))
        sheet.row_dimensions[4].hidden = True

    assert find(book_with(change)(), "xlsx").keys() == {"hidden_rows"}


def test_a_table_style_darkens_only_the_rows_that_the_table_uses_it_for(text_of):
    assert "Heading that is seen" in text_of(HIDING["word white in a light row"].make(), "docx")
