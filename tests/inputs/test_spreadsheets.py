"""Spreadsheets as Excel and people make them: (kind, file, what becomes of it), through the admin's import."""

import io
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.dimensions import ColumnDimension

from lscb_contacts.models import Board, ContactPoint
from tests.exchange.files import as_csv, as_xlsx, confirm, dry_run, left_out, wrong
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

POINTS, BOARDS, AUTHORITIES = (f"/admin/lscb_contacts/{name}/" for name in ("contactpoint", "board", "authority"))
PK = 4711
HEADER = ["id", "authority", "purpose", "name", "phone", "source"]
ROW = [PK, "brent", "front_door", "MASH", "020 7946 0000", "Zoë’s café"]
TEXT = "id,authority,purpose,name,phone,source\r\n"
LINE = f"{PK},brent,front_door,MASH,020 7946 0000,Zoë’s café\r\n"


def row(**changes):
    return list((dict(zip(HEADER, ROW, strict=True)) | changes).values())


@pytest.fixture
def point():
    return ContactPointFactory(pk=PK, authority__slug="brent", name="MASH", phone="020 7946 0000")


def hidden(book):
    book.active.column_dimensions["D"] = ColumnDimension(book.active, index="D", hidden=True)
    book.active.row_dimensions[2].hidden = True


def more_sheets(book):
    book.create_sheet("Old numbers").append(["id", "phone"])
    secret = book.create_sheet("Secret")
    secret.append(["x"])
    secret.sheet_state = "hidden"


def behind_a_cover(book):
    cover = book.create_sheet("Read me", 0)
    cover.append(["How to fill in this workbook"])


def merged(book):
    book.active.merge_cells("D2:D3")


def text_format(column, value, number_format):
    def change(book):
        cell = book.active[f"{column}2"]
        cell.value, cell.number_format = value, number_format

    return change


def wrong_dimension(content):
    """A workbook whose sheet says that it is one cell large, as some programs write."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'<dimension ref="A1:F2"', b'<dimension ref="A1"')
            new.writestr(name, part)
    return found.getvalue()


READ = [
    ("semicolons", as_csv(HEADER, ROW, delimiter=";")),
    ("tabs", as_csv(HEADER, ROW, delimiter="\t")),
    ("sep= in the first line", as_csv(HEADER, ROW, delimiter=";", before="sep=;\r\n")),
    ("sep= with tabs", as_csv(HEADER, ROW, delimiter="\t", before="sep=\t\r\n")),
    ("a mark at the start", as_csv(HEADER, ROW, encoding="utf-8-sig")),
    ("Windows-1252", as_csv(HEADER, ROW, encoding="windows-1252", delimiter=";")),
    ("UTF-16, little end first", b"\xff\xfe" + as_csv(HEADER, ROW, delimiter="\t", encoding="utf-16-le")),
    ("UTF-16, big end first", b"\xfe\xff" + as_csv(HEADER, ROW, delimiter="\t", encoding="utf-16-be")),
    ("UTF-16 without its mark", as_csv(HEADER, ROW, encoding="utf-16-le")),
    (
        "headings in capitals, with spaces",
        as_csv([" ID ", "Authority", "PURPOSE", "Name", "Phone\u00a0", "source"], ROW),
    ),
    ("a title above the heading", as_csv(["Contact points, March 2026"], [], HEADER, ROW)),
    ("empty rows and columns between", as_csv([*HEADER[:3], "", *HEADER[3:]], [], [*ROW[:3], "", *ROW[3:]], [])),
    ("line ends of three kinds", (TEXT.replace("\r\n", "\r") + LINE.replace("\r\n", "\n")).encode()),
    ("carriage returns only", (TEXT + LINE).replace("\r\n", "\r").encode()),
    ("NUL and other invisible signs", as_csv(HEADER, row(name="MA\x00S\u200bH\u00a0"))),
    ("cells that end in spaces that do not break", as_csv(HEADER, row(phone="020\u00a07946\u00a00000\u00a0"))),
    ("a line break in a cell", as_csv(HEADER, row(source="Zoë’s\ncafé"))),
    ("a final Ctrl-Z", (TEXT + LINE).encode() + b"\x1a"),
    ("id as 4711.0", as_csv(HEADER, row(id="4711.0"))),
    ("purpose by its words", as_csv(HEADER, row(purpose="Front door, in office hours"))),
    ("owner in capitals", as_csv(HEADER, row(authority="BRENT "))),
    ("a workbook", as_xlsx(HEADER, ROW)),
    ("a workbook that lies about its size", wrong_dimension(as_xlsx(HEADER, ROW))),
    ("numbers as numbers", as_xlsx(HEADER, row(id=4711.0, phone=2079460000))),
    ("a number that lost its nought", as_csv(HEADER, row(phone="2079460000"))),
    ("a number as the text of a formula", (TEXT + LINE.replace("020 7946 0000", '="02079460000"')).encode()),
    ("a number with the format 00000000000", as_xlsx(HEADER, ROW, change=text_format("E", 2079460000, "0" * 11))),
    (
        "a title and merged cells above",
        as_xlsx(["Contacts"], HEADER, ROW, change=lambda b: b.active.merge_cells("A1:F1")),
    ),
    ("hidden columns and rows", as_xlsx(HEADER, ROW, change=hidden)),
    ("more sheets", as_xlsx(HEADER, ROW, change=more_sheets)),
    ("a cover sheet before the table", as_xlsx(HEADER, ROW, change=behind_a_cover)),
]


@pytest.mark.parametrize(("kind", "content"), READ, ids=[kind for kind, _ in READ])
def test_read_as_meant(editor_client, point, kind, content):
    page = dry_run(editor_client, content, POINTS)
    assert wrong(page) == []
    confirm(editor_client, page, POINTS)
    point.refresh_from_db()
    assert (point.name, point.phone.as_e164, point.source) == ("MASH", "+442079460000", "Zoë’s café")


NARROW, EXCEL_97 = "2.08E+09", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = [
    ("a shortened number", as_csv(HEADER, row(phone=NARROW)), "Row 2, column phone: The spreadsheet shortened"),
    ("an error for a value", as_csv(HEADER, row(name="#REF!")), "Row 2, column name: The spreadsheet shows “#REF!”"),
    ("another error", as_xlsx(HEADER, row(source="#N/A")), "Row 2, column source: The spreadsheet shows “#N/A”"),
    ("a column too narrow", as_csv(HEADER, row(source="########")), "Row 2, column source: The spreadsheet shows"),
    ("a formula", as_xlsx(HEADER, row(phone="=A1+1")), "Row 2, column phone: This is a formula. Give the value"),
    (
        "too many digits",
        as_xlsx(HEADER, row(source=12345678901234567)),
        "Row 2, column source: A spreadsheet loses digits",
    ),
    ("a truth for a number", as_xlsx(HEADER, row(phone=True)), "Row 2, column phone: This is not a telephone number"),
    ("letters in a number of a row", as_csv(HEADER, row(id="12a")), "Row 2, column id: There is no contact point 12a."),
    ("a number beyond all rows", as_csv(HEADER, row(id="9" * 30)), "Row 2, column id: There is no contact point"),
    ("a purpose that is none", as_csv(HEADER, row(purpose="night")), "Write one of these: front_door, out_of_hours"),
    ("too long", as_csv(HEADER, row(name="x" * 200)), "Row 2, column name: "),
    (
        "more cells than headings",
        as_csv(HEADER, [*ROW, "Smith"]),
        "Row 2 has “Smith” in column G, which has no heading.",
    ),
    ("a comma that was not quoted", (TEXT + LINE.replace("MASH", "MASH, team")).encode(), "which has no heading."),
    ("a title above counts", as_csv(["Title"], [], HEADER, row(phone="1")), "Row 4, column phone:"),
    ("empty rows count", as_csv(HEADER, [], [], row(phone="1")), "Row 4, column phone:"),
    ("sep= does not count", as_csv(HEADER, row(phone="1"), before="sep=,\n"), "Row 2, column phone:"),
    ("a heading twice", as_csv([*HEADER, "Phone "], [*ROW, "1"]), "The column “phone” is there twice."),
    (
        "a heading that is not known",
        as_csv([*HEADER, "Telefax"], [*ROW, "1"]),
        "The column “Telefax” is not known here.",
    ),
    ("quotes not closed", (TEXT + LINE.replace("MASH", '"MASH')).encode(), "Row 2 cannot be divided into cells"),
    ("two encodings", (TEXT + LINE).encode() + "1,Zoë\r\n".encode("windows-1252"), "mixed from two encodings"),
    (
        "merged cells",
        as_xlsx(HEADER, ROW, row(id=None, name=None), change=merged),
        "Row 3, column name: This cell is merged",
    ),
    ("an old workbook", EXCEL_97, "This is an old Excel workbook (.xls). Save it as"),
    ("a workbook with a password", EXCEL_97 + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    ("a PDF", b"%PDF-1.7\n", "This is a PDF, not a table of cells."),
    ("a web page", b"<html><table><tr><td>id</td></tr></table></html>", "This is a web page or an old kind of Excel"),
    ("OpenDocument", b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
    ("half a workbook", as_xlsx(HEADER, ROW)[:900], "This file is incomplete."),
    ("an empty file", b"", "empty"),
    ("nothing but separators", b",,,\r\n,,,\r\n", "There is nothing in this file."),
    ("a heading alone", as_csv(HEADER), "There is a heading, and no row below it."),
    ("no heading", as_csv(ROW), "There is a heading, and no row below it."),
]


def test_refused_in_words(editor_client, point, subtests):
    for kind, content, told in REFUSED:
        with subtests.test(kind):
            page = dry_run(editor_client, content, POINTS, "sheet.xlsx" if content.startswith(b"PK") else "sheet.csv")
            sentences = " ".join(wrong(page))
            assert page.status_code == 200
            assert told in sentences, sentences
            assert "process_import" not in page.text
            for word in ("Error", "Exception", "Traceback", "django", "SELECT", "constraint", "None", "str"):
                assert word not in sentences.split()
            assert ContactPoint.objects.get().source == ""


BOARD = ["slug", "name", "authorities", "active_until"]
DAYS = [
    ("as this site writes it", "2019-09-01", date(2019, 9, 1)),
    ("as Excel shows it in Britain", "01/09/2019", date(2019, 9, 1)),
    ("in words", "1 September 2019", date(2019, 9, 1)),
    ("as Excel shortens it", "01-Sep-2019", date(2019, 9, 1)),
    ("a date of a workbook", datetime(2019, 9, 1), date(2019, 9, 1)),
    ("a bare number", 43709, None),
    ("as in America", "09/13/2019", None),
    ("two figures for the year", "1/9/19", None),
    ("no date", "autumn 2019", None),
    ("a day with an hour", datetime(2019, 9, 1, 14, 30), None),
]


@pytest.mark.parametrize(("kind", "typed", "day"), DAYS, ids=[kind for kind, *_ in DAYS])
def test_days(editor_client, kind, typed, day):
    AuthorityFactory(slug="brent")
    page = dry_run(editor_client, as_xlsx(BOARD, ["new", "New", "brent", typed]), BOARDS, "sheet.xlsx")
    if day is None:
        assert "Row 2, column active_until:" in wrong(page)[0]
        assert "Write it like 2019-09-01." in wrong(page)[0]
    else:
        confirm(editor_client, page, BOARDS)
        assert Board.objects.get().active_until == day


@pytest.mark.parametrize("ways", [["b", "a"], ["b", "c", "a"], ["a"]])
def test_boards_that_follow_each_other_are_refused(editor_client, ways):
    authority = AuthorityFactory(slug="brent")
    for slug in "abc":
        BoardFactory(slug=slug, name=slug.upper(), authorities=[authority])
    rows = zip(["a", *ways], ways, strict=False)
    page = dry_run(editor_client, as_csv(["slug", "succeeded_by"], *rows), BOARDS)
    (sentence,) = wrong(page)
    assert sentence.startswith(f"Row {len(ways) + 1}, column succeeded_by:")
    assert not Board.succeeded_by.through.objects.exists()


LEFT_OUT = [
    ("a title", as_csv(["Title"], HEADER, ROW), "Row 1 above the heading: not read."),
    ("empty rows", as_csv(HEADER, [], [], ROW), "Rows 2 to 3: empty."),
    ("another sheet", as_xlsx(HEADER, ROW, change=more_sheets), "The sheet “Old numbers” is not read."),
    ("a hidden sheet", as_xlsx(HEADER, ROW, change=more_sheets), "The hidden sheet “Secret” is not read."),
    (
        "columns to read",
        as_csv([*HEADER, "freshness"], [*ROW, "fresh"]),
        "Only for reading, and never taken in: freshness.",
    ),
    ("rows as stored", as_csv(["id", "name"], [PK, "MASH"]), "Row 2: as it is stored, so nothing changes."),
    ("missing cells", (TEXT + f"{PK},brent,front_door,MASH,020 7946 0000\n").encode(), "Row 2: fewer cells"),
    ("hidden columns", as_xlsx(HEADER, ROW, change=hidden), "read all the same: column D."),
    ("hidden rows", as_xlsx(HEADER, ROW, change=hidden), "read all the same: row 2."),
    ("letters of Windows", as_csv(HEADER, ROW, encoding="windows-1252"), "The accents were read as Windows"),
]


def test_what_is_left_out_or_guessed_is_listed(editor_client, point, subtests):
    for kind, content, told in LEFT_OUT:
        with subtests.test(kind):
            assert any(told in sentence for sentence in left_out(dry_run(editor_client, content, POINTS)))


def test_a_confirmed_import_is_not_taken_in_twice(editor_client, point):
    page = dry_run(editor_client, as_csv(HEADER, ROW), POINTS)
    confirm(editor_client, page, POINTS)
    assert "Nothing was imported: choose the file once more." in confirm(editor_client, page, POINTS).text


@pytest.mark.parametrize("sent", [{"format": "x"}, {"format": "7"}, {"resource": "7"}, {"import_file_name": "passwd"}])
def test_a_confirmation_of_nothing_is_refused(editor_client, sent):
    form = {"import_file_name": "tmp-sheet", "original_file_name": "a.csv", "format": "0", "resource": "0", "seen": "x"}
    (Path(tempfile.gettempdir()) / "tmp-sheet").write_bytes(as_csv(HEADER, ROW))
    answer = editor_client.post(f"{POINTS}process_import/", form | sent, follow=True)
    assert "Nothing was imported: choose the file once more." in answer.text


def test_odd_addresses_of_these_screens_are_no_fault(editor_client, subtests):
    for query in ["?foo=bar", "?purpose=nothing", "?freshness=x", "?q=%FF", "?o=zzz", "?confirmed_on__year=x"]:
        for screen in ["export/", "import/"]:
            with subtests.test(query=query, screen=screen):
                assert editor_client.get(f"{POINTS}{screen}{query}").status_code < 500
