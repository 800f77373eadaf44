"""A key is exchanged: what an old one sealed is sealed with the first, after which the old one can be forgotten."""

import io

import pytest
from django.core.management import CommandError, call_command

from lscb_site.following.models import Follower, FollowRequest
from lscb_site.following.subscribing import ask
from tests.following.telling_followers import follower_of

pytestmark = pytest.mark.django_db


def resealed():
    said = io.StringIO()
    call_command("reseal_followers", stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("before", [[], ["old"]])
def test_the_old_key_can_be_taken_away_afterwards(settings, before):
    settings.FOLLOWERS_KEYS = before
    follower_of("news", address="Reader@example.org")
    ask("other@example.org", "192.0.2.1", "news")
    settings.FOLLOWERS_KEYS = ["new", *(before or [settings.SECRET_KEY])]
    follower_of("news", address="newer@example.org")
    assert resealed() == "Sealed with the first key: 2.\nNothing is left that needs another key.\n"
    assert resealed().startswith("Sealed with the first key: 0.")
    settings.FOLLOWERS_KEYS = ["new"]
    assert Follower.objects.with_address("reader@example.org").get().address == "Reader@example.org"
    assert FollowRequest.objects.get().address == "other@example.org"


def test_what_no_key_opens_is_left_and_said_without_an_address(settings):
    settings.FOLLOWERS_KEYS = ["lost"]
    follower = follower_of("news", address="lost@example.org")
    settings.FOLLOWERS_KEYS = ["new", "old"]
    follower_of("news", address="found@example.org")
    with pytest.raises(CommandError, match=r"^No key that is given opens 1 addresses\. Keep the old keys"):
        resealed()
    kept = Follower.objects.get(pk=follower.pk)
    assert (kept.sealed_address, kept.digest) == (follower.sealed_address, follower.digest)
