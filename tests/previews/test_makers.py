"""A link works while whoever made it could make it still."""

import pytest
from django.contrib.auth.models import Group

from lscb_site.accounts.roles import Role
from lscb_site.previews.kinds import kind_of
from tests.factories import EditorFactory, PostFactory, PublisherFactory
from tests.previews import things
from tests.previews.test_links import is_closed, linked

pytestmark = pytest.mark.django_db


def close(person):
    person.is_active = False
    person.save()


def take_role(person):
    person.groups.clear()


def demote(person):
    person.groups.set([Group.objects.get(name=Role.EDITOR)])


LOST = {
    "closed": (close, "The account of {}, who made it, is closed."),
    "deleted": (lambda person: person.delete(), "Whoever made it has no account any more."),
    "without a role": (take_role, "{}, who made it,"),
}


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("make", [things.post, things.page, things.draft_of_a_post])
def test_it_ends_with_the_right_of_who_made_it(make, lost, client, editor_client):
    maker, thing = EditorFactory(first_name="Ada", last_name="Lovelace"), make()
    address, _ = linked(thing, by=maker)
    assert client.get(address).status_code == 200
    lose, words = LOST[lost]
    lose(maker)
    assert is_closed(client.get(address))
    assert is_closed(client.get(f"{address}news/anything/"))
    screen = editor_client.get(kind_of(thing).preview_address(thing)).text
    assert "It does not work any more." in screen
    assert words.format("Ada Lovelace") in screen
    assert "1 link works" not in screen


def test_of_what_is_scheduled_it_ends_with_the_right_to_publish(client):
    maker = PublisherFactory()
    address, _ = linked(PostFactory(scheduled=True), by=maker)
    draft, _ = linked(things.post(), by=maker)
    assert client.get(address).status_code == 200
    demote(maker)
    assert is_closed(client.get(address))
    assert client.get(draft).status_code == 200


def test_an_account_that_is_opened_again_has_its_links_again(client):
    maker = EditorFactory()
    address, _ = linked(things.post(), by=maker)
    close(maker)
    maker.is_active = True
    maker.save()
    assert client.get(address).status_code == 200
