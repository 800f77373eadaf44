"""Spreadsheets through the admin: a dry run that names rows and columns, an import as careful as an editor."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from lscb_contacts.models import Authority, Board, ContactPoint, ProposedChange
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

POINTS, BOARDS, AUTHORITIES = (f"/admin/lscb_contacts/{name}/" for name in ("contactpoint", "board", "authority"))
CSV, XLSX = "0", "1"
HEADER = ["id", "authority", "purpose", "name", "phone", "email"]


@pytest.fixture
def point():
    return ContactPointFactory(authority__slug="brent", name="MASH", email="mash@example.gov.uk")


def row(point, **changes):
    values = {
        "id": str(point.pk),
        "authority": "brent",
        "purpose": "front_door",
        "name": "MASH",
        "phone": "020 7946 0000",
        "email": "mash@example.gov.uk",
    }
    return list((values | changes).values())


def as_csv(*rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(*rows) -> bytes:
    book, stored = openpyxl.Workbook(), io.BytesIO()
    for cells in rows:
        book.active.append(cells)
    book.save(stored)
    return stored.getvalue()


FORMATS = [pytest.param(CSV, as_csv, id="csv"), pytest.param(XLSX, as_xlsx, id="xlsx")]


def dry_run(client, content, kind=CSV, address=POINTS):
    name = "sheet.csv" if kind == CSV else "sheet.xlsx"
    form = {"format": kind, "resource": "0", "import_file": SimpleUploadedFile(name, content)}
    return client.post(f"{address}import/", form)


def confirm(client, page, address=POINTS):
    """Send back the form that a dry run without errors ends with."""
    (form,) = html.fromstring(page.text).xpath("//form[contains(@action, 'process_import')]")
    return client.post(f"{address}process_import/", dict(form.form_values()), follow=True)


def stored(point):
    return ContactPoint.objects.get(pk=point.pk)


def proposed(change=None) -> dict[str, str]:
    """What one change, by default the only one, would make of its fields."""
    return dict((change or ProposedChange.objects.get()).values.values_list("field", "after"))


def wrong(page) -> list[str]:
    return [item.text_content().strip() for item in html.fromstring(page.text).xpath("//ul[@class='errorlist']/li")]


# What goes in -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "made"), FORMATS)
def test_a_dry_run_shows_what_would_change_and_changes_nothing(editor_client, point, kind, made):
    page = dry_run(editor_client, made([*HEADER, "source"], [*row(point), "The council"]), kind)
    assert page.status_code == 200
    assert "<ins" in page.text
    assert stored(point).source == ""
    confirm(editor_client, page)
    assert stored(point).source == "The council"


@pytest.mark.parametrize(("kind", "made"), FORMATS)
def test_a_new_number_is_proposed_and_the_dry_run_says_so(editor, editor_client, point, kind, made):
    page = dry_run(editor_client, made(HEADER, row(point, phone="020 7946 0999")), kind)
    assert "waits until somebody else accepts it" in html.fromstring(page.text).text_content()
    assert not ProposedChange.objects.exists()
    confirm(editor_client, page)
    assert stored(point).phone.as_e164 == "+442079460000"
    change = ProposedChange.objects.get()
    assert (proposed(change), change.origin, change.proposed_by) == ({"phone": "+442079460999"}, "file", editor)


def test_a_number_that_lost_its_nought_in_a_spreadsheet_is_the_same_number(editor_client, point):
    confirm(editor_client, dry_run(editor_client, as_xlsx(HEADER, row(point, phone=2079460000)), XLSX))
    assert not ProposedChange.objects.exists()


def test_an_import_adds_but_never_deletes(editor_client, point):
    new = ["", "brent", "out_of_hours", "Night team", "", "night@example.gov.uk"]
    confirm(editor_client, dry_run(editor_client, as_csv(HEADER, new)))
    assert set(ContactPoint.objects.values_list("name", flat=True)) == {"MASH", "Night team"}


def test_an_import_never_confirms(editor_client, point):
    header = [*HEADER, "confirmed_on", "confirmed_by", "freshness"]
    content = as_csv(header, [*row(point, name="Front door"), "2026-03-03", "MASH manager", "fresh"])
    confirm(editor_client, dry_run(editor_client, content))
    assert (proposed(), stored(point).is_confirmed) == ({"name": "Front door"}, False)
    assert ProposedChange.objects.get().confirmed_on is None


def test_a_column_that_is_left_out_is_left_alone(editor_client, point):
    confirm(editor_client, dry_run(editor_client, as_csv(["id", "name"], [point.pk, "Front door"])))
    assert proposed() == {"name": "Front door"}


def test_empty_rows_at_the_end_are_nothing(editor_client, point):
    content = as_xlsx(HEADER, row(point, name="Front door"), [None] * 6, [""] * 6)
    confirm(editor_client, dry_run(editor_client, content, XLSX))
    assert proposed() == {"name": "Front door"}


# What is sent back --------------------------------------------------------------------------------------------------


WRONG = [
    (lambda p: [["id", "telefone"], [p.pk, "1"]], "The column “telefone” is not known here."),
    (lambda p: [["name", "phone"], ["MASH", "1"]], "The column “id” is missing."),
    (lambda p: [["id", "name", "name"], [p.pk, "a", "b"]], "The column “name” is there twice."),
    (lambda p: [HEADER, row(p), row(p)], "Row 3, column id: This row repeats row 2."),
    (
        lambda p: [HEADER, *[["", "brent", "lado", "LADO", "", "a@example.org"]] * 2],
        "Row 3, column name: This row repeats row 2.",
    ),
    (lambda p: [HEADER, row(p, id="")], "Row 2, column id: This contact point is there already: it has the id"),
    (lambda p: [HEADER, row(p, id="99999")], "Row 2, column id: There is no contact point 99999."),
    (lambda p: [HEADER, row(p), row(p, id="", name='=HYPERLINK("https://a.example")')], "Row 3, column name:"),
    (lambda p: [HEADER, row(p, phone="=2079460000+1")], "Row 2, column phone: This is a formula."),
    (lambda p: [HEADER, row(p, phone="020 7946")], "Row 2, column phone:"),
    (lambda p: [HEADER, row(p, phone="ask Jane")], "Row 2, column phone: This is not a telephone number"),
    (lambda p: [HEADER, row(p, email="no address")], "Row 2, column email: Enter a valid email address."),
    (lambda p: [HEADER, row(p, purpose="night")], "Row 2, column purpose:"),
    (lambda p: [HEADER, row(p, authority="barnet")], "Row 2, column authority: The contact point"),
    (lambda p: [HEADER, row(p, id="", authority="atlantis")], "Row 2, column authority: There is no authority"),
    (
        lambda p: [HEADER, row(p, name="MASH 020 7946 0999")],
        "Row 2, column name: This looks like a telephone number",
    ),
    (lambda p: [HEADER, row(p, phone="", email="")], "Row 2: Give a telephone number, an e-mail address"),
]


@pytest.mark.parametrize(("kind", "made"), FORMATS)
def test_what_is_wrong_is_named_by_row_and_column(editor_client, point, kind, made, subtests):
    for rows, told in WRONG:
        with subtests.test(told):
            page = dry_run(editor_client, made(*rows(point)), kind)
            assert any(told in sentence for sentence in wrong(page)), wrong(page)
            assert "process_import" not in page.text
            assert ContactPoint.objects.get().email == "mash@example.gov.uk"


def test_of_a_file_with_one_wrong_row_nothing_is_taken(editor_client, point):
    other = ContactPointFactory(authority__slug="barnet")
    good = row(point, name="Front door")
    dry_run(editor_client, as_csv(HEADER, good, row(other, authority="barnet", phone="1")))
    assert stored(point).name == "MASH"


def test_what_became_wrong_since_the_dry_run_is_not_taken_either(editor_client, point):
    page = dry_run(editor_client, as_csv(HEADER, row(point, name="Front door")))
    point.delete()
    answer = confirm(editor_client, page)
    assert "Nothing was imported: the directory changed meanwhile." in answer.text
    assert not ContactPoint.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"PK\x03\x04 not a workbook"])
@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_bytes_that_are_no_sheet_are_refused_in_words(editor_client, content, kind):
    page = dry_run(editor_client, content, kind)
    assert page.status_code == 200
    assert wrong(page)


# Who may ------------------------------------------------------------------------------------------------------------


def test_a_live_board_is_changed_by_publishers_only(editor_client, publisher_client):
    board = BoardFactory(live=True, slug="brent", name="Brent Board", authorities=[AuthorityFactory(slug="brent")])
    content = as_csv(["slug", "website"], ["brent", "https://example.org/"])
    page = dry_run(editor_client, content, address=BOARDS)
    assert wrong(page) == ["Row 2, column slug: This board is not a draft, so only a publisher can change it."]
    confirm(publisher_client, dry_run(publisher_client, content, address=BOARDS), BOARDS)
    board.refresh_from_db()
    assert board.website == "https://example.org/"


def test_a_board_comes_in_as_a_draft_with_its_authorities_and_leads_on(editor_client):
    AuthorityFactory(slug="brent")
    AuthorityFactory(slug="barnet")
    header = ["slug", "name", "kind", "authorities", "active_until", "succeeded_by"]
    partnership = ["new", "New Partnership", "partnership", "brent;barnet", "", ""]
    board = ["old", "Old Board", "board", "brent", "2019-09-01", "new"]
    confirm(editor_client, dry_run(editor_client, as_csv(header, partnership, board), address=BOARDS), BOARDS)
    old = Board.objects.get(slug="old")
    assert (old.state, old.succeeded_by.get().slug, str(old.active_until)) == ("draft", "new", "2019-09-01")
    assert old.succeeded_by.get().authorities.count() == 2


def test_an_unknown_authority_of_a_board_is_named(editor_client):
    content = as_csv(["slug", "name", "authorities"], ["new", "New", "atlantis"])
    page = dry_run(editor_client, content, address=BOARDS)
    assert wrong(page) == ["Row 2, column authorities: There is no authority “atlantis”."]


def test_authorities_come_in_by_an_administrators_hand(editor_client, publisher_client, administrator_client):
    authority = AuthorityFactory(gss_code="E09000005")
    content = as_csv(["gss_code", "council_url"], ["E09000005", "https://www.brent.gov.uk/"])
    for client in (editor_client, publisher_client):
        assert dry_run(client, content, address=AUTHORITIES).status_code == 403
    page = dry_run(administrator_client, content, address=AUTHORITIES)
    confirm(administrator_client, page, AUTHORITIES)
    assert Authority.objects.get(pk=authority.pk).council_url == "https://www.brent.gov.uk/"


# What goes out ------------------------------------------------------------------------------------------------------


def exported(client, address, kind=CSV):
    form = html.fromstring(client.get(f"{address}export/").content).xpath("//form[.//select[@name='format']]")[0]
    data = dict(form.form_values()) | {"format": kind}
    return client.post(f"{address}export/", data)


def test_what_goes_out_comes_back_unchanged(editor_client):
    points = [ContactPointFactory(name="=1+1"), ContactPointFactory(name="+44 desk", confirmed=True)]
    sheet = exported(editor_client, POINTS)
    page = dry_run(editor_client, sheet.content)
    assert wrong(page) == []
    confirm(editor_client, page)
    assert {stored(point).name for point in points} == {"=1+1", "+44 desk"}
    assert stored(points[1]).is_confirmed


def test_no_cell_of_a_sheet_runs_as_a_formula(editor_client):
    ContactPointFactory(name='=HYPERLINK("https://a.example")', note="@SUM(1)", source="-1", phone_note="+1")
    rows = list(csv.reader(io.StringIO(exported(editor_client, POINTS).content.decode())))
    assert [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@"))] == []
    book = openpyxl.load_workbook(io.BytesIO(exported(editor_client, POINTS, XLSX).content))
    assert [cell for cells in book.active for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize("address", [POINTS, BOARDS, AUTHORITIES])
def test_every_role_may_take_the_list_away(editor_client, address):
    assert exported(editor_client, address).status_code == 200


def test_what_changed_since_the_dry_run_is_not_overwritten(editor_client, point):
    page = dry_run(editor_client, as_csv(HEADER, row(point, email="new@example.gov.uk")))
    ContactPoint.objects.filter(pk=point.pk).update(note="Written meanwhile", email="meanwhile@example.gov.uk")
    answer = confirm(editor_client, page)
    assert "Nothing was imported: the directory changed meanwhile." in answer.text
    assert stored(point).email == "meanwhile@example.gov.uk"
