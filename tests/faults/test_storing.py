"""What lies in a store is whole, whatever happens while it is written: a full disk, a killed process, a stump."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb_site.files.content_store import Fault, content_name, content_store
from lscb_site.files.disk import ContentStoreOnDisk
from news.models import Post
from resources.models import EditionFile
from tests.factories import LiveDocumentFactory
from tests.faults import killed_writer
from tests.faults.left_out import left_out
from tests.news.test_admin import LIST, typed
from tests.samples.documents import new_pdf, saved

TOP = Path(__file__).resolve().parents[2]


def parts(store) -> list[Path]:
    return list(Path(store.location).rglob("*.part"))


@pytest.fixture
def disk(tmp_path, monkeypatch):
    """The library's store on a disk of its own, of one megabyte."""
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode:
        left_out("a full disk, which only root can make.")
    monkeypatch.setitem(vars(content_store()), "location", str(tmp_path))
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("full", ["the store", "the temporary folder too"])
def test_a_disk_that_fills_up_during_an_upload_is_told_and_leaves_nothing_wrong(editor_client, disk, settings, full):
    if full == "the temporary folder too":
        settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = str(disk), 0
    document = new_pdf()
    document.pages[0].obj.Contents = document.make_stream(b"% padding\n" * 200_000)
    content = saved(document, compress_streams=False)

    def upload():
        return editor_client.post(f"{LIST}add/", typed(new_documents=[SimpleUploadedFile("report.pdf", content)]))

    answer = upload()
    assert answer.status_code == 200
    assert "Nothing was saved. The server could not store this file." in answer.text
    assert 'value="A protocol is launched"' in answer.text
    assert not Post.objects.exists()
    assert [path for path in disk.rglob("*") if path.is_file() and path.stat().st_size] == []

    subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
    assert upload().status_code == 302
    assert Path(EditionFile.objects.get().file.path).read_bytes() == content


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["0", "3", "fsync", "chmod", "replace"])
def test_a_writer_that_is_killed_leaves_what_was_there_before(tmp_path, moment):
    store = ContentStoreOnDisk(location=tmp_path)
    store.save("b.pdf", ContentFile(b"a store in use"))
    name = content_name(hashlib.sha256(killed_writer.WHOLE).hexdigest(), "a.pdf")
    killed = subprocess.run(
        [sys.executable, killed_writer.__file__, tmp_path, moment], cwd=TOP, env=os.environ | {"PYTHONPATH": str(TOP)}
    )
    assert killed.returncode == -9
    assert store.glance(name) == Fault.MISSING

    store.tidy(time.time() - 60)
    assert len(parts(store)) == 1
    store.tidy(time.time() + 60)
    assert not parts(store)
    assert store.save("a.pdf", ContentFile(killed_writer.WHOLE)) == name
    assert store.fault_of(name) is None


@pytest.mark.parametrize(
    "lies_there", ["a stump", "nothing", "other bytes of this size", "a folder", "a dangling link"]
)
def test_what_lies_wrongly_at_a_name_is_replaced_by_the_right_bytes(tmp_path, lies_there):
    store, content = ContentStoreOnDisk(location=tmp_path), b"%PDF-1.7 all of it"
    place = Path(store.path(content_name(hashlib.sha256(content).hexdigest(), "a.pdf")))
    place.parent.mkdir()
    {
        "a stump": lambda: place.write_bytes(content[:5]),
        "nothing": place.touch,
        "other bytes of this size": lambda: place.write_bytes(b"x" * len(content)),
        "a folder": lambda: (place / "inside").mkdir(parents=True),
        "a dangling link": lambda: place.symlink_to("nowhere"),
    }[lies_there]()
    name = str(place.relative_to(tmp_path))
    assert store.fault_of(name, len(content))

    assert store.save("A.PDF", ContentFile(content)) == name
    assert store.fault_of(name, len(content)) is None
    assert place.read_bytes() == content
    assert not parts(store)


def test_a_disk_that_gives_back_other_bytes_is_not_believed(tmp_path, monkeypatch):
    store = ContentStoreOnDisk(location=tmp_path)
    store.save("b.pdf", ContentFile(b"the folders are there"))
    monkeypatch.setattr("lscb_site.files.disk.os.fsync", lambda descriptor: os.ftruncate(descriptor, 3))
    with pytest.raises(OSError, match="gives back other bytes"):
        store.save("a.pdf", ContentFile(b"%PDF-1.7"))
    assert not parts(store)


@pytest.mark.django_db
def test_a_stump_of_former_days_is_not_handed_out_and_mended_by_choosing_the_file_again(publisher_client, client):
    file = LiveDocumentFactory(edition__file__content=b"%PDF-1.7 all of it").current_edition.main_file
    whole = Path(file.file.path).read_bytes()
    Path(file.file.path).write_bytes(whole[:5])
    assert client.get(file.get_absolute_url()).status_code == 503

    content_store().save("again.pdf", ContentFile(whole))
    answer = client.get(file.get_absolute_url())
    assert answer.status_code == 503, "Only a check of all its bytes says that it is right again."
    EditionFile.objects.filter(pk=file.pk).update(fault="", fault_found_at=None)
    assert client.get(file.get_absolute_url()).getvalue() == whole
