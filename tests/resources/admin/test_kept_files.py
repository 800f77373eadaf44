"""A file that was accepted is not chosen twice: when another field is refused, the form comes back with it."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from lxml import html

from lscb_site.files.content_store import content_store
from news.models import Post
from resources.models import Document, EditionFile
from tests.conftest import signed_in
from tests.factories import EditionFactory, EditionFileFactory, EditorFactory, LiveDocumentFactory
from tests.news.test_admin import LIST, typed
from tests.resources.admin.forms import DOCUMENTS, EDITIONS, document_data, edition_data, rows, upload

pytestmark = pytest.mark.django_db


def kept(answer) -> dict[str, list[str]]:
    """The ticked boxes of a form, as the browser sends them."""
    boxes = html.fromstring(answer.text).xpath("//input[@type='checkbox' and @checked and contains(@name, '-kept')]")
    found = {}
    for box in boxes:
        found.setdefault(box.get("name"), []).append(box.get("value"))
    return found


def words(answer) -> str:
    return " ".join(html.fromstring(answer.text).text_content().split())


def test_the_good_ones_of_several_files_are_kept_beside_the_one_that_is_refused(editor_client):
    bad = SimpleUploadedFile("page.pdf", b"<html><body>Hello</body></html>")
    chosen = [upload("one.pdf", text="One"), bad, upload("two.pdf", text="Two")]
    answer = editor_client.post(f"{LIST}add/", typed(_save="1", new_documents=chosen))
    assert "“page.pdf”: This is a web page" in words(answer)
    assert "Kept: one.pdf (PDF, 1" in words(answer)
    assert "No file was kept" not in words(answer)
    boxes = kept(answer)
    assert len(boxes["new_documents-kept"]) == 2

    editor_client.post(f"{LIST}add/", typed(_save="1", **boxes, new_documents=[upload("three.pdf", text="Three")]))
    papers = Post.objects.get().papers.all()
    assert [paper.document.title for paper in papers] == ["One", "Two", "Three"]
    for file in EditionFile.objects.all():
        assert content_store().fault_of(file.file.name, file.size) is None


def test_a_box_that_is_cleared_leaves_its_file_out(editor_client):
    chosen = [upload("one.pdf", text="One"), upload("two.pdf", text="Two")]
    boxes = kept(editor_client.post(f"{LIST}add/", typed(_save="1", title="", new_documents=chosen)))
    editor_client.post(f"{LIST}add/", typed(_save="1", **{"new_documents-kept": boxes["new_documents-kept"][1:]}))
    assert [document.title for document in Document.objects.all()] == ["Two"]


def test_files_of_an_edition_are_kept_in_their_rows_and_among_more_files(editor_client):
    edition = EditionFactory()
    address = f"{EDITIONS}{edition.pk}/change/"
    row = {"title": "Report", "role": "main", "position": 0}
    wrong = edition_data(edition.document, number=0, more_files=[upload("more.pdf", text="More")])
    answer = editor_client.post(address, wrong | rows("files", row | {"file": upload("main.pdf", text="Main")}))
    assert "Kept: main.pdf (PDF" in words(answer)
    boxes = kept(answer)
    assert boxes.keys() == {"files-0-file-kept", "more_files-kept"}

    answer = editor_client.post(address, wrong | rows("files", row) | boxes | {"more_files": []})
    assert kept(answer).keys() == boxes.keys(), "It is kept as often as the form comes back."

    assert editor_client.post(address, edition_data(edition.document, **rows("files", row), **boxes)).status_code == 302
    assert [(file.title, file.name) for file in edition.files.all()] == [("Report", "main.pdf"), ("More", "more.pdf")]


def test_the_main_file_on_a_new_documents_page_is_kept(editor_client):
    row = {"number": 1, "date_precision": "day"}
    first = document_data(title="", **rows("editions", row | {"main_file": upload("report.pdf")}))
    boxes = kept(editor_client.post(f"{DOCUMENTS}add/", first))
    editor_client.post(f"{DOCUMENTS}add/", document_data(**rows("editions", row), **boxes))
    assert Document.objects.get().editions.get().main_file.name == "report.pdf"


def test_a_replacement_that_lacks_its_correction_is_kept(publisher_client):
    edition = EditionFactory(document=LiveDocumentFactory(), live=True)
    file = EditionFileFactory(edition=edition, content=b"old")
    row = {"id": file.pk, "title": file.title, "role": "main", "position": 0}
    data = edition_data(edition.document, number=edition.number, **rows("corrections"))
    data |= {"publish_from_0": "2015-03-18", "publish_from_1": "09:00"}
    address = f"{EDITIONS}{edition.pk}/change/"
    answer = publisher_client.post(address, data | rows("files", row | {"file": upload("new.pdf")}, initial=1))
    assert "Say in one line what was put right" in words(answer)
    row["correction"] = "The number on page 4."
    publisher_client.post(address, data | rows("files", row, initial=1) | kept(answer))
    assert EditionFile.objects.get(pk=file.pk).name == "new.pdf"
    assert edition.corrections.get().note == "The number on page 4."


def test_another_file_takes_the_place_of_the_kept_one(editor_client):
    row = {"number": 1, "date_precision": "day"}
    first = document_data(title="", **rows("editions", row | {"main_file": upload("first.pdf", text="First")}))
    boxes = kept(editor_client.post(f"{DOCUMENTS}add/", first))
    second = document_data(**rows("editions", row | {"main_file": upload("second.pdf", text="Second")}), **boxes)
    editor_client.post(f"{DOCUMENTS}add/", second)
    assert EditionFile.objects.get().name == "second.pdf"


def test_what_is_kept_no_longer_is_said_beside_the_field(editor, editor_client, subtests):
    answer = editor_client.post(f"{LIST}add/", typed(title="", _save="1", new_documents=[upload("one.pdf")]))
    boxes = kept(answer)

    def refused(client, boxes):
        answer = client.post(f"{LIST}add/", typed(_save="1", **boxes))
        assert "This file is no longer kept. Choose it again." in words(answer)
        assert not kept(answer)
        assert not Post.objects.exists()

    with subtests.test("somebody else's"):
        refused(signed_in(EditorFactory()), boxes)
    with subtests.test("written by hand"):
        refused(editor_client, {"new_documents-kept": ["{}:made:up", ""]})
    with subtests.test("older than a day"), time_machine.travel(timezone.now() + timedelta(hours=25)):
        refused(signed_in(editor), boxes)
    with subtests.test("its bytes are damaged"):
        stored = Path(answer.context["adminform"].form.files["new_documents"].received.place)
        Path(content_store().path(stored)).write_bytes(b"")
        refused(editor_client, boxes)
