"""Corrections and changes: who may accept them, and what that does."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lscb_contacts.confirming.corrections import NotAccepted, accept, propose, reject
from lscb_contacts.models import ContactPoint, ProposedChange
from tests.conftest import signed_in
from tests.factories import (
    ConfirmationRequestFactory,
    ContactPointFactory,
    EditorFactory,
    OpeningHoursFactory,
    ProposedChangeFactory,
)

pytestmark = pytest.mark.django_db

TODAY = (date(2026, 3, 3), "MASH manager")


def told(asked, point, field, after):
    """A correction of the authority's own."""
    return propose(point, {field: after}, "authority", request=asked, confirmation=TODAY)


@pytest.fixture
def asked():
    return ConfirmationRequestFactory()


@pytest.fixture
def point(asked):
    return ContactPointFactory(authority=asked.authority, email="old@example.gov.uk")


def stored(point):
    return ContactPoint.objects.get(pk=point.pk)


def test_the_author_of_a_new_number_cannot_accept_it_and_another_can(editor):
    change = ProposedChangeFactory(proposed_by=editor)
    with pytest.raises(NotAccepted):
        accept(change, editor)
    assert stored(change.contact_point).phone.as_e164 == "+442079460000"
    accept(change, EditorFactory())
    assert stored(change.contact_point).phone.as_e164 == "+442079460999"


def test_with_four_eyes_switched_off_the_author_can(editor, settings):
    settings.DIRECTORY_FOUR_EYES = False
    change = ProposedChangeFactory(proposed_by=editor)
    accept(change, editor)
    assert stored(change.contact_point).phone.as_e164 == "+442079460999"


def test_an_accepted_correction_of_the_authoritys_own_is_confirmed_by_it(asked, point, editor):
    accept(told(asked, point, "phone", "+442079460999"), editor)
    assert (stored(point).confirmed_on, stored(point).confirmed_by) == TODAY


def test_it_is_confirmed_only_when_all_that_the_authority_said_is_shown(asked, point, editor):
    phone = told(asked, point, "phone", "+442079460999")
    email = told(asked, point, "email", "new@example.gov.uk")
    accept(phone, editor)
    assert not stored(point).is_confirmed
    accept(email, editor)
    assert (stored(point).confirmed_on, stored(point).confirmed_by) == TODAY


def test_a_rejected_correction_leaves_the_point_as_it_was_and_unconfirmed(asked, point, editor):
    phone = told(asked, point, "phone", "+442079460999")
    reject(told(asked, point, "email", "new@example.gov.uk"), editor)
    accept(phone, editor)
    assert (stored(point).email, stored(point).is_confirmed) == ("old@example.gov.uk", False)


def test_a_number_from_a_file_brings_no_confirmation(editor):
    change = ProposedChangeFactory(origin="file", contact_point__confirmed=True)
    accept(change, editor)
    assert not stored(change.contact_point).is_confirmed


def test_what_was_decided_is_not_decided_again(editor):
    change = ProposedChangeFactory()
    reject(change, editor)
    for decide in (accept, reject):
        with pytest.raises(NotAccepted):
            decide(change, editor)


def test_of_two_new_numbers_one_is_accepted_and_the_other_overtaken(editor):
    change = ProposedChangeFactory()
    rival = ProposedChangeFactory(contact_point=change.contact_point, after={"phone": "+442079460777"})
    accept(change, editor)
    rival.refresh_from_db()
    assert rival.state == ProposedChange.State.OVERTAKEN


def test_the_same_change_waits_once(point):
    for _ in range(2):
        propose(point, {"email": "new@example.gov.uk"}, "editor")
    assert point.proposed_changes.count() == 1


def test_only_the_authoritys_own_word_ends_a_confirmation_before_anybody_decides(editor):
    point = ContactPointFactory(confirmed=True)
    for origin in ("file", "editor"):
        propose(point, {"phone": "+442079460888"}, origin, user=editor)
        assert stored(point).is_confirmed
    propose(point, {"phone": "+442079460999"}, "authority")
    assert not stored(point).is_confirmed


def test_hours_in_words_replace_the_lines_that_they_contradict(asked, point, editor):
    OpeningHoursFactory(contact_point=point)
    accept(told(asked, point, "hours", "Monday to Friday, 8am to 6pm"), editor)
    assert (stored(point).hours_note, point.opening_hours.count()) == ("Monday to Friday, 8am to 6pm", 0)


def test_a_change_that_would_leave_no_way_to_reach_the_point_is_not_accepted(editor):
    point = ContactPointFactory()
    change = ProposedChangeFactory(contact_point=point, after={"phone": ""}, origin="authority")
    with pytest.raises(ValidationError):
        accept(change, editor)
    assert stored(point).phone
    change.refresh_from_db()
    assert change.state == ProposedChange.State.WAITING


# On the screen ------------------------------------------------------------------------------------------------------


def screen(change):
    return reverse("admin:lscb_contacts_proposedchange_change", args=[change.pk])


def test_each_field_is_decided_on_its_own_before_and_after_side_by_side(editor_client, asked, point):
    phone = told(asked, point, "phone", "+442079460999")
    email = told(asked, point, "email", "new@example.gov.uk")
    page = editor_client.get(screen(phone)).text.replace("\N{NO-BREAK SPACE}", " ")
    for shown in ("020 7946 0000", "020 7946 0999", "old@example.gov.uk", "new@example.gov.uk", "MASH manager"):
        assert shown in page
    editor_client.post(screen(phone), {"accept": phone.pk})
    editor_client.post(screen(phone), {"reject": email.pk})
    assert (stored(point).phone.as_e164, stored(point).email) == ("+442079460999", "old@example.gov.uk")


def test_the_author_sees_why_the_button_is_not_there_and_cannot_go_round_it(editor, editor_client):
    change = ProposedChangeFactory(proposed_by=editor)
    page = editor_client.get(screen(change)).text
    assert "somebody else must accept it" in page
    assert 'name="accept"' not in page
    answer = editor_client.post(screen(change), {"accept": change.pk}, follow=True)
    assert "so somebody else must accept it" in answer.text
    assert stored(change.contact_point).phone.as_e164 == "+442079460000"


def test_a_change_of_another_point_is_not_decided_here(editor_client):
    here, elsewhere = ProposedChangeFactory(), ProposedChangeFactory()
    for key in (elsewhere.pk, "x", ""):
        editor_client.post(screen(here), {"accept": key})
    elsewhere.refresh_from_db()
    assert elsewhere.state == ProposedChange.State.WAITING


def test_the_list_shows_what_waits_first(editor_client):
    waiting, decided = ProposedChangeFactory(), ProposedChangeFactory()
    reject(decided, EditorFactory())
    listed = editor_client.get("/admin/lscb_contacts/proposedchange/")
    assert list(listed.context["cl"].queryset) == [waiting]
    every = editor_client.get("/admin/lscb_contacts/proposedchange/", {"state": "every"})
    assert set(every.context["cl"].queryset) == {waiting, decided}


def test_both_people_are_in_the_audit_log(editor, publisher):
    from auditlog.models import LogEntry

    point = ContactPointFactory()
    form = {"name": "MASH", "purpose": "front_door", "authority": point.authority.pk, "phone": "020 7946 0999"}
    lines = {"opening_hours-TOTAL_FORMS": 0, "opening_hours-INITIAL_FORMS": 0}
    signed_in(editor).post(reverse("admin:lscb_contacts_contactpoint_change", args=[point.pk]), form | lines)
    change = ProposedChange.objects.get()
    signed_in(publisher).post(screen(change), {"accept": change.pk})
    assert stored(point).phone.as_e164 == "+442079460999"
    actors = set(LogEntry.objects.get_for_object(change).values_list("actor__username", flat=True))
    assert actors == {editor.username, publisher.username}
    of_number = LogEntry.objects.get_for_object(point).filter(changes__has_key="phone").first()
    assert of_number.actor == publisher
    assert of_number.additional_data == {"told_by": editor.username}
