"""How a table is found in a file's bytes, and what of it is left out."""

import io

import openpyxl
import pytest

from lscb_site.exchange.cells import UnreadableSheet, fault_of, in_ranges, squeezed
from lscb_site.exchange.delimited import decoded
from lscb_site.exchange.tables import read_table
from tests.exchange.files import as_csv, as_xlsx

COLUMNS = ["id", "phone_note"]


@pytest.mark.parametrize("heading", ["phone_note", "Phone Note", " PHONE_NOTE ", "phone-note", "Phone\u00a0note"])
def test_a_heading_is_known_however_it_is_written(heading):
    assert squeezed(heading) == "phonenote"


@pytest.mark.parametrize(
    ("numbers", "words"), [([3], "3"), ([3, 4], "3 to 4"), ([9, 3, 5, 6, 7], "3, 5 to 7, 9"), ([1, 3], "1, 3")]
)
def test_rows_in_words(numbers, words):
    assert in_ranges(numbers) == words


@pytest.mark.parametrize("text", ["#1", "E+2", "2E5", "Room #REF", "1.5E-3", "#", "##", "2.08E+9 people"])
def test_what_somebody_may_have_meant_is_no_fault(text):
    assert not fault_of(text) or text == "##"


def test_rows_are_counted_as_the_program_counts():
    table = read_table(as_csv(["Title"], [], ["id", "phone note"], [], ["1", "a"], ["2", "b"]), COLUMNS)
    assert (table.headers, table.numbers, list(table)) == (COLUMNS, [5, 6], [("1", "a"), ("2", "b")])


def test_a_data_row_that_names_a_column_is_no_heading():
    table = read_table(as_csv(COLUMNS, ["1", "id"], ["2", "phone note"]), COLUMNS)
    assert len(table) == 2


@pytest.mark.parametrize("text", ["Zoë", "Zoë “Ł” 中文"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_letters(text, encoding):
    assert decoded(text.encode(encoding)) == (text, "")


def test_letters_that_no_encoding_has():
    with pytest.raises(UnreadableSheet, match="cannot be read"):
        decoded(b"id\r\n\x81\x8d")


def test_a_sheet_with_a_format_in_row_one_million_is_read():
    def change(book):
        book.active["A1048576"].number_format = "0"

    assert list(read_table(as_xlsx(COLUMNS, ["1", "a"], change=change), COLUMNS)) == [("1", "a")]


@pytest.mark.parametrize("place", ["A10002", "HZ2"])
def test_a_sheet_that_is_too_large_is_refused(place):
    def change(book):
        book.active[place] = "far"

    with pytest.raises(UnreadableSheet, match="too large: at most 10,000 rows and 200 columns"):
        read_table(as_xlsx(COLUMNS, change=change), COLUMNS)


def test_of_two_tables_the_first_is_read_and_the_other_named():
    def change(book):
        second = book.create_sheet("Second")
        for cells in (COLUMNS, ["2", "b"]):
            second.append(cells)

    table = read_table(as_xlsx(COLUMNS, ["1", "a"], change=change), COLUMNS)
    assert (list(table), table.left_out) == ([("1", "a")], ["The sheet “Second” is not read."])


def test_a_workbook_whose_only_sheet_is_hidden_is_refused():
    book, stored = openpyxl.Workbook(), io.BytesIO()
    book.active.append(COLUMNS)
    book.create_sheet("Chart")
    book["Chart"].sheet_state = book["Sheet"].sheet_state = "hidden"
    book.create_sheet("Empty")
    book.save(stored)
    with pytest.raises(UnreadableSheet, match="nothing in this file"):
        read_table(stored.getvalue(), COLUMNS)
