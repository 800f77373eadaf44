import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resources.models import Document, Edition
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory
from tests.resources.admin.forms import DOCUMENTS, document_data, rows, upload

pytestmark = pytest.mark.django_db


def test_a_document_its_edition_and_its_file_are_written_on_one_screen(editor_client):
    edition = {"number": 1, "date_precision": "day", "change_note": "First issue.", "main_file": upload()}
    editor_client.post(f"{DOCUMENTS}add/", document_data(**rows("editions", edition)))
    document = Document.objects.get()
    assert document.state == "draft"
    assert document.editions.get().main_file.kind == "pdf"


def test_an_edition_without_a_file_keeps_the_place_of_one_that_we_do_not_have(editor_client):
    edition = {"number": 1, "date_precision": "day", "change_note": "First issue."}
    editor_client.post(f"{DOCUMENTS}add/", document_data(**rows("editions", edition)))
    assert not Edition.objects.get().main_file.file


def test_a_refused_file_is_said_beside_its_field_and_nothing_typed_is_lost(editor_client):
    bad = SimpleUploadedFile("report.pdf", b"MZ\x90\x00 a program")
    edition = {"number": 1, "date_precision": "day", "change_note": "Typed with care.", "main_file": bad}
    answer = editor_client.post(f"{DOCUMENTS}add/", document_data(**rows("editions", edition)))
    assert "This is a program, not a document." in answer.text
    assert "Typed with care." in answer.text
    assert not Document.objects.exists()


def test_where_files_are_is_told_and_filtered(editor_client):
    document = DocumentFactory(title="With both")
    edition = EditionFactory(document=document)
    EditionFileFactory(edition=edition, to_hand=True)
    EditionFileFactory(edition=edition, role="appendix")
    LiveDocumentFactory(title="Complete", edition__file__content=b"%PDF-1.7 other")
    page = editor_client.get(DOCUMENTS)
    assert "1, 1 not held" in page.text
    missing = editor_client.get(DOCUMENTS, {"files": "missing"})
    assert [row.title for row in missing.context["cl"].queryset] == ["With both"]


def test_the_list_costs_the_same_whatever_its_length(editor_client, django_assert_num_queries):
    LiveDocumentFactory.create_batch(3)
    editor_client.get(DOCUMENTS)
    with CaptureQueriesContext(connection) as few:
        editor_client.get(DOCUMENTS)
    LiveDocumentFactory.create_batch(30)
    with django_assert_num_queries(len(few)):
        editor_client.get(DOCUMENTS)


def test_the_file_of_a_live_edition_is_not_replaced_here_where_no_correction_is_asked_for(publisher_client):
    document = LiveDocumentFactory(edition__file__content=b"first")
    edition = document.editions.get()
    form = {"id": edition.pk, "number": 1, "date_precision": "day", "main_file": upload()}
    data = document_data(title=document.title, slug=document.slug, **rows("editions", form, initial=1))
    address = reverse("admin:resources_document_change", args=[document.pk])
    publisher_client.post(address, data | {"publish_from_0": "2015-03-18", "publish_from_1": "09:00"})
    assert document.editions.get().main_file.sha256 == edition.main_file.sha256
    assert "say what was put right" in publisher_client.get(address).text
