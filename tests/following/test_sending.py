"""Letters leave once, with what is so when they leave."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from lscb_site.following import sealing, sending
from lscb_site.following.gathering import gather
from lscb_site.following.links import to_manage, to_stop
from lscb_site.following.models import Change, Follower, FollowRequest, Letter, Told
from lscb_site.following.sending import claim, forget_sent, send_some
from lscb_site.following.subscribing import ask
from tests.factories import PostFactory
from tests.following.mail_servers import refusal
from tests.following.telling_followers import follower_of, letters

pytestmark = pytest.mark.django_db


def test_a_letter_says_what_happened_in_text_and_html_and_how_to_stop(follower, post):
    (letter,) = letters()
    html = letter.alternatives[0].content
    assert letter.subject == "Conference & papers"
    assert letter.to == ["reader@example.org"]
    for words in (letter.body, html):
        assert f"https://www.example.org{post.get_absolute_url()}" in words
        assert to_manage(follower) in words
        assert to_stop(follower) in words
        assert "call 999" in words
    assert "A day <of> talks." in letter.body
    assert "A day &lt;of&gt; talks." in html
    assert "<img" not in html


def test_a_mail_program_can_end_it_with_one_press(follower, post):
    (letter,) = letters()
    headers = letter.message()
    assert headers["List-Unsubscribe"] == f"<{to_stop(follower)}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_a_letter_is_sent_once(follower, post):
    assert len(letters()) == 1
    assert letters() == []
    assert Letter.objects.get().sent_at


def test_a_process_that_died_is_followed_by_another_with_the_same_letter(follower, post, server, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    taken = server(KeyboardInterrupt(), None).taken
    with pytest.raises(KeyboardInterrupt):
        letters()
    name = Letter.objects.get().name
    assert send_some() == 0, "somebody has it in hand"
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert send_some() == 1
    assert taken[0].message()["Message-ID"] == f"<{name}@www.example.org>"


def test_two_workers_never_have_one_letter(follower, post, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    follower_of("news", address="another@example.org")
    gather()
    first, second = claim(timezone.now()), claim(timezone.now())
    assert len(first) == len(second) == 1
    assert first != second


def test_what_is_withdrawn_before_a_digest_leaves_is_not_told_as_new(time_machine):
    time_machine.move_to("2026-11-27 10:00 +0000")
    follower_of("news", rhythm="daily")
    gone, stays = PostFactory(title="Gone"), PostFactory(title="Stays")
    gone.publish()
    stays.publish()
    assert letters() == []
    gone.return_to_draft()
    time_machine.move_to("2026-11-28 07:00 +0000")
    (letter,) = letters()
    assert letter.subject == "What changed since yesterday: Stays"
    assert "Gone" not in letter.body


def test_a_letter_of_which_nothing_is_left_is_not_sent(follower, post):
    gather()
    post.return_to_draft()
    assert letters() == []
    assert not Letter.objects.exists()


def test_a_digest_of_several_is_one_letter(time_machine):
    time_machine.move_to("2026-11-27 10:00 +0000")
    follower_of("news", rhythm="weekly")
    for at in range(3):
        PostFactory(title=f"News {at}").publish()
    letters()
    time_machine.move_to("2026-11-30 07:00 +0000")
    (letter,) = letters()
    assert letter.subject == "What changed this week: 3 changes"
    assert all(f"News {at}" in letter.body for at in range(3))


def test_whoever_asked_gets_the_link_that_confirms_it():
    ask("new@example.org", "192.0.2.1", "news", "daily")
    (letter,) = letters()
    assert letter.to == ["new@example.org"]
    assert "Please confirm" in letter.subject
    assert "once a day" in letter.body
    assert "/follow/confirm/" in letter.body
    assert "List-Unsubscribe" not in letter.message()


@pytest.mark.parametrize("is_known", [True, False])
def test_whoever_lost_the_link_gets_it_and_a_stranger_learns_that_nothing_is_kept(is_known):
    if is_known:
        follower_of("news", address="lost@example.org")
    ask("lost@example.org", "192.0.2.1")
    (letter,) = letters()
    assert ("/follow/mine/" in letter.body) is is_known
    assert ("follows nothing" in letter.body) is not is_known


def test_a_request_for_a_mailbox_that_is_none_is_forgotten(server):
    ask("nobody@example.org", "192.0.2.1", "news")
    server(refusal(550))
    letters()
    assert not FollowRequest.objects.exists()


def test_whoever_stops_gets_no_letter_that_waits(follower, post):
    gather()
    follower.delete()
    assert letters() == []
    assert not Told.objects.exists()


def test_bounces_go_to_their_own_address(follower, post, settings):
    settings.BOUNCES_ADDRESS = "bounces@example.org"
    (letter,) = letters()
    assert letter.from_email == "bounces@example.org"
    assert letter.message()["From"] == settings.DEFAULT_FROM_EMAIL


def test_letters_are_kept_for_thirty_days(follower, post):
    letters()
    assert forget_sent(timezone.now() + timedelta(days=29)) == 0
    assert forget_sent(timezone.now() + timedelta(days=31)) > 0
    assert Change.objects.exists()


@pytest.mark.parametrize("count", [2, 20])
def test_the_work_for_a_letter_is_one_statement(django_assert_max_num_queries, post, count):
    for at in range(count):
        follower_of("news", address=f"{at}@example.org")
    gather()
    with django_assert_max_num_queries(25 + count):
        send_some()
    assert len(mail.outbox) == count
    assert sealing.unseal(Follower.objects.first().sealed_address) == "0@example.org"
