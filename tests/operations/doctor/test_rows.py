"""What the doctor reads from rows: what is well, and what is not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from lscb_contacts.confirming.letters import PAUSES
from lscb_contacts.models import Letter as BoroughLetter
from lscb_contacts.models.postcodes import PostcodeEdition
from lscb_site.following.models import Letter
from lscb_site.operations.backups.backup_settings import BackupSettings
from lscb_site.operations.doctor import content, work
from lscb_site.operations.doctor.findings import State, worst
from lscb_site.operations.heartbeats import beat
from lscb_site.operations.models import Backup, Heartbeat
from lscb_site.search.models import SearchIndex
from resources.models import Document, EditionFile
from tests.factories import ConfirmationRequestFactory, EditionFileFactory, PostFactory
from tests.following.telling_followers import follower_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def state(examination):
    return worst(list(examination()))


def states(examination):
    return {each.key: each.state for each in examination()}


def test_processes():
    assert states(work.processes) == {"work.worker": State.ILL, "work.clock": State.ILL}
    for process in Heartbeat.Process:
        beat(process)
    assert state(work.processes) is State.WELL


def a_task(**fields):
    task = DBTaskResult.objects.create(
        **{"args_kwargs": {}, "task_path": "a", "backend_name": "default", "run_after": get_date_max()}
        | {name: value for name, value in fields.items() if name != "enqueued_at"}
    )
    if "enqueued_at" in fields:
        DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=fields["enqueued_at"])


@pytest.mark.parametrize(("minutes", "expected"), [(9, State.WELL), (11, State.LOOK), (61, State.ILL)])
def test_the_queue_by_its_oldest(minutes, expected):
    a_task(enqueued_at=timezone.now() - timedelta(minutes=minutes))
    a_task()
    assert states(work.queue) == {"work.queue": expected}


def test_a_task_that_was_put_off_waits_from_then_on():
    a_task(enqueued_at=timezone.now() - DAY, run_after=timezone.now() - timedelta(minutes=1))
    a_task(enqueued_at=timezone.now() - DAY, run_after=timezone.now() + HOUR)
    assert states(work.queue) == {"work.queue": State.WELL}


def test_tasks_that_failed_or_run_for_long():
    now = timezone.now()
    a_task(status="FAILED", finished_at=now - 25 * HOUR, started_at=now - 25 * HOUR)
    a_task(status="RUNNING", started_at=now - timedelta(minutes=59))
    assert state(work.queue) is State.WELL
    a_task(status="FAILED", finished_at=now - 23 * HOUR, started_at=now - 23 * HOUR)
    a_task(status="RUNNING", started_at=now - timedelta(minutes=61))
    assert states(work.queue) == {
        "work.queue": State.WELL,
        "work.failed": State.LOOK,
        "work.long": State.LOOK,
    }


def test_letters():
    assert state(work.letters) is State.WELL
    follower = follower_of("news")
    now = timezone.now()
    Letter.objects.create(follower=follower, period="now:1", planned_for=now - 2 * HOUR)
    assert states(work.letters) == {"work.letters": State.LOOK}
    Letter.objects.update(failed_at=now)
    assert states(work.letters) == {"work.letters_given_up": State.LOOK}


def test_letters_to_boroughs():
    assert state(work.borough_letters) is State.WELL
    request = ConfirmationRequestFactory()
    letter = BoroughLetter.objects.create(request=request, kind="ask", to="mash@example.org")
    assert state(work.borough_letters) is State.WELL
    letters = BoroughLetter.objects.filter(pk=letter.pk)
    letters.update(try_after=timezone.now() - timedelta(minutes=61))
    assert states(work.borough_letters) == {"work.borough_letters": State.LOOK}
    letters.update(attempts=len(PAUSES) + 1)
    assert states(work.borough_letters) == {"work.borough_letters_given_up": State.LOOK}
    letters.update(sent_at=timezone.now())
    assert state(work.borough_letters) is State.WELL


def test_a_letter_of_a_request_that_is_over_is_no_matter():
    request = ConfirmationRequestFactory(expires_at=timezone.now() - HOUR)
    BoroughLetter.objects.create(request=request, kind="ask", to="mash@example.org", attempts=len(PAUSES) + 1)
    assert states(work.borough_letters) == {"work.borough_letters": State.WELL}


def a_backup(ago, verified_ago=None):
    made_at = timezone.now() - ago
    Backup.objects.create(
        name=str(ago),
        place="/elsewhere",
        began_at=made_at,
        made_at=made_at,
        verified_at=verified_ago and timezone.now() - verified_ago,
        files=1,
        size=1,
        is_encrypted=True,
    )


@pytest.mark.parametrize(
    ("ago", "expected"), [(25 * HOUR, State.WELL), (27 * HOUR, State.LOOK), (3 * DAY + HOUR, State.ILL)]
)
def test_the_last_backup(settings, ago, expected):
    settings.BACKUPS = BackupSettings(place="/elsewhere")
    assert states(work.backups) == {"backups.last": State.ILL}
    a_backup(ago, verified_ago=DAY)
    a_backup(10 * DAY)
    assert states(work.backups) == {"backups.last": expected}


def test_backups_that_nobody_tried_out_or_that_have_no_place(settings):
    settings.BACKUPS = BackupSettings()
    a_backup(HOUR, verified_ago=91 * DAY)
    assert states(work.backups) == {
        "backups.place": State.LOOK,
        "backups.last": State.WELL,
        "backups.verified": State.LOOK,
    }


def test_the_search_index():
    PostFactory().publish()
    assert state(content.search) is State.WELL
    SearchIndex.objects.update(written_by="another")
    assert state(content.search) is State.LOOK


def test_files():
    EditionFileFactory(content=b"%PDF-1.7 whole")
    assert state(content.files) is State.WELL
    EditionFile.objects.exclude(file="").update(fault="damaged", fault_found_at=timezone.now())
    assert state(content.files) is State.ILL


def a_reading(ago, status="SUCCESSFUL"):
    moment = timezone.now() - ago
    a_task(task_path="lscb_site.desk.tasks.look_after_files", status=status, started_at=moment, finished_at=moment)


def test_files_that_nobody_read_through_for_days():
    assert states(content.files_read) == {}
    EditionFileFactory(content=b"%PDF-1.7 whole")
    assert state(content.files_read) is State.WELL
    a_reading(HOUR, status="FAILED")
    a_task(status="SUCCESSFUL", started_at=timezone.now(), finished_at=timezone.now())  # another task
    Document.objects.update(created_at=timezone.now() - 4 * DAY)
    assert state(content.files_read) is State.LOOK
    a_reading(3 * DAY + HOUR)
    (found,) = content.files_read()
    assert found.state is State.LOOK
    assert "last read through on" in found.sentence
    a_reading(3 * DAY - HOUR)
    assert state(content.files_read) is State.WELL


def test_postcodes():
    PostcodeEdition.objects.all().delete()
    assert state(content.postcodes) is State.LOOK
    PostcodeEdition.objects.create(source="A table", loaded_at=timezone.now() - 269 * DAY, postcodes=5)
    assert state(content.postcodes) is State.WELL
    PostcodeEdition.objects.update(loaded_at=timezone.now() - 271 * DAY)
    assert state(content.postcodes) is State.LOOK


def test_bank_holidays(monkeypatch):
    assert state(content.holidays) is State.WELL
    monkeypatch.setattr("lscb_contacts.finding.bank_holidays.of_year", lambda year: frozenset())
    assert state(content.holidays) is State.LOOK


def test_a_site_without_accounts():
    """Nobody is without a second factor, and that is no good news."""
    User.objects.all().delete()
    (found,) = content.second_factors()
    assert (found.key, found.state) == ("accounts.second_factor", State.LOOK)
    assert "Nobody has an account" in found.sentence
    assert "invite" in found.mend


def test_second_factors_and_administrators():
    group = Group.objects.get(name="Administrator")
    for number in range(2):
        User.objects.create_user(f"a{number}").groups.add(group)
    for person in User.objects.all():
        person.authenticator_set.create(type="totp", data={})
    assert states(content.second_factors) == {"accounts.second_factor": State.WELL}
    User.objects.first().authenticator_set.update(type="recovery_codes")
    User.objects.last().groups.clear()
    assert states(content.second_factors) == {
        "accounts.second_factor": State.LOOK,
        "accounts.administrators": State.LOOK,
    }
