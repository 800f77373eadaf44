"""What cannot be delivered waits, is given up, or ends what it was for."""

import smtplib
from datetime import timedelta

import pytest
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.db import OperationalError
from django.utils import timezone

from lscb_site.following import composing
from lscb_site.following.models import Follower, Letter
from lscb_site.following.models.letters import PAUSES
from lscb_site.following.sending import send_some
from tests.following.mail_servers import refusal
from tests.following.telling_followers import follower_of, letters

pytestmark = pytest.mark.django_db


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
