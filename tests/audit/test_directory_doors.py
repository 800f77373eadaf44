"""Numbers that are confirmed, corrected and accepted: each leaves an entry, and none names somebody of a council."""

import pytest

from lscb_contacts.confirming import corrections, replies
from lscb_contacts.confirming.requests import accept_mailbox
from lscb_site.audit.models import Entry
from tests.audit.entries import acts, said
from tests.factories import (
    AuthorityFactory,
    ConfirmationContactFactory,
    ConfirmationRequestFactory,
    ContactPointFactory,
    ProposedChangeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    authority = AuthorityFactory(short_name="Brent")
    ContactPointFactory.create_batch(2, authority=authority)
    return ConfirmationRequestFactory(authority=authority)


def test_a_council_confirms_by_its_link_and_nobody_is_named(asked):
    mark = replies.seen(replies.points_of(asked))
    replies.confirm_all(asked, "Jane Doe, MASH manager", mark)
    assert said() == ["A council confirmed what is shown of the authority “Brent” (2 entries)."]


def test_a_council_corrects_one_and_confirms_the_others(asked):
    points = replies.points_of(asked)
    correction = replies.Correction(points[0], "phone", "+442079460999")
    replies.correct(asked, "MASH manager", replies.seen(points), [correction], others_are_right=True)
    assert said() == [
        "A council confirmed what is shown of the authority “Brent” (1 entry).",
        "A council sent corrections of the authority “Brent” (1 entry).",
    ]


def test_numbers_are_confirmed_by_hand(publisher_client, publisher):
    points = ContactPointFactory.create_batch(2)
    chosen = {"action": "confirm_by_hand", "_selected_action": [point.pk for point in points]}
    publisher_client.post(
        "/admin/lscb_contacts/contactpoint/",
        chosen | {"confirmed_on": "3 March 2026", "confirmed_by": "MASH manager"},
    )
    assert {each[:2] for each in acts()} == {("confirmed", publisher)}
    assert {each[3] for each in acts()} == {point.pk for point in points}


def test_a_change_is_accepted_or_declined_by_a_second_person(publisher):
    one, other = ProposedChangeFactory(), ProposedChangeFactory()
    corrections.accept(one, publisher)
    corrections.reject(other, publisher)
    assert acts() == [
        ("change_accepted", publisher, "lscb_contacts.contactpoint", one.contact_point.pk),
        ("change_declined", publisher, "lscb_contacts.contactpoint", other.contact_point.pk),
    ]


def test_what_one_proposed_oneself_is_not_accepted_and_not_recorded(publisher):
    change = ProposedChangeFactory(proposed_by=publisher)
    with pytest.raises(corrections.NotAccepted):
        corrections.accept(change, publisher)
    assert not Entry.objects.exists()


def test_a_mailbox_is_accepted(publisher):
    contact = ConfirmationContactFactory(is_accepted=False, authority__short_name="Brent")
    accept_mailbox(contact, publisher)
    assert said() == ["Pat Smith accepted a change to the authority “Brent” (mailbox)."]
