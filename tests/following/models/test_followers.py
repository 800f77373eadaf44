"""What the database refuses to hold of followers."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from lscb_site.following import sealing
from lscb_site.following.models import FollowRequest
from lscb_site.following.models.followers import UNCONFIRMED
from tests.factories import FollowerFactory, FollowFactory, FollowRequestFactory

pytestmark = pytest.mark.django_db

NO_REFERENCES = ["document", "document:", "document:0", "document:x", "kind:", "kind:A", "user:1", "news:1"]


def one_address_twice():
    FollowerFactory(address="jane@example.org")
    FollowerFactory(address="Jane@Example.org")


def one_thing_twice():
    follower = FollowFactory(thing="document:7").follower
    FollowFactory(follower=follower, thing="document:7", rhythm="weekly")


@pytest.mark.parametrize(
    "make",
    [
        one_address_twice,
        one_thing_twice,
        lambda: FollowerFactory(digest="jane@example.org"),
        lambda: FollowerFactory(digest="A" * 64),
        lambda: FollowRequestFactory(digest="jane@example.org"),
        lambda: FollowRequestFactory(sender="198.51.100.7"),
        lambda: FollowRequestFactory(rhythm="hourly"),
        lambda: FollowFactory(rhythm="hourly"),
        *(lambda thing=thing: FollowRequestFactory(thing=thing) for thing in NO_REFERENCES),
        *(lambda thing=thing: FollowFactory(thing=thing) for thing in ["", *NO_REFERENCES]),
    ],
)
def test_the_database_refuses(make):
    with pytest.raises(IntegrityError):
        make()


@pytest.mark.parametrize("thing", ["document:12", "collection:1", "topic:30", "authority:9", "kind:protocol", "news"])
def test_every_reference_can_be_followed(thing):
    assert FollowFactory(thing=thing).thing == FollowRequestFactory(thing=thing).thing == thing


def test_a_request_without_a_thing_is_for_the_link():
    assert FollowRequestFactory(thing="").thing == ""


def test_no_column_holds_an_address():
    follower = FollowerFactory(address="jane@example.org")
    request = FollowRequestFactory(address="jane@example.org")
    for row in (follower, request):
        assert row.address == "jane@example.org"
        assert "jane" not in repr(type(row).objects.values_list().get()) + str(row)


def test_a_row_whose_key_is_gone_says_so(settings):
    follower = FollowerFactory()
    settings.FOLLOWERS_KEYS = ["another"]
    with pytest.raises(sealing.Unreadable):
        _ = follower.address


def test_a_request_is_open_for_seven_days():
    request = FollowRequestFactory()
    for later, is_open in ((UNCONFIRMED - timedelta(seconds=5), True), (UNCONFIRMED + timedelta(seconds=5), False)):
        with time_machine.travel(timezone.now() + later, tick=False):
            assert request.is_open is is_open
            assert FollowRequest.objects.open().exists() is is_open
