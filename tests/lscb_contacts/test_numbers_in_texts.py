"""A telephone number typed into a text of the directory: noticed, asked about, and never live by one person."""

import pytest
from django.urls import reverse

from lscb_contacts.models import Authority, Board, ContactPoint, Helpline
from lscb_contacts.numbers_in_texts import digits_of, numbers_in
from lscb_site.web.addresses import admin_address
from tests.editing.browser_form import untouched
from tests.factories import AuthorityFactory, BoardFactory, ContactPointFactory, HelplineFactory
from tests.lscb_contacts.entries import waiting
from tests.lscb_contacts.test_exchange import as_csv, dry_run, wrong

LOOKS = "This looks like a telephone number"
NUMBERS = {
    "call 020 7946 0000 at night": "02079460000",
    "0207-946.0000": "02079460000",
    "(020) 7946 0000 or post": "02079460000",
    "+44 (0)20 7946 0000": "02079460000",
    "+44 20 7946 0000": "02079460000",
    "０２０ ７９４６ ００００": "02079460000",
    "020•7946•0000": "02079460000",
    "0 2 0 7 9 4 6 0 0 0 0": "02079460000",
    "020\N{NO-BREAK SPACE}7946\N{NON-BREAKING HYPHEN}0000": "02079460000",
    "tel:02079460000": "02079460000",
    "Childline 0800 1111": "08001111",
    "7946 0000 within London": "79460000",
    "a digit short: 020 7946 000": "0207946000",
    "a digit too many: 020 7946 00000": "020794600000",
    "a mobile 07700 900123": "07700900123",
    "missing: call 116 000": "116000",
    "116123, day and night": "116123",
}
NO_NUMBERS = [
    "option 2",
    "extension 4567",
    "999, 101 or 111",
    "Monday to Friday, 09:00-17:00, since 18 March 2015",
    "0900-1700",
    "01/02/2015 and 01.02.2016",
    "2015-16 and 2019-2020, aged 16-18",
    "https://www.brent.gov.uk/0207/9460000",
    "mash02079460000@example.gov.uk",
    "E09000005",
]


def test_what_looks_like_a_number_and_what_does_not():
    found = {text: [digits_of(number) for number in numbers_in(text)] for text in [*NUMBERS, *NO_NUMBERS]}
    assert found == {text: [number] for text, number in NUMBERS.items()} | {text: [] for text in NO_NUMBERS}


@pytest.mark.usefixtures("loaded_site")
def test_the_boards_own_texts_hold_none():
    texts = {Authority: ["name"], Board: ["name", "note"], Helpline: ["name", "description"]}
    texts[ContactPoint] = ["name", "phone_note", "hours_note", "note", "source", "source_as_of"]
    for model, names in texts.items():
        for row in model.objects.values(*names):
            assert not any(numbers_in(text) for text in row.values()), row


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["name", "phone_note", "hours_note", "note"])
def test_the_form_asks_and_a_number_that_is_meant_waits_for_a_second_person(editor_client, name):
    point = ContactPointFactory(confirmed=True)
    address, typed = admin_address(point), "At night 020 7946 0999"
    answer = editor_client.post(address, untouched(editor_client.get(address), **{name: typed}))
    assert f"{LOOKS} (020 7946 0999). Numbers belong in the telephone field" in answer.text
    assert not waiting(point)
    # The box that the form shows now, ticked as a browser sends it.
    box = {f"{name}-number_is_meant": "02079460999"}
    for other in ("email", "web"):  # something else is wrong: the tick is kept
        answer = editor_client.post(address, untouched(answer, **box, **{other: "no address"}))
        assert LOOKS not in answer.text
        assert f'name="{name}-number_is_meant" value="02079460999" checked' in answer.text
        box = {}
    another = untouched(answer, **{name: "At night 020 7946 0111", "email": "", "web": ""})
    assert f"{LOOKS} (020 7946 0111)" in editor_client.post(address, another).text
    assert editor_client.post(address, untouched(answer, email="", web="")).status_code == 302
    assert waiting(point) == [{name: typed}]
    stored = ContactPoint.objects.get()
    assert (getattr(stored, name), stored.is_confirmed) == (getattr(point, name), True)
    screen = editor_client.get(admin_address(point.proposed_changes.get()))
    assert "This text holds what looks like a telephone number: 020 7946 0999." in screen.text


@pytest.mark.django_db
def test_it_asks_on_the_authoritys_page_beside_the_entry_that_it_is_about(editor_client):
    point = ContactPointFactory()
    address = admin_address(point.authority)
    typed = {"contact_points-0-note": "or 020 7946 0999"}
    answer = editor_client.post(address, untouched(editor_client.get(address), **typed))
    assert LOOKS in answer.text
    assert 'name="contact_points-0-note-number_is_meant" value="02079460999">' in answer.text
    box = {"contact_points-0-note-number_is_meant": "02079460999"}
    assert editor_client.post(address, untouched(answer, **box)).status_code == 302
    assert waiting(point) == [{"note": "or 020 7946 0999"}]


@pytest.mark.django_db
def test_a_number_that_stood_there_before_is_not_asked_about(editor_client):
    point = ContactPointFactory(note="Formerly 020 7946 0999")
    address = admin_address(point)
    form = untouched(editor_client.get(address), note="Until 2019 it was +44 20 7946 0999")
    assert editor_client.post(address, form).status_code == 302


@pytest.mark.django_db
def test_other_texts_of_the_directory_take_no_number(administrator_client):
    board, authority = BoardFactory(authorities=[AuthorityFactory()]), AuthorityFactory()
    texts = {
        ContactPointFactory(): ["source", "source_as_of"],
        board: ["name", "note"],
        authority: ["name", "short_name", "police_unit"],
        HelplineFactory(): ["name", "description"],
    }
    for row, names in texts.items():
        form = untouched(administrator_client.get(admin_address(row)), **dict.fromkeys(names, "020 7946 0999"))
        answer = administrator_client.post(admin_address(row), form)
        wrong_fields = answer.context["adminform"].form.errors
        assert wrong_fields.keys() == set(names)
        for (error,) in wrong_fields.values():
            assert error.startswith(f"{LOOKS} (020 7946 0999)."), row
            assert error.endswith("Take it out of this text.")
        assert "number_is_meant" not in answer.text


@pytest.mark.django_db
@pytest.mark.slow
def test_a_file_brings_none_either(administrator_client):
    point, board = ContactPointFactory(authority__gss_code="E09000099"), BoardFactory(slug="old")
    for model, row in [
        ("contactpoint", {"id": point.pk, "note": "020 7946 0999"}),
        (
            "contactpoint",
            {"id": "", "authority": point.authority.slug, "name": "0207 946 0999", "email": "a@b.uk"},
        ),
        ("board", {"slug": board.slug, "note": "020 7946 0999"}),
        ("authority", {"gss_code": "E09000099", "police_unit": "020 7946 0999"}),
    ]:
        address = reverse(f"admin:lscb_contacts_{model}_changelist")
        page = dry_run(administrator_client, as_csv(list(row), list(row.values())), address=address)
        assert LOOKS in " ".join(wrong(page)), model
        assert wrong(page)[0].startswith("Row 2, column")
