"""Somebody asks the Board for what is kept of their address, or to have it deleted."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from lscb_site.following.models import Change, Follower, FollowRequest, Letter, Told
from tests.factories import FollowerFactory, FollowRequestFactory, PostFactory

pytestmark = pytest.mark.django_db

JANE = "jane.doe@example.org"


@pytest.fixture
def typed(monkeypatch):
    def type_in(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_in


def said_by(command):
    out = io.StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def fill():
    follower = FollowerFactory(address=JANE, follows=["news", "kind:protocol"])
    FollowRequestFactory(address=JANE, thing="topic:7", rhythm="weekly")
    FollowerFactory(follows=["news"])
    letter = Letter.objects.create(follower=follower, period="daily:2026-11-28")
    post = PostFactory(live=True)
    change = Change.objects.create(kind="news", about=f"post:{post.pk}", post=post)
    Told.objects.create(letter=letter, follower=follower, change=change)


def test_all_that_is_kept_is_printed(typed):
    fill()
    typed(f"  {JANE.upper()}\n")
    kept = json.loads(said_by("export_follower"))
    (follower,) = kept["followers"]
    assert follower["address"] == JANE
    assert [each["thing"] for each in follower["follows"]] == ["news", "kind:protocol"]
    assert follower["letters"][0]["told"] == [f"news post:{Change.objects.get().post_id}"]
    assert [(each["thing"], each["how_soon"]) for each in kept["requests"]] == [("topic:7", "weekly")]


def test_all_that_is_kept_is_deleted(typed):
    fill()
    typed(f"{JANE}\n")
    assert "is deleted" in said_by("forget_follower")
    assert Follower.objects.count() == 1
    assert not FollowRequest.objects.exists()
    assert not Told.objects.exists()


@pytest.mark.parametrize("command", ["export_follower", "forget_follower"])
def test_of_an_unknown_address_nothing_is_kept(command, typed):
    fill()
    typed("nobody@example.org\n")
    assert said_by(command) == "Nothing is kept of this address.\n"
    assert Follower.objects.count() == 2


@pytest.mark.parametrize("command", ["export_follower", "forget_follower"])
@pytest.mark.parametrize("text", ["", "\n", "jane.doe\n", f"{JANE} {JANE}\n"])
def test_what_is_no_address_is_refused_and_not_repeated(command, text, typed):
    typed(text)
    with pytest.raises(CommandError) as refused:
        said_by(command)
    assert "jane" not in str(refused.value)


@pytest.mark.parametrize("command", ["export_follower", "forget_follower"])
def test_an_address_on_the_command_line_is_not_taken(command):
    with pytest.raises(CommandError):
        call_command(command, JANE)


def test_at_a_keyboard_it_is_asked_for_and_not_shown(monkeypatch):
    fill()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("lscb_site.following.addresses.getpass", lambda prompt: JANE)
    assert "is deleted" in said_by("forget_follower")
