"""The directory in the admin: contact points, authorities, boards, helplines, and the settings of the directory."""

from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from lscb_contacts.confirming.corrections import accept
from lscb_contacts.models import (
    Board,
    ConfirmationRequest,
    ContactPoint,
    DirectorySettings,
    Helpline,
    Letter,
    ProposedChange,
)
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    ConfirmationContactFactory,
    ConfirmationRequestFactory,
    ContactPointFactory,
    HelplineFactory,
    ProposedChangeFactory,
)

pytestmark = pytest.mark.django_db

POINTS = "/admin/lscb_contacts/contactpoint/"
AUTHORITIES = "/admin/lscb_contacts/authority/"
NO_LINES = {"opening_hours-TOTAL_FORMS": 0, "opening_hours-INITIAL_FORMS": 0}


def change(point):
    return reverse("admin:lscb_contacts_contactpoint_change", args=[point.pk])


def data(point, **changes):
    """The form of a contact point as it is sent back untouched, with `changes`."""
    fields = ["name", "purpose", "phone_note", "email", "web", "hours_note", "note", "source", "source_as_of"]
    stored = {name: getattr(point, name) for name in fields}
    return (
        stored
        | {
            "authority": point.authority.pk,
            "phone": point.phone.as_national,
            "confirmed_on": point.confirmed_on or "",
            "confirmed_by": point.confirmed_by,
        }
        | changes
    )


def inline(point, **changes):
    """The same on its authority's page."""
    form = {f"contact_points-0-{name}": value for name, value in data(point, **changes).items()}
    management = {"contact_points-TOTAL_FORMS": 1, "contact_points-INITIAL_FORMS": 1}
    management |= {"confirmation_contact-TOTAL_FORMS": 0, "confirmation_contact-INITIAL_FORMS": 0}
    return form | management | {"contact_points-0-id": point.pk, "council_url": "https://www.example.gov.uk/"}


def proposed(change=None) -> dict[str, str]:
    """What one change, by default the only one, would make of its fields."""
    return dict((change or ProposedChange.objects.get()).values.values_list("field", "after"))


def stored(point):
    return ContactPoint.objects.get(pk=point.pk)


# Numbers: four eyes -------------------------------------------------------------------------------------------------


def test_a_new_number_waits_for_a_second_person_and_the_old_one_stays(editor, editor_client):
    point = ContactPointFactory()
    answer = editor_client.post(change(point), NO_LINES | data(point, phone="020 7946 0999"), follow=True)
    assert "waits until somebody else accepts it" in answer.text
    assert stored(point).phone.as_e164 == "+442079460000"
    waiting = ProposedChange.objects.get()
    assert (proposed(waiting), waiting.proposed_by, waiting.origin) == ({"phone": "+442079460999"}, editor, "editor")


def test_a_confirmation_given_with_a_new_number_waits_with_it(editor_client):
    point = ContactPointFactory(confirmed_on=date(2020, 1, 1), confirmed_by="Old manager")
    form = data(point, phone="020 7946 0999", confirmed_on="2026-03-03", confirmed_by="MASH manager")
    editor_client.post(change(point), NO_LINES | form)
    waiting = ProposedChange.objects.get()
    assert (waiting.confirmed_on, waiting.confirmed_by) == (date(2026, 3, 3), "MASH manager")
    assert stored(point).confirmed_by == "Old manager"


def test_the_same_holds_on_the_authoritys_page(editor_client):
    point = ContactPointFactory()
    address = reverse("admin:lscb_contacts_authority_change", args=[point.authority.pk])
    assert editor_client.post(address, inline(point, phone="020 7946 0999")).status_code == 302
    assert stored(point).phone.as_e164 == "+442079460000"
    assert proposed()["phone"] == "+442079460999"


def test_a_new_contact_point_is_shown_without_its_number_until_that_is_accepted(editor_client):
    authority = AuthorityFactory(council_url="https://www.brent.gov.uk/")
    form = {"authority": authority.pk, "name": "LADO", "purpose": "lado", "phone": "020 7946 0999"}
    assert editor_client.post(f"{POINTS}add/", NO_LINES | form).status_code == 302
    point = ContactPoint.objects.get()
    assert (str(point.phone), point.web) == ("", "https://www.brent.gov.uk/")
    assert proposed()["phone"] == "+442079460999"


def test_four_eyes_can_be_switched_off(editor_client, settings):
    settings.DIRECTORY_FOUR_EYES = False
    point = ContactPointFactory()
    editor_client.post(change(point), NO_LINES | data(point, phone="020 7946 0999"))
    assert stored(point).phone.as_e164 == "+442079460999"
    assert not ProposedChange.objects.exists()


def test_a_wrong_number_is_taken_away_at_once_by_one_person(editor, editor_client):
    point = ContactPointFactory(confirmed=True, authority__council_url="https://www.brent.gov.uk/")
    editor_client.post(POINTS, {"action": "withhold_numbers", "_selected_action": [point.pk]})
    point = stored(point)
    assert (str(point.phone), point.web, point.is_confirmed) == ("", "https://www.brent.gov.uk/", False)
    assert LogEntry.objects.get_for_object(point).filter(changes__has_key="phone").first().actor == editor


def test_emptying_the_number_in_the_form_needs_nobody_either(editor_client):
    point = ContactPointFactory(email="mash@example.gov.uk")
    editor_client.post(change(point), NO_LINES | data(point, phone=""))
    assert str(stored(point).phone) == ""


# Confirmations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"confirmed_on": "2026-03-03"}, "A confirmation needs both the day and the role that gave it."),
        ({"phone": ""}, "Give a telephone number, an e-mail address or a web page."),
        (
            {"confirmed_on": timezone.localdate() + timedelta(days=2), "confirmed_by": "Manager"},
            "This day is still to come.",
        ),
    ],
)
def test_half_a_confirmation_or_no_way_to_reach_it_is_sent_back(editor_client, changes, sentence):
    point = ContactPointFactory()
    assert sentence in editor_client.post(change(point), NO_LINES | data(point, **changes)).text
    assert stored(point).phone


def test_points_are_confirmed_by_hand_with_role_and_day(editor_client):
    points = ContactPointFactory.create_batch(2)
    chosen = {"action": "confirm_by_hand", "_selected_action": [point.pk for point in points]}
    assert "Which role confirmed them?" in editor_client.post(POINTS, chosen).text
    for wrong in ({"confirmed_on": "2999-01-01", "confirmed_by": "Manager"}, {"confirmed_on": "2026-03-03"}):
        editor_client.post(POINTS, chosen | {"confirmed_by": ""} | wrong)
        assert not ContactPoint.objects.exclude(confirmed_on=None).exists()
    editor_client.post(POINTS, chosen | {"confirmed_on": "2026-03-03", "confirmed_by": "MASH manager"})
    assert {(point.confirmed_on, point.confirmed_by) for point in map(stored, points)} == {
        (date(2026, 3, 3), "MASH manager")
    }


def test_contact_points_are_filtered_by_freshness(editor_client):
    fresh, open_ = ContactPointFactory(confirmed=True), ContactPointFactory()
    old = ContactPointFactory(confirmed_on="2020-01-01", confirmed_by="Manager")
    for freshness, point in [("fresh", fresh), ("unconfirmed", open_), ("overdue", old)]:
        assert list(editor_client.get(POINTS, {"freshness": freshness}).context["cl"].queryset) == [point]


def test_the_history_of_a_number_says_what_it_was_when_and_by_whom(editor, editor_client, publisher):
    point = ContactPointFactory()
    editor_client.post(change(point), NO_LINES | data(point, phone="020 7946 0999"))
    accept(ProposedChange.objects.get(), publisher)
    page = editor_client.get(reverse("admin:lscb_contacts_contactpoint_history", args=[point.pk]))
    newest = page.context["changes"][0]
    assert (newest.field, newest.before, newest.after) == ("Telephone", "020 7946 0000", "020 7946 0999")
    assert newest.by == editor.username
    assert "020 7946 0999" in page.text


def test_nobody_but_a_publisher_removes_a_contact_point(editor_client, publisher_client):
    point = ContactPointFactory()
    address = reverse("admin:lscb_contacts_contactpoint_delete", args=[point.pk])
    assert editor_client.post(address, {"post": "yes"}).status_code == 403
    publisher_client.post(address, {"post": "yes"})
    assert not ContactPoint.objects.exists()


# Authorities --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "names"), [("unconfirmed", ["Half"]), ("confirmed", ["Whole"]), ("none", ["Empty"])]
)
def test_authorities_are_filtered_by_how_sure_their_numbers_are(editor_client, numbers, names):
    half, whole = AuthorityFactory(short_name="Half"), AuthorityFactory(short_name="Whole")
    AuthorityFactory(short_name="Empty")
    ContactPointFactory(authority=half)
    ContactPointFactory(authority=half, confirmed=True)
    ContactPointFactory(authority=whole, confirmed=True)
    page = editor_client.get(AUTHORITIES, {"numbers": numbers})
    assert [authority.short_name for authority in page.context["cl"].queryset] == names


def test_the_list_says_how_much_is_confirmed_and_what_is_out_of_date(editor_client):
    whole, half = ContactPointFactory(confirmed=True), ContactPointFactory(confirmed=True)
    ContactPointFactory(authority=half.authority, confirmed_on="2020-01-01", confirmed_by="Manager", name="Night team")
    ProposedChangeFactory(contact_point=whole)
    page = editor_client.get(AUTHORITIES)
    assert "1 of 2 confirmed in the last 6 months" in page.text
    assert "1 out of date" in page.text
    assert "Night team" in page.text
    assert "1 change to decide on" in page.text


def test_the_list_costs_the_same_with_many_authorities(editor_client, django_assert_max_num_queries):
    for point in ContactPointFactory.create_batch(20):
        ConfirmationRequestFactory(authority=point.authority)
        ConfirmationContactFactory(authority=point.authority)
    with django_assert_max_num_queries(25):
        editor_client.get(AUTHORITIES)
    with django_assert_max_num_queries(25):
        editor_client.get(POINTS)


def test_authorities_are_asked_by_hand_and_not_twice_on_a_day(editor, editor_client):
    point = ContactPointFactory()
    contact = ConfirmationContactFactory(authority=point.authority)
    silent = AuthorityFactory(short_name="Silent")
    ContactPointFactory(authority=silent)
    chosen = {"action": "ask", "_selected_action": [point.authority.pk, silent.pk]}
    answer = editor_client.post(AUTHORITIES, chosen, follow=True)
    assert "a request is on its way" in answer.text
    assert "Silent has no mailbox to ask." in answer.text
    assert "was asked today" in editor_client.post(AUTHORITIES, chosen, follow=True).text
    assert (ConfirmationRequest.objects.get().made_by, Letter.objects.get().to) == (editor, contact.mailbox)


def test_what_identifies_an_authority_is_an_administrators(editor_client, administrator_client):
    address = reverse("admin:lscb_contacts_authority_change", args=[AuthorityFactory().pk])
    assert 'name="gss_code"' not in editor_client.get(address).text
    assert 'name="gss_code"' in administrator_client.get(address).text


def test_requests_are_read_and_not_edited(administrator_client):
    asked = ConfirmationRequestFactory(used=True)
    Letter.objects.create(request=asked, kind="ask", to="mash@example.gov.uk")
    address = reverse("admin:lscb_contacts_confirmationrequest_change", args=[asked.pk])
    assert "mash@example.gov.uk" in administrator_client.get(address).text
    assert administrator_client.post(address, {}).status_code == 403
    assert (
        "All of it is right (MASH manager)"
        in administrator_client.get("/admin/lscb_contacts/confirmationrequest/").text
    )


# Boards, helplines, settings ----------------------------------------------------------------------------------------


def test_a_board_is_given_its_successor_and_its_end(publisher_client):
    board, partnership = BoardFactory(authorities=[AuthorityFactory()]), BoardFactory(kind="partnership")
    form = {"name": board.name, "kind": "board", "slug": board.slug, "succeeded_by": partnership.pk}
    form |= {"authorities": [board.authorities.get().pk], "active_until": "2019-09-01", "active_until_precision": "day"}
    publisher_client.post(reverse("admin:lscb_contacts_board_change", args=[board.pk]), form)
    board = Board.objects.get(pk=board.pk)
    assert (board.succeeded_by.get(), board.active_until) == (partnership, date(2019, 9, 1))


def test_helplines_are_an_administrators_alone(editor_client, publisher_client, administrator_client):
    helpline = HelplineFactory()
    address = reverse("admin:lscb_contacts_helpline_change", args=[helpline.pk])
    form = {"name": "Childline", "slug": "childline", "phone": "0800 1111", "position": 1}
    for client in (editor_client, publisher_client):
        assert client.get(address).status_code == 403
        assert client.post(address, form).status_code == 403
    assert administrator_client.post(address, form).status_code == 302
    assert Helpline.objects.get().name == "Childline"


def test_the_period_of_a_confirmation_is_an_administrators_to_set(publisher_client, administrator_client):
    address = reverse("admin:lscb_contacts_directorysettings_change", args=[1])
    assert publisher_client.post(address, {"confirm_every": 3}).status_code == 403
    assert 'name="confirm_every"' in administrator_client.get("/admin/lscb_contacts/directorysettings/").text
    assert administrator_client.post(address, {"confirm_every": 3}).status_code == 302
    assert administrator_client.post(address, {"confirm_every": 1}).status_code == 200
    assert DirectorySettings.current().confirm_every == 3
