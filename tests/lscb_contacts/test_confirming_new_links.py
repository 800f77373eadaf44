"""A new link in place of one that is used, expired or damaged: to the registered mailbox, and not often."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lscb_contacts.models import Letter
from tests.factories import ConfirmationContactFactory, ConfirmationRequestFactory
from tests.lscb_contacts.test_confirming_pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def asked():
    """An open request to an authority with a mailbox."""
    return ConfirmationRequestFactory(authority=ConfirmationContactFactory().authority)


def test_a_new_link_goes_to_the_registered_mailbox_and_its_address_is_not_told(client, asked):
    contact = asked.authority.confirmation_contact
    closed = ConfirmationRequestFactory(authority=asked.authority, used=True)
    answer = client.post(address(closed, "new-link/"))
    assert list(Letter.objects.values_list("to", flat=True)) == [contact.mailbox]
    for text in (answer.text, client.get(address(closed)).text):
        assert contact.mailbox not in text
        assert contact.deputy not in text
    # Only the newest link works.
    asked.refresh_from_db()
    assert not asked.is_open()


def test_new_links_are_few(client, asked, time_machine):
    closed = ConfirmationRequestFactory(authority=asked.authority, used=True)
    start = timezone.now()
    for hours, letters in [(0, 1), (0.5, 1), (2, 2), (4, 3), (6, 3), (24 * 8, 4)]:
        time_machine.move_to(start + timedelta(hours=hours))
        assert client.post(address(closed, "new-link/")).status_code == 200
        assert Letter.objects.count() == letters


def test_the_answer_is_the_same_where_no_mailbox_is_registered(client, asked):
    closed = ConfirmationRequestFactory(used=True)
    told = client.post(address(closed, "new-link/")).text
    assert "If a mailbox is registered" in told
    assert not Letter.objects.exists()


def test_an_open_link_asks_for_no_new_one(client, asked):
    client.post(address(asked, "new-link/"))
    assert not Letter.objects.exists()
    assert asked.is_open()


def test_whoever_has_a_damaged_link_says_which_authority_is_theirs(client, asked):
    client.post("/contacts/confirm/nonsense/new-link/", {"authority": asked.authority.slug})
    assert Letter.objects.get().to == asked.authority.confirmation_contact.mailbox


@pytest.mark.parametrize("authority", ["", "atlantis", "a\x00b"])
def test_an_authority_that_is_none_gets_a_friendly_answer(client, authority):
    answer = client.post("/contacts/confirm/nonsense/new-link/", {"authority": authority})
    assert answer.status_code == 200
    assert "Choose your authority" in answer.text
