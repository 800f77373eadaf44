import pytest
from django.urls import reverse
from django.utils import timezone

from resources.models import EditionFile
from tests.factories import EditionFactory, EditionFileFactory, LiveDocumentFactory
from tests.resources.admin.forms import EDITIONS, edition_data, rows, upload

pytestmark = pytest.mark.django_db


def address_of(edition):
    return reverse("admin:resources_edition_change", args=[edition.pk])


def test_an_editor_reads_a_live_document_and_writes_a_new_edition_of_it(editor_client):
    document = LiveDocumentFactory()
    page = editor_client.get(reverse("admin:resources_document_change", args=[document.pk])).text
    assert "only a publisher can change it" in page
    new = f"{EDITIONS}add/?document={document.pk}"
    assert new in page
    assert editor_client.get(new).context["adminform"].form.initial["number"] == 2
    assert "files-TOTAL_FORMS" not in editor_client.get(new).text  # one box
    editor_client.post(new, edition_data(document, number=2, more_files=[upload()]))
    second = document.editions.get(number=2)
    assert (second.state, second.main_file.kind) == ("draft", "pdf")
    assert document.current_edition.number == 1


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


def test_a_new_edition_applies_from_today_unless_somebody_says_otherwise(editor_client):
    document = LiveDocumentFactory()
    form = editor_client.get(f"{EDITIONS}add/?document={document.pk}").context["adminform"].form
    assert form.initial["effective_date"] == timezone.localdate()


def test_what_changed_can_be_written_or_is_there(editor_client):
    document = LiveDocumentFactory()
    first, second = document.editions.get(), EditionFactory(document=document)
    add = reverse("admin:resources_comparison_add")
    assert f"{add}?older={first.pk}&amp;newer={second.pk}" in editor_client.get(address_of(second)).text
    assert f"{add}?older" not in editor_client.get(address_of(first)).text
    comparison = second.comparisons_as_newer.create(older=first)
    change = reverse("admin:resources_comparison_change", args=[comparison.pk])
    assert change in editor_client.get(address_of(second)).text
