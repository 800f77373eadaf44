import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resources.models import Document, Edition, EditionFile
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db

DOCUMENTS = "/admin/resources/document/"
EDITIONS = "/admin/resources/edition/"


def rows(prefix, *forms, initial=0):
    """The fields of an inline formset."""
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": initial}
    for number, form in enumerate(forms):
        data |= {f"{prefix}-{number}-{name}": value for name, value in form.items()}
    return data


def document_data(**changes):
    return {"title": "Annual report", "slug": "annual-report", "kind": "report", "_save": "1"} | changes


def edition_data(document, **changes):
    return {"document": document.pk, "number": 1, "date_precision": "day", "_save": "1"} | changes


def upload(name="report.pdf", **kwargs):
    return SimpleUploadedFile(name, pdf(**kwargs))


def test_a_document_its_edition_and_its_file_are_written_on_one_screen(editor_client):
    edition = {"number": 1, "date_precision": "day", "change_note": "First issue.", "main_file": upload()}
    editor_client.post(f"{DOCUMENTS}add/", document_data(**rows("editions", edition)))
    document = Document.objects.get()
    assert document.state == "draft"
    assert document.editions.get().main_file.kind == "pdf"


def test_an_edition_without_a_file_keeps_the_place_of_one_to_follow(editor_client):
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


def test_an_editor_reads_a_live_document_and_writes_a_new_edition_of_it(editor_client):
    document = LiveDocumentFactory()
    page = editor_client.get(reverse("admin:resources_document_change", args=[document.pk])).text
    assert "only a publisher can change it" in page
    new = f"{EDITIONS}add/?document={document.pk}"
    assert new in page
    assert editor_client.get(new).context["adminform"].form.initial["number"] == 2
    data = edition_data(
        document, number=2, **rows("files", {"title": "Report", "role": "main", "file": upload(), "position": 0})
    )
    editor_client.post(new, data)
    second = document.editions.get(number=2)
    assert (second.state, second.main_file.kind) == ("draft", "pdf")
    assert document.current_edition.number == 1


def test_a_published_new_edition_is_current(publisher_client):
    document = LiveDocumentFactory()
    second = EditionFactory(document=document)
    publisher_client.post(
        reverse("admin:resources_edition_change", args=[second.pk]),
        edition_data(document, number=2, _publish="1", **rows("files")),
    )
    assert document.current_edition == second


def test_the_file_of_a_live_edition_is_out_of_an_editors_reach(editor_client):
    file = EditionFileFactory(edition=EditionFactory(document=LiveDocumentFactory(), live=True), to_hand=True)
    address = reverse("admin:resources_edition_change", args=[file.edition.pk])
    assert editor_client.post(address, edition_data(file.edition.document)).status_code == 403


def test_a_file_is_replaced_and_is_no_demonstration_copy_any_more(publisher_client):
    file = EditionFileFactory(to_hand=True, is_demonstration=True)
    form = {
        "id": file.pk,
        "title": file.title,
        "role": "main",
        "position": 0,
        "is_demonstration": "on",
        "file": upload(),
    }
    publisher_client.post(
        reverse("admin:resources_edition_change", args=[file.edition.pk]),
        edition_data(file.edition.document, **rows("files", form, initial=1)),
    )
    before, file = file, EditionFile.objects.get()
    assert file.sha256 != before.sha256
    assert not file.is_demonstration


def test_a_file_that_is_left_alone_keeps_its_bytes_and_facts(publisher_client):
    file = EditionFileFactory(to_hand=True, pages=3, reading="done", is_demonstration=True)
    form = {"id": file.pk, "title": "A better title", "role": "main", "position": 0, "is_demonstration": "on"}
    publisher_client.post(
        reverse("admin:resources_edition_change", args=[file.edition.pk]),
        edition_data(file.edition.document, **rows("files", form, initial=1)),
    )
    after = EditionFile.objects.get()
    assert (after.title, after.sha256, after.pages, after.is_demonstration) == ("A better title", file.sha256, 3, True)


def test_a_second_main_file_is_refused_with_a_sentence(editor_client):
    file = EditionFileFactory(to_hand=True)
    old = {"id": file.pk, "title": file.title, "role": "main", "position": 0}
    new = {"title": "Another", "role": "main", "position": 1}
    answer = editor_client.post(
        reverse("admin:resources_edition_change", args=[file.edition.pk]),
        edition_data(file.edition.document, **rows("files", old, new, initial=1)),
    )
    assert "An edition has one main file. Give the others another role." in answer.text


def test_a_failed_reading_says_why_and_can_be_repeated(editor_client):
    file = EditionFileFactory(to_hand=True, reading="failed", reading_problem="Reading it took too long.")
    address = reverse("admin:resources_edition_change", args=[file.edition.pk])
    page = editor_client.get(address).text
    assert "Reading it took too long." in page
    assert 'name="_read_again"' in page
    form = {"id": file.pk, "title": file.title, "role": "main", "position": 0}
    data = edition_data(file.edition.document, _read_again=file.pk, **rows("files", form, initial=1))
    del data["_save"]
    editor_client.post(address, data)
    assert EditionFile.objects.get().reading == "pending"


def test_where_files_are_is_told_and_filtered(editor_client):
    document = DocumentFactory(title="With both")
    edition = EditionFactory(document=document)
    EditionFileFactory(edition=edition, to_hand=True)
    EditionFileFactory(edition=edition, role="appendix")
    LiveDocumentFactory(title="Complete", edition__file__content=b"%PDF-1.7 other")
    page = editor_client.get(DOCUMENTS)
    assert "1, 1 to follow" in page.text
    missing = editor_client.get(DOCUMENTS, {"files": "follow"})
    assert [row.title for row in missing.context["cl"].queryset] == ["With both"]


def test_the_list_costs_the_same_whatever_its_length(editor_client, django_assert_num_queries):
    LiveDocumentFactory.create_batch(3)
    editor_client.get(DOCUMENTS)
    with CaptureQueriesContext(connection) as few:
        editor_client.get(DOCUMENTS)
    LiveDocumentFactory.create_batch(30)
    with django_assert_num_queries(len(few)):
        editor_client.get(DOCUMENTS)
