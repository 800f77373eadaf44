import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lscb_site.desk.leftover_files import HALF_WRITTEN, UNUSED, tidy_stores
from lscb_site.desk.tasks import look_after_files, wake_caretaker
from lscb_site.files.content_store import WAITING, ContentStore, content_store
from lscb_site.files.disk import INCOMING
from resources.models import EditionFile, FormerFile
from tests.factories import EditionFactory, EditionFileFactory, LiveDocumentFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The library's store, empty but for one file that a row names."""
    monkeypatch.setitem(vars(content_store()), "location", str(tmp_path))
    EditionFileFactory(content=b"named by a row", pictured=True)
    return content_store()


def stored(store: ContentStore, content: bytes) -> str:
    return store.save("a.pdf", io.BytesIO(content))


def age(store, by: timedelta = UNUSED + timedelta(minutes=1)):
    """Let everything that waits, or was half-written, have waited for so long."""
    then = time.time() - by.total_seconds()
    for folder in (WAITING, INCOMING):
        for path in Path(store.location, folder).glob("*"):
            os.utime(path, (then, then))


def test_what_nothing_names_goes_after_two_days_and_what_is_named_stays(store):
    named = {EditionFile.objects.get().file.name, EditionFile.objects.get().picture.name}
    unused = stored(store, b"chosen, and never saved")
    former = stored(store, b"as it was before its correction")
    FormerFile.objects.create(file=EditionFile.objects.get(), sha256=Path(former).stem, name="before.pdf")
    linked = stored(store, b"named in a text alone")
    PostFactory(body=f'<p><a href="/resources/files/{Path(linked).stem[:20]}/a.pdf">Read it</a></p>')

    age(store, timedelta(days=1))
    tidy_stores()
    assert store.exists(unused)

    age(store)
    tidy_stores()
    assert not store.exists(unused)
    assert all(store.exists(name) for name in {former, linked} | named)
    assert list(Path(store.location, WAITING).glob("*.*")) == []


def test_bytes_that_come_again_wait_anew(store):
    name = stored(store, b"chosen once")
    age(store)
    stored(store, b"chosen once")
    tidy_stores()
    assert store.fault_of(name) is None


def test_bytes_that_were_never_noted_are_not_touched(store):
    """As after a restored backup, or of what was stored before there were notes."""
    name = stored(store, b"from another time")
    for note in Path(store.location, WAITING).glob("*.*"):
        note.unlink()
    tidy_stores()
    assert store.exists(name)


def test_a_new_database_beside_old_files_deletes_nothing(store):
    name = EditionFile.objects.get().file.name
    EditionFile.objects.all().delete()
    age(store)
    tidy_stores()
    assert store.exists(name)


def test_what_a_draft_had_goes_and_what_readers_had_stays(store, django_capture_on_commit_callbacks):
    live = LiveDocumentFactory(edition__file__content=b"readers had it").current_edition.main_file
    again_a_draft = LiveDocumentFactory(edition__file__content=b"readers had this").current_edition.main_file
    again_a_draft.edition.return_to_draft()
    draft, deleted = (EditionFileFactory(edition=EditionFactory(), content=content) for content in (b"one", b"two"))
    before = [each.file.name for each in (live, again_a_draft, draft, deleted)]
    age(store)
    tidy_stores()
    with django_capture_on_commit_callbacks(execute=True):
        for file, content in ((live, b"corrected"), (again_a_draft, b"changed"), (draft, b"another")):
            file = EditionFile.objects.get(pk=file.pk)
            file.file, file.sha256 = stored(store, content), Path(stored(store, content)).stem
            file.save()
        deleted.delete()
    age(store)
    tidy_stores()
    assert [store.exists(name) for name in before] == [True, True, False, False]


def test_bytes_that_a_notice_leads_to_stay(store):
    name = stored(store, b"only a notice names them")
    digest = Path(name).stem[:20]
    NoticeFactory(link=f"/resources/files/{digest}/it.pdf", link_words="Read it")
    age(store)
    tidy_stores()
    assert store.exists(name)


def test_what_a_killed_writer_left_goes_after_a_day(store):
    part = Path(store.location, INCOMING, "killed.part")
    part.write_bytes(b"half of")
    tidy_stores()
    assert part.exists()
    age(store, HALF_WRITTEN + timedelta(minutes=1))
    tidy_stores()
    assert not part.exists()


def test_a_worker_looks_after_files_where_there_are_any(store):
    from django_tasks_db.models import DBTaskResult

    Path(EditionFile.objects.get().file.path).unlink()
    wake_caretaker()
    assert DBTaskResult.objects.get().task_path == look_after_files.module_path
    look_after_files.call()
    assert EditionFile.objects.get().fault == "missing"
    assert EditionFile.objects.get().fault_found_at <= timezone.now()
    EditionFile.objects.all().delete()
    wake_caretaker()
    assert DBTaskResult.objects.count() == 1
