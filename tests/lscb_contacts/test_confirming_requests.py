"""Requests and their letters: by the clock, to whom, when, and never twice."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_contacts.confirming.letters import send_next, write_reminders
from lscb_contacts.confirming.links import token_of
from lscb_contacts.confirming.requests import NotAsked, ask_by_clock, ask_by_hand
from lscb_contacts.models import ConfirmationRequest, ContactPoint, CoverageDay, DirectorySettings, Letter
from lscb_contacts.tasks import ask_and_remind, count_confirmed, wake_asker
from tests.factories import AuthorityFactory, ConfirmationContactFactory, ContactPointFactory

pytestmark = pytest.mark.django_db

CONFIRMED = date(2026, 3, 3)
DUE = "2026-08-03 09:00 +0100"  # the first day of the last of six months


@pytest.fixture
def contact():
    """The mailbox of an authority that confirmed its one point on 3 March 2026."""
    contact = ConfirmationContactFactory(authority__short_name="Brent")
    ContactPointFactory(authority=contact.authority, confirmed_on=CONFIRMED, confirmed_by="MASH manager")
    return contact


def run_everything():
    """What a worker does when it is woken, until nothing is left."""
    ask_by_clock()
    write_reminders()
    while send_next():
        pass


def days_later(time_machine, days):
    time_machine.move_to(timezone.now() + timedelta(days=days))


# Whom the clock asks ------------------------------------------------------------------------------------------------


def test_the_clock_asks_in_the_last_month_of_the_period_and_not_before(contact, time_machine):
    time_machine.move_to("2026-08-02 23:00 +0100")
    assert ask_by_clock() == 0
    time_machine.move_to(DUE)
    assert ask_by_clock() == 1
    request = ConfirmationRequest.objects.get()
    assert (request.kind, request.expires_at - request.made_at) == ("scheduled", timedelta(days=30))
    assert list(Letter.objects.values_list("kind", "to")) == [("ask", contact.mailbox)]


def test_the_period_is_the_administrators(contact, time_machine):
    DirectorySettings(confirm_every=12).save()
    time_machine.move_to(DUE)
    assert ask_by_clock() == 0


def test_one_request_is_made_however_often_the_clock_beats(contact, time_machine):
    time_machine.move_to(DUE)
    ContactPointFactory(authority=contact.authority, confirmed_on=CONFIRMED, confirmed_by="Manager", position=1)
    assert [ask_by_clock() for _ in range(3)] == [1, 0, 0]


def test_an_authority_that_does_not_answer_is_asked_again_after_ninety_days(contact, time_machine):
    time_machine.move_to(DUE)
    ask_by_clock()
    days_later(time_machine, 89)
    assert ask_by_clock() == 0
    days_later(time_machine, 2)
    assert ask_by_clock() == 1


def test_the_clock_asks_nobody_without_a_mailbox_or_about_what_was_never_confirmed(time_machine):
    time_machine.move_to(DUE)
    ContactPointFactory(confirmed_on=CONFIRMED, confirmed_by="MASH manager")
    ContactPointFactory(authority=ConfirmationContactFactory().authority)
    assert ask_by_clock() == 0


def test_who_was_asked_by_hand_is_not_asked_by_the_clock_too(contact, editor, time_machine):
    time_machine.move_to(DUE)
    ask_by_hand(contact.authority, editor)
    assert ask_by_clock() == 0


def test_only_the_newest_link_works(contact, editor, time_machine):
    first = ask_by_hand(contact.authority, editor)
    days_later(time_machine, 2)
    second = ask_by_hand(contact.authority, editor)
    first.refresh_from_db()
    assert (first.is_open(), second.is_open()) == (False, True)


def test_an_authority_without_a_contact_point_is_not_asked(editor):
    with pytest.raises(NotAsked):
        ask_by_hand(ConfirmationContactFactory().authority, editor)
    with pytest.raises(NotAsked):
        ask_by_hand(AuthorityFactory(), editor)


# Letters ------------------------------------------------------------------------------------------------------------


def test_the_letter_is_short_plain_and_holds_the_link(contact, time_machine):
    time_machine.move_to(DUE)
    DirectorySettings(reply_to="office@example.org").save()
    run_everything()
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == ([contact.mailbox], ["office@example.org"])
    assert letter.subject == "Please check the numbers for Brent"
    link = f"https://www.example.org/contacts/confirm/{token_of(ConfirmationRequest.objects.get())}/"
    assert f"\n{link}\n" in letter.body
    assert "It works once, until 2 September 2026." in letter.body
    assert "office@example.org" in letter.body
    assert "\n\n\n" not in letter.body
    assert len(letter.body) < 1200


def test_reminders_go_to_the_mailbox_after_7_days_and_to_the_deputy_after_21_each_once(contact, time_machine):
    time_machine.move_to(DUE)
    sent = []
    for _ in range(40):
        run_everything()
        run_everything()
        sent.append([message.to[0] for message in mail.outbox])
        mail.outbox.clear()
        days_later(time_machine, 1)
    told = {day: to for day, to in enumerate(sent) if to}
    assert told == {0: [contact.mailbox], 7: [contact.mailbox], 21: [contact.deputy]}


def test_a_reminder_says_that_it_is_one_and_holds_the_same_link(contact, time_machine):
    time_machine.move_to(DUE)
    run_everything()
    days_later(time_machine, 7)
    run_everything()
    first, second = mail.outbox
    assert second.subject == "Reminder: please check the numbers for Brent"
    token = token_of(ConfirmationRequest.objects.get())
    assert token in first.body
    assert token in second.body


def test_without_a_deputy_the_last_reminder_goes_to_the_mailbox(contact, time_machine):
    contact.deputy = ""
    contact.save()
    time_machine.move_to(DUE)
    run_everything()
    days_later(time_machine, 21)
    run_everything()
    assert {message.to[0] for message in mail.outbox} == {contact.mailbox}


def test_who_has_answered_is_not_reminded(contact, time_machine):
    time_machine.move_to(DUE)
    run_everything()
    ConfirmationRequest.objects.get().use("confirmed", "MASH manager")
    for _ in range(4):
        days_later(time_machine, 7)
        run_everything()
    assert len(mail.outbox) == 1


def test_a_letter_that_the_mail_server_refuses_is_tried_again_and_sent_once(contact, time_machine, monkeypatch):
    time_machine.move_to(DUE)

    def refuse(*args):
        raise SMTPServerDisconnected("please wait")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        run_everything()
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.problem) == (None, "please wait")
    run_everything()
    assert mail.outbox == []
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    run_everything()
    run_everything()
    assert len(mail.outbox) == 1


def test_a_letter_is_given_up_after_four_attempts(contact, time_machine, monkeypatch):
    time_machine.move_to(DUE)
    tried = []

    def refuse(*args):
        tried.append(timezone.now())
        raise SMTPServerDisconnected("no")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    for _ in range(6):
        ask_by_clock()
        while send_next():
            pass
        days_later(time_machine, 1)
    assert len(tried) == 4


def test_a_worker_killed_while_sending_never_makes_a_letter_go_twice(contact, time_machine, monkeypatch):
    time_machine.move_to(DUE)

    def die(*args):
        mail.outbox.append("sent")
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(EmailBackend, "send_messages", die)
        with pytest.raises(KeyboardInterrupt):
            run_everything()
    run_everything()
    assert mail.outbox == ["sent"]


def test_the_database_keeps_one_letter_of_a_kind(contact, time_machine):
    time_machine.move_to(DUE)
    ask_by_clock()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(request=ConfirmationRequest.objects.get(), kind="ask", to="a@example.org")


# The clock and the worker -------------------------------------------------------------------------------------------


@pytest.fixture
def beat(monkeypatch):
    """One beat of the clock. It may not close the connection here: the test's transaction lives on it."""
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.close_old_connections", lambda: None)
    return lambda: call_command("clock", beats=1)


def tasks_that_ask():
    return DBTaskResult.objects.filter(task_path="lscb_contacts.tasks.ask_and_remind")


def test_the_clock_has_the_numbers_counted_once_a_day(beat, time_machine):
    time_machine.move_to("2026-08-01 09:00 +0100")
    beat()
    assert DBTaskResult.objects.filter(task_path="lscb_contacts.tasks.count_confirmed").count() == 1
    count_confirmed.call()
    beat()
    assert DBTaskResult.objects.filter(task_path="lscb_contacts.tasks.count_confirmed").count() == 1
    assert CoverageDay.objects.get().day == date(2026, 8, 1)


def test_the_clock_wakes_a_worker_when_a_confirmation_becomes_due(contact, beat, time_machine):
    time_machine.move_to("2026-08-01 09:00 +0100")
    beat()
    assert not tasks_that_ask().exists()
    time_machine.move_to(DUE)
    beat()
    assert tasks_that_ask().count() == 1


def test_the_clock_wakes_a_worker_for_a_reminder_and_for_what_a_killed_worker_left(contact, beat, time_machine):
    time_machine.move_to(DUE)
    run_everything()
    wake_asker()
    assert not DBTaskResult.objects.exists()
    days_later(time_machine, 7)
    beat()
    assert tasks_that_ask().count() == 1


def test_the_task_asks_sends_one_letter_and_leaves_the_next_to_another(contact, time_machine):
    time_machine.move_to(DUE)
    other = ConfirmationContactFactory()
    ContactPointFactory(authority=other.authority, confirmed_on=CONFIRMED, confirmed_by="Manager")
    ask_and_remind.call()
    assert (ConfirmationRequest.objects.count(), len(mail.outbox)) == (2, 1)
    assert DBTaskResult.objects.exists()
    ask_and_remind.call()
    assert len(mail.outbox) == 2


def test_a_new_letter_wakes_a_worker_at_once(contact, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask_by_hand(contact.authority, editor)
    assert DBTaskResult.objects.exists()


def test_an_answer_starts_the_period_anew(contact, time_machine):
    time_machine.move_to(DUE)
    ask_by_clock()
    ContactPoint.objects.update(confirmed_on=timezone.localdate())
    days_later(time_machine, 100)
    assert ask_by_clock() == 0
