"""The library, its files kept on a disk or in a bucket: readers and editors see no difference."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from lscb_site.desk.leftover_files import tidy_unused
from lscb_site.files.stored_object import PART
from resources import reading, stored_files
from resources.erasing import erase
from resources.models import EditionFile
from resources.uploading import attach
from tests.factories import EditionFactory, EditionFileFactory, LiveDocumentFactory, PublisherFactory
from tests.news.test_admin import LIST, typed
from tests.resources.admin.forms import upload
from tests.samples import reviews
from tests.samples.documents import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_store"), pytest.mark.slow]

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * (PART // 100)  # of several requests to a bucket


@pytest.fixture
def file():
    """The file of a live document."""
    return LiveDocumentFactory(edition__file__content=CONTENT).current_edition.main_file


def test_a_file_comes_whole_and_in_parts_and_once(client, file):
    whole = client.get(file.get_absolute_url())
    assert whole.status_code == 200
    assert whole.getvalue() == CONTENT
    assert whole.headers["Content-Length"] == str(len(CONTENT))
    assert whole.headers["Content-Type"] == "application/pdf"
    assert client.head(file.get_absolute_url()).headers["Content-Length"] == str(len(CONTENT))
    for wanted, first, last in (
        ("bytes=0-9", 0, 9),
        (f"bytes={PART - 5}-{PART + 5}", PART - 5, PART + 5),
        ("bytes=-7", len(CONTENT) - 7, len(CONTENT) - 1),
        (f"bytes={len(CONTENT) - 3}-", len(CONTENT) - 3, len(CONTENT) - 1),
    ):
        part = client.get(file.get_absolute_url(), headers={"Range": wanted})
        assert part.status_code == 206
        assert part.getvalue() == CONTENT[first : last + 1]
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert client.get(file.get_absolute_url(), headers={"Range": f"bytes={len(CONTENT)}-"}).status_code == 416
    assert client.get(file.get_absolute_url(), headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(("bytes_there", "fault"), [(None, "missing"), (CONTENT[:9], "damaged")])
def test_what_is_wrong_is_told_and_mended(client, file, site_store, damage, bytes_there, fault):
    site_store.delete(file.file.name) if bytes_there is None else damage(file.file.name, bytes_there)
    assert client.get(file.get_absolute_url()).status_code == 503
    assert EditionFile.objects.get(pk=file.pk).fault == fault
    EditionFileFactory(content=CONTENT)  # somebody brings it again
    stored_files.check_faulty()
    assert client.get(file.get_absolute_url()).getvalue() == CONTENT


def test_other_bytes_of_the_same_size_are_found_when_all_is_read(client, file, damage):
    damage(file.file.name, b"x" * len(CONTENT))
    assert [checked.fault for checked in stored_files.check_all()] == ["damaged"]
    assert client.get(file.get_absolute_url()).status_code == 503


def test_what_an_editor_uploads_is_received_shown_again_published_and_read(editor_client):
    chosen = [upload("one.pdf", text="Remarkable words")]
    answer = editor_client.post(f"{LIST}add/", typed(_save="1", title="", new_documents=chosen))
    boxes = html.fromstring(answer.text).xpath("//input[@name='new_documents-kept']/@value")
    assert len(boxes) == 1
    assert "PDF" in answer.text
    editor_client.post(f"{LIST}add/", typed(_save="1", **{"new_documents-kept": boxes}))
    file = EditionFile.objects.get()
    assert file.sha256 in file.file.name
    assert reading.read_next()
    file.refresh_from_db()
    assert (file.reading, file.pages) == ("done", 1)
    assert "Remarkable words" in file.text_pages.get().text
    assert not reading.read_next()


def test_the_picture_of_a_first_page_is_made_and_handed_out(client, site_store):
    file = LiveDocumentFactory(edition__file__content=pdf(pages=2)).current_edition.main_file
    assert reading.read_next()
    file.refresh_from_db()
    picture = client.get(file.get_picture_url())
    assert picture.getvalue()[8:12] == b"WEBP"
    site_store.delete(file.picture.name)
    assert client.get(file.get_picture_url()).status_code == 404
    assert reading.read_next()  # it is made again
    assert client.get(file.get_picture_url()).status_code == 200


def test_a_clean_copy_is_made_looked_at_and_used(editor_client):
    letter = EditionFile(edition=EditionFactory(), title="The letter")
    attach(letter, SimpleUploadedFile("letter.docx", reviews.letter()))
    address = reverse("admin:resources_edition_file", args=[letter.edition_id, letter.pk])
    signature = editor_client.post(address, {"_clean": "1"}).context["copy"]["signature"]
    copy = reverse("admin:resources_edition_file_copy", args=[letter.edition_id, letter.pk, signature])
    assert editor_client.get(copy).getvalue()[:2] == b"PK"
    editor_client.post(address, {"_use": signature})
    used = EditionFile.objects.get()
    assert used.sha256 != letter.sha256
    assert stored_files.check(used.file.name, used.size) is None


def test_what_is_erased_is_nowhere_any_more(client, file, site_store):
    erase(file.sha256, "It names a child.", PublisherFactory())
    assert site_store.names_of(file.sha256) == []
    assert client.get(file.get_absolute_url()).status_code == 410


def test_what_nobody_saved_goes_and_what_is_named_stays(file, site_store):
    unused = site_store.save("unused.pdf", SimpleUploadedFile("unused.pdf", b"%PDF-1.7 chosen and never saved"))
    tidy_unused()
    assert not site_store.exists(unused)
    assert stored_files.check(file.file.name, file.size) is None
    assert Path(file.file.name).stem == file.sha256
