"""Letters leave once; what cannot be delivered waits, is given up, or ends what it was for."""

import smtplib
from datetime import timedelta

import pytest
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.core import mail
from django.db import OperationalError
from django.utils import timezone

from lscb_site.following import composing, sealing, sending
from lscb_site.following.gathering import gather
from lscb_site.following.links import to_manage, to_stop
from lscb_site.following.models import Change, Follower, FollowRequest, Letter, Told
from lscb_site.following.models.letters import PAUSES
from lscb_site.following.sending import claim, forget_sent, send_some
from lscb_site.following.subscribing import ask
from tests.factories import PostFactory
from tests.following.telling_followers import follower_of, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def follower():
    return follower_of("news")


@pytest.fixture
def post():
    post = PostFactory(title="Conference & papers", summary="A day <of> talks.")
    post.publish()
    return post


class MailServer:
    """Answers each letter with the next of `answers`: None takes it, an exception is raised."""

    def __init__(self, *answers):
        self.answers, self.taken = list(answers), []

    def open(self):
        return True

    def close(self):
        pass

    def send_messages(self, messages):
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        self.taken += messages
        return len(messages)


@pytest.fixture
def server(monkeypatch):
    def answering(*answers):
        server = MailServer(*answers)
        monkeypatch.setattr(sending, "get_connection", lambda: server)
        return server

    return answering


def refusal(code):
    return smtplib.SMTPRecipientsRefused({"reader@example.org": (code, b"reader@example.org is not known")})


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


def test_what_cannot_be_delivered_now_is_tried_again_and_given_up_in_the_end(follower, post, server):
    server(*[refusal(450)] * 10)
    moment = timezone.now()
    letters(moment)
    for pause in PAUSES:
        letter = Letter.objects.get()
        assert letter.problem == "The mail server would not take it yet: 450."
        assert letter.send_after == moment + pause
        assert not letter.failed_at
        moment = letter.send_after
        send_some(moment)
    letter.refresh_from_db()
    assert letter.failed_at == moment
    assert send_some(moment + timedelta(days=9)) == 0


@pytest.mark.parametrize(
    "problem",
    [ConnectionRefusedError("reader@example.org"), smtplib.SMTPAuthenticationError(535, b""), AnymailAPIError()],
)
def test_where_the_mail_server_is_away_or_takes_nothing_all_letters_wait(follower, post, server, problem):
    for at in range(3):
        follower_of("news", address=f"{at}@example.org")
    server(problem)
    moment = timezone.now()
    letters(moment)
    assert set(Letter.objects.values_list("sent_at", "send_after", "claimed_until")) == {
        (None, moment + PAUSES[0], None)
    }
    assert sorted(Letter.objects.values_list("tried", flat=True)) == [0, 0, 0, 1]


@pytest.mark.parametrize("problem", [refusal(550), AnymailRecipientsRefused("reader@example.org")])
def test_an_address_that_is_refused_for_good_is_forgotten(follower, post, server, caplog, problem):
    server(problem)
    with caplog.at_level("DEBUG"):
        letters()
    assert not Follower.objects.exists()
    assert not Letter.objects.exists()
    assert "example.org" not in caplog.text.replace("www.example.org", "")


def test_a_letter_that_cannot_be_written_keeps_nobody_elses_back(follower, post, monkeypatch, caplog):
    follower_of("news", address="another@example.org")
    writing = composing.of_changes

    def failing(letter, told):
        if letter.follower == follower:
            raise KeyError("reader@example.org")
        return writing(letter, told)

    monkeypatch.setattr(composing, "of_changes", failing)
    assert [letter.to for letter in letters()] == [["another@example.org"]]
    assert Letter.objects.get(follower=follower).problem == "It could not be written: KeyError."
    assert "A letter could not be written: KeyError at " in caplog.text
    assert "reader@example.org" not in caplog.text


def test_where_the_database_is_away_nothing_is_noted_of_a_letter(follower, post, monkeypatch):
    def away(letter, told):
        raise OperationalError

    monkeypatch.setattr(composing, "of_changes", away)
    with pytest.raises(OperationalError):
        letters()
    assert Letter.objects.get().tried == 0


@pytest.mark.parametrize(
    ("code", "said", "problem"),
    [
        (550, b"5.7.26 Unauthenticated mail is not accepted", "refused it by a rule of its own: 550 5.7.26."),
        (550, b"5.7.1 <reader@example.org>: blocked", "refused it by a rule of its own: 550 5.7.1."),
        (552, b"5.2.2 Mailbox full", "refused it by a rule of its own: 552 5.2.2."),
        (554, b"Denied", "refused it: 554."),
    ],
)
def test_nobody_is_forgotten_for_what_lies_with_us(follower, post, server, code, said, problem):
    """One broken record of ours would lose every follower."""
    server(smtplib.SMTPRecipientsRefused({"reader@example.org": (code, said)}))
    letters()
    assert Letter.objects.get().problem == f"The mail server {problem}"
    assert Follower.objects.exists()


def test_one_refusal_keeps_nobody_else_from_their_letter(follower, post, server):
    follower_of("news", address="another@example.org")
    taken = server(refusal(550)).taken
    letters()
    assert len(taken) == 1


def test_what_is_kept_of_a_problem_names_nobody(follower, post, server):
    server(smtplib.SMTPDataError(554, b"5.7.1 <reader@example.org> is a secret"))
    letters()
    assert Letter.objects.get().problem == "The mail server refused it: 554."


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
