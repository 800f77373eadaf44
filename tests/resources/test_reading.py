from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lscb_site.files.isolation import TimedOut
from resources import reading, stored_files
from resources.models import EditionFile
from resources.tasks import read_waiting_file
from tests.factories import EditionFileFactory
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    return EditionFileFactory(content=pdf(pages=3, language="en-GB", tagged=True))


@pytest.fixture
def unreadable(monkeypatch):
    def fail(path, kind, **options):
        raise TimedOut("took too long")

    monkeypatch.setattr(reading, "read_file", fail)


@pytest.fixture
def clock(monkeypatch):
    """One beat of the clock. It may not close the connection here: the test's transaction lives on it."""
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.close_old_connections", lambda: None)
    return lambda: call_command("clock", beats=1)


def stored(file):
    return EditionFile.objects.get(pk=file.pk)


def test_a_waiting_file_is_read_once(file):
    assert reading.read_next()
    assert not reading.read_next()
    read = stored(file)
    assert (read.reading, read.pages, read.language, read.is_tagged) == ("done", 3, "en-GB", True)


def test_reading_keeps_the_text_the_health_card_and_the_first_page(file):
    reading.read_next()
    read = stored(file)
    assert [(page.number, page.anchor) for page in read.text_pages.all()] == [
        (1, "page-1"),
        (2, "page-2"),
        (3, "page-3"),
    ]
    assert "tags" in {signal["key"] for signal in read.health}
    with read.picture.open() as picture:
        assert picture.read(4) == b"RIFF"


def test_reading_again_replaces_the_text(file):
    reading.read_next()
    reading.read_again(stored(file))
    reading.read_next()
    assert stored(file).text_pages.count() == 3


def test_what_was_read_from_bytes_that_are_gone_is_not_kept(file):
    claimed = reading.claim(timezone.now())
    EditionFile.objects.filter(pk=file.pk).update(sha256="0" * 64)
    reading.read(claimed)
    assert stored(file).reading == "pending"
    assert not stored(file).text_pages.exists()


def test_a_place_without_a_file_is_not_waiting():
    EditionFileFactory()
    assert not reading.read_next()


def test_it_is_tried_three_times_more_with_growing_pauses_and_then_says_why(file, unreadable):
    pauses = []
    for _ in range(4):
        moment = stored(file).read_after or timezone.now()
        assert reading.read_next(moment)
        row = stored(file)
        if row.reading == "pending":
            pauses.append(row.read_after - timezone.now())
    assert [round(pause / timedelta(minutes=1)) for pause in pauses] == [1, 10, 60]
    assert (row.reading, row.reading_problem) == ("failed", "It takes too long to read.")
    assert not reading.read_next(timezone.now() + timedelta(days=30))


def test_it_is_not_tried_again_before_its_pause_is_over(file, unreadable):
    reading.read_next()
    assert not reading.read_next()


def test_a_claimed_file_is_nobody_elses_until_the_claim_runs_out(file):
    now = timezone.now()
    assert reading.claim(now) == file
    assert reading.claim(now) is None
    assert reading.claim(now + reading.CLAIM) == file


def test_a_file_that_kills_every_worker_is_given_up(file):
    moment = timezone.now()
    for _ in range(4):
        assert reading.claim(moment)
        moment += reading.CLAIM
    assert reading.read_next(moment)
    assert (stored(file).reading, stored(file).attempts) == ("failed", 5)


def test_bytes_that_are_gone_are_said_to_be_and_read_once_they_are_back(file):
    content = Path(file.file.path).read_bytes()
    file.file.storage.delete(file.file.name)
    assert reading.read_next()
    assert not reading.read_next(timezone.now() + reading.CLAIM)
    assert (stored(file).fault, stored(file).reading) == ("missing", "pending")

    file.file.storage.save("back.pdf", ContentFile(content))
    stored_files.check_faulty()
    assert reading.read_next(timezone.now() + reading.CLAIM)
    assert (stored(file).fault, stored(file).reading) == ("", "done")


def test_facts_of_bytes_replaced_meanwhile_are_dropped(file):
    claimed = reading.claim(timezone.now())
    EditionFile.objects.filter(pk=file.pk).update(sha256="0" * 64)
    reading.read(claimed)
    assert (stored(file).reading, stored(file).pages) == ("pending", None)


def test_read_again_starts_afresh(file, unreadable):
    EditionFile.objects.filter(pk=file.pk).update(
        reading="failed", attempts=4, reading_problem="It takes too long to read."
    )
    reading.read_again(stored(file))
    row = stored(file)
    assert (row.reading, row.attempts, row.reading_problem) == ("pending", 0, "")


def test_a_stored_file_wakes_a_worker_once_it_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        EditionFileFactory(to_hand=True)
        assert not DBTaskResult.objects.exists()
    assert DBTaskResult.objects.get().task_path == read_waiting_file.module_path


def test_one_task_reads_one_file_and_leaves_the_next_to_another(file):
    second = EditionFileFactory(content=pdf(text="The second"))
    read_waiting_file.call()
    assert (stored(file).reading, stored(second).reading) == ("done", "pending")
    assert DBTaskResult.objects.count() == 1


def test_the_clock_finds_what_a_killed_worker_left(clock, file):
    reading.claim(timezone.now() - reading.CLAIM)
    clock()
    assert DBTaskResult.objects.ready().filter(task_path=read_waiting_file.module_path).count() == 1


def test_the_clock_leaves_workers_alone_when_nothing_waits(clock):
    clock()
    assert not DBTaskResult.objects.filter(task_path__startswith="resources.").exists()


def test_the_clock_forgets_old_tasks_and_those_of_killed_workers(clock, file):
    long_ago = timezone.now() - timedelta(days=30)
    for status in ("SUCCESSFUL", "RUNNING"):
        result = read_waiting_file.enqueue()
        DBTaskResult.objects.filter(pk=result.id).update(status=status, started_at=long_ago, finished_at=long_ago)
    reading.read_next()
    clock()
    assert not DBTaskResult.objects.filter(task_path=read_waiting_file.module_path).exists()


def test_the_clock_outlives_a_database_that_is_away(clock, monkeypatch, caplog):
    monkeypatch.setattr("lscb_site.operations.management.commands.clock.wake_reader", _database_is_away)
    clock()
    assert "could not reach the database" in caplog.text


def _database_is_away():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM a_table_that_is_not_there")
