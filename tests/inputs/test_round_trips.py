"""Spreadsheets that go out: they open as they should, and what comes back untouched changes nothing."""

import io
from datetime import date

import openpyxl
import pytest

from lscb_contacts.models import Authority, Board, ContactPoint
from tests.exchange.files import confirm, dry_run, exported, wrong
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

POINTS, BOARDS, AUTHORITIES = (f"/admin/lscb_contacts/{name}/" for name in ("contactpoint", "board", "authority"))
AWKWARD = [
    "=1+1",
    "'=1+1",
    "''+44",
    "'quoted'",
    "- a list",
    "@home",
    "Zoë “Ł” ’s – 中文",
    'say "no"; or, not',
    "012",
]


@pytest.mark.parametrize("kind", ["0", "1"])
@pytest.mark.parametrize("text", AWKWARD)
def test_what_goes_out_comes_back_and_changes_nothing(administrator_client, kind, text):
    authority = AuthorityFactory(slug="brent", police_unit=text)
    new = BoardFactory(slug="new", authorities=[authority])
    board = BoardFactory(
        slug="old", note=text, authorities=[authority], active_until=date(2019, 9, 1), succeeded_by=[new]
    )
    point = ContactPointFactory(authority=authority, name=text, note=text, source=text, confirmed=True)
    for address in (POINTS, BOARDS, AUTHORITIES):
        page = dry_run(administrator_client, exported(administrator_client, address, kind), address)
        assert wrong(page) == []
        assert {row.import_type for row in page.context["result"].rows} == {"skip"}
        confirm(administrator_client, page, address)
    assert ContactPoint.objects.get(pk=point.pk).name == text
    assert (Board.objects.get(pk=board.pk).note, Authority.objects.get().police_unit) == (text, text)


def test_exports_open_in_excel_with_accents_and_noughts(editor_client):
    ContactPointFactory(source="Zoë’s", phone="020 7946 0000")
    text = exported(editor_client, POINTS)
    assert text.startswith("\ufeff".encode())
    assert "Zoë’s" in text.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(exported(editor_client, POINTS, "1"))).active
    assert {(cell.data_type, cell.number_format) for cell in sheet[2] if cell.value} == {("s", "@")}
    assert "020 7946 0000" in [cell.value for cell in sheet[2]]
