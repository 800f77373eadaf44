"""How somebody comes to follow a thing, changes it and stops, and what is kept meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from lscb_site.following import sealing, subscribing
from lscb_site.following.models import Follow, Follower, FollowRequest, Letter
from lscb_site.following.models.followers import UNCONFIRMED
from tests.factories import FollowerFactory, FollowFactory, FollowRequestFactory

pytestmark = pytest.mark.django_db

PLACE = "198.51.100.7"
JANE = "jane@example.org"


def asked(address=JANE, place=PLACE, **facts):
    subscribing.ask(address, place, **facts)
    return FollowRequest.objects.latest("pk")


def follows():
    return {(follow.follower.address, follow.thing, follow.rhythm) for follow in Follow.objects.all()}


# Asking -------------------------------------------------------------------------------------------------------------


def test_who_asks_is_written_to_and_follows_nothing_yet():
    request = asked(thing="document:7", rhythm="weekly")
    assert (request.address, request.thing, request.rhythm) == (JANE, "document:7", "weekly")
    assert Letter.objects.get().request == request
    assert not Follower.objects.exists()


def test_where_it_was_asked_from_is_counted_and_not_kept():
    assert PLACE not in repr(FollowRequest.objects.filter(pk=asked().pk).values_list())


def test_the_same_is_written_whether_the_address_is_known_or_not(django_assert_num_queries):
    FollowerFactory(address="known@example.org", follows=["news"])
    for address in ("known@example.org", "unknown@example.org"):
        with django_assert_num_queries(6):  # two are the savepoint
            subscribing.ask(address, PLACE, "news")
    assert Letter.objects.count() == 2


def test_one_place_may_ask_so_often_and_another_is_not_held_up():
    for number in range(subscribing.FROM_ONE_PLACE):
        asked(f"reader{number}@example.org")
    with pytest.raises(subscribing.TooMany):
        asked()
    assert asked(place="198.51.100.8")
    with time_machine.travel(timezone.now() + subscribing.PLACES_COUNT + timedelta(seconds=1)):
        assert asked()


def test_one_address_gets_so_many_letters_and_nobody_is_told():
    for number in range(subscribing.TO_ONE_ADDRESS + 2):
        asked("Jane@example.org" if number % 2 else JANE, f"198.51.100.{number}")
    assert Letter.objects.count() == subscribing.TO_ONE_ADDRESS
    assert asked("john@example.org").letter
    with time_machine.travel(timezone.now() + subscribing.ADDRESSES_COUNT + timedelta(seconds=1)):
        assert asked().letter


# Confirming ---------------------------------------------------------------------------------------------------------


def test_who_says_yes_follows_it_and_the_request_is_gone():
    subscribing.confirm(asked(thing="document:7", rhythm="daily"))
    assert follows() == {(JANE, "document:7", "daily")}
    assert not FollowRequest.objects.exists()
    assert not Letter.objects.exists()


def test_a_second_thing_is_of_the_same_follower_and_a_second_time_changes_how_soon():
    first = subscribing.confirm(asked(thing="news"))
    second = subscribing.confirm(asked("JANE@example.org", thing="kind:protocol"))
    third = subscribing.confirm(asked(thing="news", rhythm="weekly"))
    assert first == second == third
    assert follows() == {(JANE, "news", "weekly"), (JANE, "kind:protocol", "at_once")}


def test_after_a_new_key_the_follower_is_still_the_same(settings):
    settings.FOLLOWERS_KEYS = ["old"]
    first = subscribing.confirm(asked(thing="news"))
    settings.FOLLOWERS_KEYS = ["new", "old"]
    assert subscribing.confirm(asked(thing="kind:protocol")) == first


# Changing and stopping ----------------------------------------------------------------------------------------------


def test_how_soon_is_changed_of_one_thing():
    follower = FollowerFactory(address=JANE, follows=["news", "kind:protocol"])
    subscribing.change_rhythm(follower.follows.get(thing="news"), "weekly")
    assert follows() == {(JANE, "news", "weekly"), (JANE, "kind:protocol", "at_once")}


def test_a_change_of_what_was_stopped_meanwhile_is_none():
    follow = FollowFactory()
    Follow.objects.all().delete()
    subscribing.change_rhythm(follow, "weekly")
    assert not Follow.objects.exists()


def test_who_stops_the_last_is_forgotten():
    follower = FollowerFactory(follows=["news", "kind:protocol"])
    first, second = follower.follows.all()
    subscribing.stop(first)
    assert Follower.objects.exists()
    subscribing.stop(second)
    assert not Follower.objects.exists()


def everything_of(address):
    return [
        model.objects.filter(digest__in=sealing.digests(address)).count() for model in (Follower, FollowRequest)
    ] + [Letter.objects.count()]


def fill():
    follower = FollowerFactory(address=JANE, follows=["news"])
    Letter.objects.create(follower=follower, period="daily:2026-11-28")
    Letter.objects.create(request=FollowRequestFactory(address="Jane@example.org"))
    FollowerFactory(address="john@example.org", follows=["news"])
    return follower


@pytest.mark.parametrize("forget", [subscribing.forget, lambda _: subscribing.forget_address("JANE@example.org")])
def test_all_of_an_address_is_forgotten_and_nothing_of_others(forget):
    follower = fill()
    assert everything_of(JANE) == [1, 1, 2]
    forget(follower)
    assert everything_of(JANE) == [0, 0, 0]
    assert {address for address, *_ in follows()} == {"john@example.org"}


def test_who_asks_the_board_hears_how_much_there_was():
    fill()
    assert [subscribing.forget_address(JANE) for _ in range(2)] == [2, 0]


def test_an_address_that_no_key_opens_can_be_forgotten(settings):
    follower = fill()
    settings.FOLLOWERS_KEYS = ["another"]
    subscribing.forget(follower)
    assert Follower.objects.count() == 1


def test_requests_that_nobody_confirmed_are_forgotten_with_their_letters():
    Letter.objects.create(request=FollowRequestFactory())
    FollowerFactory(follows=["news"])
    now = timezone.now()
    assert subscribing.forget_unconfirmed(now + UNCONFIRMED - timedelta(minutes=1)) == 0
    assert subscribing.forget_unconfirmed(now + UNCONFIRMED + timedelta(minutes=1)) == 1
    assert not Letter.objects.exists()
    assert Follow.objects.exists()


# What is kept -------------------------------------------------------------------------------------------------------


def test_what_is_kept_is_said_whole(settings):
    follower = fill()
    kept = subscribing.what_is_kept(follower)
    assert kept["address"] == JANE
    assert [follow["thing"] for follow in kept["follows"]] == ["news"]
    assert [letter["period"] for letter in kept["letters"]] == ["daily:2026-11-28"]
    settings.FOLLOWERS_KEYS = ["another"]
    assert subscribing.what_is_kept(follower) | {"address": JANE} == kept


def test_whoever_finds_a_link_does_not_learn_the_address(settings):
    follower = FollowerFactory(address="jane.doe@example.org")
    assert subscribing.hint_of(follower) == "j…@example.org"
    settings.FOLLOWERS_KEYS = ["another"]
    assert subscribing.hint_of(follower) == ""
