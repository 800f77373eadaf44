"""A row whose bytes are missing or damaged: readers are told, nothing offers the file, and it comes back by itself."""

import io
import os
import shutil
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from lscb_site.files.content_store import content_store
from lscb_site.search.indexing import index
from resources import reading, stored_files
from resources.models import EditionFile, FormerFile
from resources.tasks import check_faulty_files, wake_checker
from tests.factories import EditionFileFactory, FilePageFactory, LiveDocumentFactory
from tests.resources.admin.forms import edition_data, rows
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db

WHOLE = b"%PDF-1.7 every byte of it"
WORDS = "We cannot give you this file at the moment"


@pytest.fixture
def file():
    """The file of a live document, which has been read."""
    document = LiveDocumentFactory(title="The protocol", slug="protocol", edition__file__content=WHOLE)
    file = document.current_edition.main_file
    EditionFile.objects.filter(pk=file.pk).update(reading="done", title="The whole protocol")
    FilePageFactory(file=file, text="Unmistakable words.")
    index(EditionFile.objects.get().edition)
    yield EditionFile.objects.get()
    remove(file)


def remove(file):
    path = Path(file.file.path)
    if path.is_dir():
        path.rmdir()
    path.unlink(missing_ok=True)


def put_back(file):
    remove(file)
    content_store().save("back.pdf", io.BytesIO(WHOLE))


def spoil(file, how):
    path = Path(file.file.path)
    remove(file)
    {
        "missing": lambda: None,
        "empty": path.touch,
        "cut short": lambda: path.write_bytes(WHOLE[:9]),
        "longer": lambda: path.write_bytes(WHOLE * 2),
        "a folder": path.mkdir,
        "a dangling link": lambda: path.symlink_to("nowhere"),
        "a link to itself": lambda: path.symlink_to(path.name),
        "a pipe": lambda: os.mkfifo(path),
        "other bytes": lambda: path.write_bytes(WHOLE[:-1] + b"!"),
    }[how]()


SEEN_AT_ONCE = ["missing", "empty", "cut short", "longer", "a folder", "a dangling link", "a link to itself", "a pipe"]


def test_readers_are_told_at_once_and_nothing_offers_the_file_any_more(client, file, subtests, settings):
    address, page = file.get_absolute_url(), file.edition.document.get_absolute_url()
    for how in SEEN_AT_ONCE:
        settings.FILES_ACCEL_PREFIX = "/internal" if how in ("missing", "cut short") else ""
        with subtests.test(how=how):
            spoil(file, how)
            answer = client.get(address)
            assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
            assert WORDS in answer.text
            assert "X-Accel-Redirect" not in answer.headers
            assert client.head(address).status_code == 503
            assert EditionFile.objects.get().fault
            assert address not in client.get(page).text

            put_back(file)
            stored_files.check_faulty()
            assert client.get(address).status_code == 200
            assert address in client.get(page).text


def test_every_place_that_offers_files_leaves_it_out(client, file):
    address, text = file.get_absolute_url(), file.get_text_url()
    document = file.edition.document.get_absolute_url()
    places = [
        *(document, file.edition.get_absolute_url(), "/resources/", text, "/search/?q=unmistakable"),
        *("/resources/documents.json", "/resources/documents.csv", "/resources/feed.atom", "/"),
    ]
    offered = [place for place in places if address in client.get(place).content.decode()]
    assert {document, text, "/search/?q=unmistakable", "/resources/documents.json"} <= set(offered)

    spoil(file, "missing")
    stored_files.check(file.file.name, file.size)

    answers = {place: client.get(place).content.decode() for place in places}
    assert [place for place, answer in answers.items() if address in answer] == []
    assert client.get(f"{document}latest").headers["Location"] == document
    assert WORDS in answers[document]
    assert text in answers[document], "Its text was taken when it was whole."
    assert text in answers["/search/?q=unmistakable"]
    for place in (document, "/resources/", "/search/?q=unmistakable"):
        assert "File not available" in answers[place], place
    told = client.get("/resources/documents.json").json()["documents"][0]["editions"][0]["files"][0]
    assert (told["address"], told["sha256"]) == (None, file.sha256)


def test_editors_are_told_and_choosing_the_file_again_mends_it_without_a_correction(publisher_client, client):
    content = pdf()
    file = LiveDocumentFactory(title="The protocol", edition__file__content=content).current_edition.main_file
    faulty = "/admin/resources/document/?files=fault"
    edition = f"/admin/resources/edition/{file.edition.pk}/change/"
    spoil(file, "cut short")
    client.get(file.get_absolute_url())
    assert "The stored file is damaged. That was found on" in publisher_client.get(edition).text
    assert "1 missing or damaged" in publisher_client.get(faulty).text

    again = {"file": SimpleUploadedFile("again.pdf", content), "id": file.pk, "title": file.title, "role": "main"}
    data = edition_data(
        file.edition.document, **rows("files", again | {"position": 0}, initial=1), **rows("corrections")
    )
    data |= {"publish_from_0": "2015-03-18", "publish_from_1": "09:00"}
    assert publisher_client.post(edition, data).status_code == 302
    assert client.get(EditionFile.objects.get().get_absolute_url()).getvalue() == content
    assert "1 missing or damaged" not in publisher_client.get(faulty).text
    assert not FormerFile.objects.exists()


def test_check_files_finds_what_nobody_asked_for(file, capsys):
    call_command("check_files")
    assert "All 1 files are right." in capsys.readouterr().out

    spoil(file, "other bytes")
    with pytest.raises(CommandError, match="1 of 1 files is not right"):
        call_command("check_files")
    said = capsys.readouterr()
    assert (
        f"documents/{file.file.name} does not have the bytes it should (The protocol, 1st edition: file.pdf)"
        in said.out
    )
    assert "1/1" in said.err
    assert EditionFile.objects.get().fault == "damaged"

    put_back(file)
    call_command("check_files", verbosity=0)
    assert (EditionFile.objects.get().fault, EditionFile.objects.get().fault_found_at) == ("", None)


def test_a_file_that_the_site_may_not_read_is_unreadable(file):
    os.chmod(file.file.path, 0)
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)  # nobody: no permission keeps root out
    try:
        fault = content_store().fault_of(file.file.name, file.size)
    finally:
        os.seteuid(before)
    assert fault in ("unreadable", "missing")  # missing where nobody may not even look into the folder


def test_a_disk_that_is_away_is_told_and_not_taken_for_the_files_fault(client, file, monkeypatch):
    def lost(*args, **kwargs):
        raise TimeoutError("the mount does not answer")

    monkeypatch.setattr("lscb_site.files.disk.os.open", lost)
    assert client.get(file.get_absolute_url()).status_code == 503
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("check_files", verbosity=0)
    assert EditionFile.objects.get().fault == ""


def test_a_file_that_goes_between_a_look_and_its_opening_is_told(client, file, monkeypatch):
    monkeypatch.setattr("lscb_site.files.disk.ContentStoreOnDisk.glance", lambda *_: None)
    remove(file)
    assert client.get(file.get_absolute_url()).status_code == 503


def test_a_fault_that_cannot_be_recorded_is_told_all_the_same(client, file, monkeypatch):
    def locked(*args):
        raise DatabaseError("database is locked")

    monkeypatch.setattr("resources.views.files.record", locked)
    remove(file)
    assert client.get(file.get_absolute_url()).status_code == 503


def test_a_file_that_could_not_be_read_because_of_a_fault_is_read_after_it(file):
    remove(file)
    stored_files.check(file.file.name, file.size)
    EditionFile.objects.update(reading="failed", attempts=4, reading_problem="The stored file could not be opened.")
    assert not reading.read_next()
    put_back(file)
    stored_files.check_faulty()
    assert (EditionFile.objects.get().reading, EditionFile.objects.get().attempts) == ("pending", 0)


def test_a_worker_looks_again_only_while_something_is_wrong(file, django_capture_on_commit_callbacks):
    from django_tasks_db.models import DBTaskResult

    wake_checker()
    assert not DBTaskResult.objects.exists()
    remove(file)
    stored_files.check(file.file.name, file.size)
    wake_checker()
    assert DBTaskResult.objects.get().task_path == check_faulty_files.module_path
    put_back(file)
    check_faulty_files.call()
    assert not EditionFile.objects.faulty().exists()


def test_the_picture_of_a_first_page_that_is_not_whole_is_made_again(client, subtests):
    file = LiveDocumentFactory(edition__file__content=WHOLE, edition__file__pictured=True).current_edition.main_file
    address, picture, name = file.get_picture_url(), Path(file.picture.path), file.picture.name
    for content in (b"", b"RIFF\xff\0\0\0WEBPcut short", b"not a picture at all", None):
        with subtests.test(content=content):
            EditionFile.objects.update(picture=name, reading="done")
            picture.unlink()
            if content is not None:
                picture.write_bytes(content)
            answer = client.get(address)
            assert (answer.status_code, "immutable" in answer.headers["Cache-Control"]) == (404, False)
            assert address not in client.get(file.edition.document.get_absolute_url()).text
            assert EditionFile.objects.get().reading == "pending"


def test_check_files_looks_at_pictures_and_at_what_corrections_replaced(file, capsys):
    pictured = EditionFileFactory(content=b"%PDF another", pictured=True)
    former = FormerFile.objects.create(file=file, sha256="a" * 64, name="before.pdf", replaced_at=timezone.now())
    shutil.copyfile(file.file.path, pictured.picture.path)
    with pytest.raises(CommandError, match="2 of 4"):
        call_command("check_files", verbosity=0)
    said = capsys.readouterr().out
    assert f"{pictured.picture.name} does not have the bytes it should (the picture of a first page" in said
    assert f"{former.place} is not there (before.pdf, which a correction replaced" in said
    pictured.refresh_from_db()
    assert (pictured.picture.name, pictured.reading) == ("", "pending")
