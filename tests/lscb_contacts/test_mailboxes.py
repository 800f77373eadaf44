"""Who reads an authority's mailbox answers for it, so a second person accepts each new one."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lscb_contacts.confirming.letters import write_reminders
from lscb_contacts.confirming.requests import NotAsked, ask_by_clock, ask_by_hand, send_new_link
from lscb_contacts.models import ConfirmationContact, Letter
from tests.editing.browser_form import untouched
from tests.factories import ConfirmationContactFactory, ConfirmationRequestFactory, ContactPointFactory

pytestmark = pytest.mark.django_db

AUTHORITIES = reverse("admin:lscb_contacts_authority_changelist")


@pytest.fixture
def authority():
    return ContactPointFactory(confirmed_on="2020-01-01", confirmed_by="Manager").authority


def write(client, authority, **values):
    address = reverse("admin:lscb_contacts_authority_change", args=[authority.pk])
    row = {f"confirmation_contact-0-{name}": value for name, value in values.items()}
    return client.post(address, untouched(client.get(address), **row, **{"confirmation_contact-TOTAL_FORMS": 1}))


def accept(client, authority):
    chosen = {"action": "accept_mailboxes", "_selected_action": [authority.pk]}
    return client.post(AUTHORITIES, chosen, follow=True).text


def asked(authority, editor) -> bool:
    """Whether a letter can be brought to go out, in any way there is."""
    before = Letter.objects.count()
    ask_by_clock()
    send_new_link(authority)
    with suppress(NotAsked):
        ask_by_hand(authority, editor)
    return Letter.objects.count() > before


def test_nothing_is_sent_to_a_mailbox_that_one_person_wrote(authority, editor, editor_client, publisher_client):
    assert write(editor_client, authority, mailbox="me@example.org").status_code == 302
    assert not asked(authority, editor)
    assert "you wrote this mailbox, so somebody else accepts it" in accept(editor_client, authority)
    assert not asked(authority, editor)
    assert "waits for a second person" in editor_client.get(AUTHORITIES).text

    assert "me@example.org is accepted" in accept(publisher_client, authority)
    assert asked(authority, editor)


@pytest.mark.parametrize("changed", [{"mailbox": "me@example.org"}, {"deputy": "me@example.org"}])
def test_a_mailbox_or_a_deputy_that_is_changed_waits_again_with_its_reminders(
    authority, editor, editor_client, changed
):
    ConfirmationContactFactory(authority=authority, mailbox="mash@example.gov.uk")
    long_ago = timezone.now() - timedelta(days=22)
    request = ConfirmationRequestFactory(authority=authority, made_at=long_ago)
    assert write(editor_client, authority, **changed).status_code == 302
    assert write_reminders() == 0
    request.delete()
    assert not asked(authority, editor)


def test_taking_the_deputy_away_waits_for_nobody(authority, editor_client):
    contact = ConfirmationContactFactory(authority=authority, deputy="deputy@example.gov.uk")
    assert write(editor_client, authority, deputy="").status_code == 302
    contact.refresh_from_db()
    assert (contact.deputy, contact.is_accepted) == ("", True)


def test_another_field_of_the_authority_leaves_its_mailbox_alone(authority, editor_client):
    contact = ConfirmationContactFactory(authority=authority)
    assert write(editor_client, authority).status_code == 302
    contact.refresh_from_db()
    assert contact.is_accepted


def test_where_one_person_looks_after_the_directory_nothing_waits(authority, editor, editor_client, settings):
    settings.DIRECTORY_FOUR_EYES = False
    write(editor_client, authority, mailbox="mash@example.gov.uk")
    assert ConfirmationContact.objects.get().is_accepted
    assert asked(authority, editor)


def test_accepting_where_nothing_waits_says_so(editor_client, authority):
    assert "has no mailbox" in accept(editor_client, authority)
    ConfirmationContactFactory(authority=authority)
    assert "no mailbox waits to be accepted" in accept(editor_client, authority)
