"""The links of letters: who has one may do what it is for, and nothing else."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from lscb_site.following import links, sealing
from lscb_site.logs import KEY_ALONE
from tests.factories import FollowerFactory, FollowRequestFactory

pytestmark = pytest.mark.django_db


def token_in(address):
    return address.rstrip("/").rpartition("/")[2]


def test_each_leads_to_its_row():
    follower, request = FollowerFactory(), FollowRequestFactory()
    assert links.request_of(token_in(links.to_confirm(request))) == request
    for link in (links.to_manage(follower), links.to_stop(follower)):
        assert links.follower_of(token_in(link)) == follower
    assert links.to_stop(follower).startswith("https://www.example.org/follow/stop/")
    assert links.to_manage(follower).startswith("https://www.example.org/follow/mine/")
    assert links.to_confirm(request).startswith("https://www.example.org/follow/confirm/")


def test_it_has_the_shape_by_which_logs_know_a_key():
    assert KEY_ALONE.fullmatch(links.token_of(FollowerFactory()))


def test_a_link_of_one_purpose_opens_nothing_of_another():
    request = FollowRequestFactory(pk=7, address="jane@example.org")
    follower = FollowerFactory(pk=7, address="jane@example.org")
    assert links.follower_of(token_in(links.to_confirm(request))) is None
    assert links.request_of(links.token_of(follower)) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda token: token[:-1],
        lambda token: f"{token}x",
        lambda token: f"9{token}",
        lambda token: token.replace(".", ":"),
        lambda token: re.sub(r"^\d+", "9" * 30, token),
        lambda token: re.sub(r"^\d+", "٣", token),
        lambda token: "",
        lambda token: "\x00",
        lambda token: token.swapcase(),
    ],
)
def test_a_damaged_link_leads_nowhere(damage):
    token = links.token_of(FollowerFactory())
    assert links.follower_of(damage(token)) is None


def test_the_key_of_somebody_elses_row_is_no_key_to_it():
    """As after a backup was restored: the row's key is given again."""
    first = FollowerFactory(address="jane@example.org")
    token = links.token_of(first)
    key = first.pk
    first.delete()
    FollowerFactory(pk=key, address="john@example.org")
    assert links.follower_of(token) is None


def test_a_request_for_the_link_alone_confirms_nothing():
    assert links.request_of(token_in(links.to_confirm(FollowRequestFactory(thing="")))) is None


def test_links_that_are_out_work_on_when_addresses_are_sealed_anew(settings):
    follower, request = FollowerFactory(), FollowRequestFactory()
    stop, confirm = links.token_of(follower), token_in(links.to_confirm(request))
    settings.FOLLOWERS_KEYS = ["new", *sealing.keys()]
    call_command("reseal_followers", stdout=StringIO())
    settings.FOLLOWERS_KEYS = ["new"]
    assert links.follower_of(stop) == follower
    assert links.request_of(confirm) == request
