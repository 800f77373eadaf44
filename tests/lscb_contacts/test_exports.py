"""The directory as public data: a stable shape, honest about what is confirmed, harmless in spreadsheets."""

import csv
import io
import json
import re
from datetime import date

import pytest
import vobject

from lscb_contacts.exports import lines
from lscb_contacts.exports.vcards import card
from lscb_contacts.models import ContactPoint
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory, OpeningHoursFactory

pytestmark = pytest.mark.django_db

ORGANIZATION = ["id", "name", "alternate_name", "url", "uri", "boards", "services"]
BOARD = [
    "id", "type", "name", "url", "uri", "organizations", "alert", "active_until", "succeeded_by", "source",
    "source_date", "services",
]  # fmt: skip
SERVICE = [
    "id", "name", "type", "status", "phones", "email", "url", "schedules", "schedule_note", "alert", "assured_date",
    "assured_by", "assurance", "source", "source_date", "source_note", "schedule_source",
    "schedule_source_date", "check_first",
]  # fmt: skip
PHONE = ["number", "number_national", "type", "description", "fees_description"]


@pytest.fixture
def brent(time_machine):
    time_machine.move_to("2026-03-10 12:00 +0000")
    authority = AuthorityFactory(short_name="Brent", slug="brent", gss_code="E09000005")
    BoardFactory(live=True, slug="brent-board", authorities=[authority])
    return authority


@pytest.fixture
def point(brent):
    point = ContactPointFactory(
        authority=brent,
        email="mash@example.gov.uk",
        source="https://www.brent.gov.uk/",
        source_as_of="2026",
    )
    OpeningHoursFactory(contact_point=point, bank_holidays="no")
    point.confirm(date(2026, 3, 3), "MASH manager")
    point.save()
    return ContactPoint.objects.get(pk=point.pk)


def told(client, path="/contacts/contacts.json"):
    return json.loads(client.get(path).content)


def table(client, path="/contacts/contacts.csv"):
    return list(csv.DictReader(io.StringIO(client.get(path).content.decode("utf-8-sig"))))


# JSON ---------------------------------------------------------------------------------------------------------------


def test_the_fields_are_those_that_were_promised(client, point):
    whole = told(client)
    assert {name: list(whole[name][0]) for name in whole} == {
        "organizations": ORGANIZATION,
        "boards": BOARD,
    }
    service = whole["organizations"][0]["services"][0]
    assert list(service) == SERVICE
    assert list(service["phones"][0]) == PHONE


def test_a_contact_point_is_told_with_source_and_confirmation(client, point):
    (service,) = told(client)["organizations"][0]["services"]
    assert service["phones"][0]["number"] == "+442079460000"
    assert (service["assured_date"], service["assured_by"]) == ("2026-03-03", "MASH manager")
    assert (service["assurance"], service["source"]) == ("fresh", "https://www.brent.gov.uk/")
    assert service["schedules"] == [
        {
            "description": "Monday to Friday, 9am to 5pm, not on bank holidays",
            "bank_holidays": "no",
            "freq": "WEEKLY",
            "byday": "MO,TU,WE,TH,FR",
            "opens_at": "09:00",
            "closes_at": "17:00",
            "timezone": "Europe/London",
        }
    ]


def test_a_number_to_check_first_says_so_in_every_file(client, point):
    assert told(client)["organizations"][0]["services"][0]["check_first"] is False
    assert "Check this number first" not in client.get("/contacts/contacts.vcf").text
    ContactPoint.objects.filter(pk=point.pk).update(check_first=True)
    assert told(client)["organizations"][0]["services"][0]["check_first"] is True
    assert table(client)[0]["check_first"] == "True"
    assert "Check this number first." in client.get("/contacts/contacts.vcf").text


def test_hours_of_bank_holidays_alone_are_no_weekly_rule(client, point):
    point.opening_hours.update(bank_holidays="only")
    (schedule,) = told(client)["organizations"][0]["services"][0]["schedules"]
    assert "freq" not in schedule
    assert schedule["bank_holidays"] == "only"


@pytest.mark.parametrize(
    ("today", "assurance"),
    [("2026-03-10", "fresh"), ("2026-08-10", "due"), ("2026-09-10", "overdue")],
)
def test_it_says_how_far_a_confirmation_can_be_relied_on(client, point, time_machine, today, assurance):
    time_machine.move_to(f"{today} 12:00 +0100")
    assert told(client)["organizations"][0]["services"][0]["assurance"] == assurance
    assert table(client)[0]["assurance"] == assurance


def test_what_nobody_confirmed_says_so(client, brent):
    ContactPointFactory(authority=brent)
    (service,) = told(client)["organizations"][0]["services"]
    assert (service["assurance"], service["assured_date"], service["assured_by"]) == ("unconfirmed", None, None)
    assert "NOTE:Not yet confirmed" in client.get("/contacts/contacts.vcf").text


def test_one_authority_has_the_same_shape(client, point):
    other = ContactPointFactory()
    BoardFactory(live=True, authorities=[other.authority])
    assert told(client, "/contacts/brent.json") == {
        name: [each for each in found if each["id"] in ("E09000005", "brent-board")]
        for name, found in told(client).items()
    }


@pytest.mark.parametrize("kind", ["csv", "json", "vcf"])
def test_an_authority_that_is_none_is_not_found(client, kind):
    assert client.get(f"/contacts/atlantis.{kind}").status_code == 404


@pytest.mark.parametrize("state", [{}, {"expired": True}, {"withdrawn": True}])
def test_a_board_that_is_not_live_is_nowhere(client, editor_client, brent, state):
    board = BoardFactory(**state, slug="hidden-board", authorities=[brent])
    ContactPointFactory(authority=None, board=board, name="Hidden office", purpose="board_office")
    for reader in (client, editor_client):
        for path in ("contacts.json", "contacts.csv", "contacts.vcf", "boards.csv", "brent.json"):
            text = reader.get(f"/contacts/{path}").text
            assert "hidden-board" not in text, path
            assert "Hidden office" not in text, path


def test_a_successor_is_told_once_it_is_live(client, brent):
    new = BoardFactory(slug="new", authorities=[brent])
    old = BoardFactory(live=True, slug="old", succeeded_by=[new], active_until=date(2019, 9, 1), authorities=[brent])
    assert {board["id"]: board["succeeded_by"] for board in told(client)["boards"]}["old"] == []
    new.publish()
    boards = {board["id"]: board for board in told(client)["boards"]}
    assert (boards["old"]["succeeded_by"], boards["old"]["active_until"]) == (["new"], "2019-09-01")
    assert old.successors == [new]


# CSV ----------------------------------------------------------------------------------------------------------------


def test_a_line_holds_what_a_spreadsheet_needs(client, point):
    (line,) = table(client)
    assert list(line) == lines.CONTACTS
    assert line["phone"] == "020 7946 0000"
    assert (line["organization_id"], line["boards"], line["schedule"]) == (
        "E09000005",
        "brent-board",
        "Monday to Friday, 9am to 5pm, not on bank holidays",
    )
    assert (line["assured_date"], line["assured_by"]) == ("2026-03-03", "MASH manager")


def test_boards_have_a_table_and_their_offices_stand_among_the_contacts(client, brent):
    office = BoardFactory(live=True, slug="with-office", authorities=[brent])
    ContactPointFactory(authority=None, board=office, name="Business manager", purpose="board_office")
    assert {line["id"] for line in table(client, "/contacts/boards.csv")} == {"brent-board", "with-office"}
    (line,) = table(client, "/contacts/brent.csv")
    assert (line["organization_id"], line["service_type"]) == ("with-office", "board_office")


def test_no_cell_runs_as_a_formula(client, brent):
    ContactPointFactory(authority=brent, name='=HYPERLINK("https://a.example")', note="@SUM(1)", source="-1")
    BoardFactory(live=True, name="+Board", authorities=[brent])
    cells = [
        cell
        for path in ("contacts", "boards")
        for line in table(client, f"/contacts/{path}.csv")
        for cell in line.values()
    ]
    assert [cell for cell in cells if cell and cell.startswith(("=", "+", "-", "@"))] == []
    assert "'+Board" in cells


# vCard --------------------------------------------------------------------------------------------------------------


def test_a_card_is_read_by_another_program(point):
    read = vobject.readOne(card(point))
    assert read.version.value == "3.0"
    assert read.fn.value == "Brent: MASH"
    assert read.org.value == ["London Borough of Brent", "MASH"]
    assert read.tel.value == "+442079460000"
    assert read.email.value == "mash@example.gov.uk"
    assert read.note.value.startswith("Confirmed 3 March 2026 by: MASH manager.")
    assert "Source: https://www.brent.gov.uk/" in read.note.value


def test_an_old_confirmation_is_no_comfort(point, time_machine):
    time_machine.move_to("2026-10-01 12:00 +0100")
    old = ContactPoint.objects.get(pk=point.pk)
    assert "That is long ago: check it" in vobject.readOne(card(old)).note.value


@pytest.mark.parametrize(
    "name",
    [
        "MASH, duty; team \\ night",
        "Two\nlines\r\nof it",
        "END:VCARD\r\nBEGIN:VCARD",
        "Children’s social care " * 5,
        "é" * 110,
        "tab\there \x07 bell",
    ],
)
def test_no_text_breaks_a_card(brent, name):
    """Not even one that was written behind the forms' back."""
    point = ContactPointFactory(authority=brent)
    point.name, point.note = name, name * 2
    text = card(point)
    (read,) = vobject.readComponents(text)
    expected = re.sub(r"[\x00-\x08\x0b-\x1f]", "", name.replace("\r\n", "\n")).replace("\t", " ")
    assert read.fn.value == f"Brent: {expected}"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("END:VCARD\r\n")


def test_every_point_that_can_be_written_to_has_a_card_and_a_name_of_its_own(client, brent):
    ContactPointFactory.create_batch(2, authority=brent)
    ContactPointFactory(authority=brent, phone="", web="https://www.brent.gov.uk/")
    cards = list(vobject.readComponents(client.get("/contacts/brent.vcf").text))
    assert len(cards) == len({each.uid.value for each in cards}) == 2


def test_the_answers_are_what_they_say(client, point):
    for path, kind in [
        ("contacts.json", "application/json"),
        ("brent.csv", "text/csv; charset=utf-8"),
        ("brent.vcf", "text/vcard; charset=utf-8"),
    ]:
        answer = client.get(f"/contacts/{path}")
        assert answer.headers["Content-Type"] == kind
        assert not answer.cookies
    assert 'filename="brent.vcf"' in client.get("/contacts/brent.vcf").headers["Content-Disposition"]
