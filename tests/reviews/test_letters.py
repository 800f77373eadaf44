"""Reminders: 14 days before, on the day, then monthly; one letter a person, and never twice at one stage."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_site.publishing.submissions import PAUSES
from lscb_site.reviews.letters import SOON, send_next, stage_on, write_reminders
from lscb_site.reviews.models import Reminder, Review
from tests.conftest import signed_in
from tests.factories import EditorFactory, LiveDocumentFactory
from tests.resources.stating import CHECK, state
from tests.reviews.reviewing import a_board, looked_after, press

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def long_before(time_machine):
    """Things are live before they are told of."""
    time_machine.move_to("2026-10-01 09:00 +0000")


@pytest.fixture
def owner():
    return EditorFactory(email="owner@example.org", first_name="Pat", last_name="Smith")


@pytest.fixture
def deputy():
    return EditorFactory(email="deputy@example.org")


@pytest.fixture
def at(time_machine):
    def move(day):
        time_machine.move_to(f"{day} 09:00 +0000")

    return move


def letters():
    """Those of a day on which the clock wakes a worker."""
    mail.outbox.clear()
    write_reminders()
    while send_next():
        pass
    return {letter.to[0]: letter.body for letter in mail.outbox}


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 11, 12), None),
        (date(2026, 11, 13), SOON),
        (date(2026, 11, 26), SOON),
        (DAY, 0),
        (date(2026, 12, 26), 0),
        (date(2026, 12, 27), 1),
        (date(2027, 1, 27), 2),
        (date(2027, 12, 1), 12),
    ],
)
def test_the_stages_of_a_day(today, stage):
    assert stage_on(today, DAY) == stage


def test_each_stage_is_told_once(owner, at):
    looked_after(a_board(), owner=owner, next_check=DAY)
    days = [DAY + timedelta(days=count) for count in range(-20, 70)]
    told = []
    for day in days:
        at(day)
        told += [str(day)] * len(letters())
    assert told == ["2026-11-13", "2026-11-27", "2026-12-27", "2027-01-27"]


def test_one_letter_tells_all_that_is_theirs(owner, deputy, at):
    for name in ("Brent partnership", "Camden partnership"):
        looked_after(a_board(name=name), owner=owner, deputy=deputy, next_check=DAY)
    edition = LiveDocumentFactory(title="The protocol", kind="protocol", edition__file__to_hand=True).editions.get()
    state(edition)
    looked_after(edition.document, owner=deputy)
    at(CHECK)
    sent = letters()
    assert sent.keys() == {"owner@example.org", "deputy@example.org"}
    assert "The protocol" not in sent["owner@example.org"]
    assert "Its check was due on 3 March 2027." in sent["deputy@example.org"]
    assert "You are its deputy; it is looked after by Pat Smith." in sent["deputy@example.org"]
    for board in Review.objects.filter(owner=owner):
        assert f"/admin/lscb_contacts/board/{board.object_id}/review/" in sent["owner@example.org"]
    assert letters() == {}


def test_what_was_checked_before_the_letter_went_is_not_told(owner, at):
    at(DAY)
    board = a_board()
    looked_after(board, owner=owner, next_check=DAY)
    write_reminders()
    press(signed_in(owner), board)
    assert letters() == {}


def test_who_has_left_or_has_no_address_gets_none(owner, deputy, at):
    at(DAY)
    looked_after(a_board(), owner=owner, deputy=deputy, next_check=DAY)
    owner.is_active, deputy.email = False, ""
    owner.save(), deputy.save()
    assert letters() == {}
    deputy.email = "deputy@example.org"
    deputy.save()
    assert letters().keys() == {"deputy@example.org"}


def test_without_mail_nothing_is_written_and_later_nothing_is_missing(owner, at, settings):
    at(DAY)
    looked_after(a_board(), owner=owner, next_check=DAY)
    before, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.console.EmailBackend"
    assert letters() == {}
    assert not Reminder.objects.exists()
    settings.EMAIL_BACKEND = before
    assert len(letters()) == 1


def test_what_the_mail_server_refuses_is_tried_again_and_then_left(owner, at, monkeypatch):
    def refuse(self):
        raise OSError("Nobody answers")

    at(DAY)
    looked_after(a_board(), owner=owner, next_check=DAY)
    moment = timezone.now()
    with monkeypatch.context() as patched:
        patched.setattr("lscb_site.reviews.letters.EmailMessage.send", refuse)
        write_reminders(moment)
        assert send_next(moment)
        assert not send_next(moment)
    reminder = Reminder.objects.get()
    assert (reminder.told_at, reminder.problem, reminder.try_after) == (None, "Nobody answers", moment + PAUSES[0])
    assert send_next(moment + PAUSES[0])
    assert len(mail.outbox) == 1
    Reminder.objects.update(told_at=None, tried=len(PAUSES) + 1)
    assert not send_next(moment + timedelta(days=2))


def test_the_clock_wakes_a_worker_when_a_day_is_near(owner, at, monkeypatch):
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.close_old_connections", lambda: None)
    looked_after(a_board(), owner=owner, next_check=DAY)
    woken = DBTaskResult.objects.filter(task_path="lscb_site.reviews.tasks.remind")
    for day, count in ((date(2026, 11, 12), 0), (date(2026, 11, 13), 1)):
        at(day)
        call_command("clock", beats=1)
        assert woken.count() == count
