"""What the cells of the sheet may say."""

from datetime import date

import pytest

from lscb_site.exchange.cells import UnreadableSheet
from lscb_site.moving_in.sheet import MissingColumn, Wrong, read_date, read_edition, read_sheet
from resources.models import Audience, Publisher, Topic

pytestmark = pytest.mark.django_db


def read(text: str):
    return read_sheet(text.encode())


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2013-09-17", date(2013, 9, 17), "day"),
        ("17/9/2013", date(2013, 9, 17), "day"),
        ("17 September 2013", date(2013, 9, 17), "day"),
        ("September 2013", date(2013, 9, 1), "month"),
        ("Sept. 2013", date(2013, 9, 1), "month"),
        ("2013-09", date(2013, 9, 1), "month"),
        ("09/2013", date(2013, 9, 1), "month"),
        ("2013", date(2013, 1, 1), "year"),
        ("2013.0", date(2013, 1, 1), "year"),
        ("", None, "day"),
    ],
)
def test_a_date_says_no_more_than_is_known(text, day, precision):
    assert read_date(text) == (day, precision)


@pytest.mark.parametrize("text", ["13/2013", "2013-00", "Septembre 2013", "9/17/2013", "31 February 2013", "41000"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "number", "label"),
    [
        ("2", 2, ""),
        ("2.0", 2, ""),
        ("2nd edition", 2, ""),
        ("3rd Edn", 3, ""),
        ("Version 3.1", None, "Version 3.1"),
        ("2015 revision", None, "2015 revision"),
        ("", None, ""),
    ],
)
def test_an_edition_has_a_number_or_a_name(text, number, label):
    assert read_edition(text) == (number, label)


@pytest.mark.parametrize("text", ["0", "1000", "99999999"])
def test_no_edition_has_such_a_number(text):
    with pytest.raises(ValueError, match="from 1 to 999"):
        read_edition(text)


def test_names_are_found_as_people_write_them():
    publisher = Publisher.objects.create(name="London Councils", slug="london-councils")
    cse = Topic.objects.create(name="Child sexual exploitation", slug="cse")
    both = Topic.objects.create(name="Police, health and schools", slug="three")
    nurses = Audience.objects.create(name="Nurses", slug="nurses")
    (first, second), left_out = read(
        "File,Title,Kind,Publisher,Topics,Audiences,Old address,Shelf\n"
        "a.pdf,A,Protocol,LONDON councils,CSE,nurses,/a.pdf; /b.pdf,12\n"
        'b.pdf,B,report,,"Police, health and schools",,,\n'
    )
    assert (first.publisher, first.topics, first.audiences) == (publisher, (cse,), (nurses,))
    assert first.old_addresses == ("/a.pdf", "/b.pdf")
    assert second.topics == (both,)
    assert left_out == ["The column “Shelf” is not read."]


def test_everything_that_is_wrong_with_a_row_is_said_at_once():
    (row,), _ = read("file,title,kind,date,topics,role,publisher\na.pdf,,leaflet,soon,Bees,cover,Nobody\n")
    assert isinstance(row, Wrong)
    assert [fault.partition(":")[0] for fault in row.faults] == ["title", "date", "kind", "publisher", "topics", "role"]
    assert "There is no publishing body “Nobody”: add it in the admin" in row.faults[3]


def test_a_formula_and_a_lost_value_are_no_cells():
    (row,), _ = read("file,title,kind\na.pdf,#REF!,report\n")
    assert "which is no value" in row.faults[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("file,title\na,b\n", "“kind” is missing"),
        ("file,title,kind,Kind\na,b,form,form\n", "“kind” is there twice"),
    ],
)
def test_a_column_that_must_be_there(text, sentence):
    with pytest.raises(MissingColumn, match=sentence):
        read(text)


def test_what_is_no_table_is_refused():
    with pytest.raises(UnreadableSheet, match="This is a PDF"):
        read_sheet(b"%PDF-1.7")
