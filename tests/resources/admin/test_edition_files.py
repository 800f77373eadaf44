"""The files of an edition in the admin: several at once, what is known of each, and no silent replacement."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from resources.models import EditionFile
from tests.factories import EditionFactory, EditionFileFactory, LiveDocumentFactory
from tests.resources.admin.forms import edition_data, rows, upload
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db


def address_of(edition):
    return reverse("admin:resources_edition_change", args=[edition.pk])


def row(file, /, **changes):
    return {"id": file.pk, "title": file.title, "role": file.role, "position": file.position} | changes


@pytest.fixture
def live_file():
    """The main file of a live edition."""
    return EditionFileFactory(edition=EditionFactory(document=LiveDocumentFactory(), live=True), content=b"old")


def live_data(edition, **changes):
    data = edition_data(edition.document, number=edition.number, **rows("corrections"))
    return data | {"publish_from_0": "2015-03-18", "publish_from_1": "09:00"} | changes


def test_a_file_that_readers_have_is_not_replaced_in_silence(publisher_client, live_file):
    data = live_data(live_file.edition, **rows("files", row(live_file, file=upload()), initial=1))
    answer = publisher_client.post(address_of(live_file.edition), data)
    assert "Say in one line what was put right: readers see it." in answer.text
    assert EditionFile.objects.get(pk=live_file.pk).sha256 == live_file.sha256


def test_a_file_is_replaced_with_a_line_that_readers_see(publisher_client, client, live_file):
    form = row(live_file, file=upload(), correction="Put right a telephone number on page 4.")
    publisher_client.post(address_of(live_file.edition), live_data(live_file.edition, **rows("files", form, initial=1)))
    correction = live_file.edition.corrections.get()
    assert (correction.note, correction.date) == ("Put right a telephone number on page 4.", timezone.localdate())
    assert EditionFile.objects.get(pk=live_file.pk).sha256 != live_file.sha256
    assert correction.note in client.get(live_file.edition.get_absolute_url()).text


def test_the_place_of_a_file_to_follow_is_filled_without_a_correction(publisher_client):
    file = EditionFileFactory(edition=EditionFactory(document=LiveDocumentFactory(), live=True))
    publisher_client.post(
        address_of(file.edition), live_data(file.edition, **rows("files", row(file, file=upload()), initial=1))
    )
    assert EditionFile.objects.get(pk=file.pk).kind == "pdf"
    assert not file.edition.corrections.exists()


def test_a_correction_is_written_by_itself(publisher_client, live_file):
    data = live_data(live_file.edition, **rows("files", row(live_file), initial=1))
    data |= rows("corrections", {"date": "2015-04-01", "note": "The helpline's name."})
    publisher_client.post(address_of(live_file.edition), data)
    assert live_file.edition.corrections.get().note == "The helpline's name."


def test_a_draft_asks_for_no_corrections(editor_client):
    assert "what was put right since" not in editor_client.get(address_of(EditionFactory())).text


def test_a_file_that_readers_have_is_not_deleted(publisher_client, live_file):
    data = live_data(live_file.edition, **rows("files", row(live_file, DELETE="on"), initial=1))
    publisher_client.post(address_of(live_file.edition), data)
    assert EditionFile.objects.filter(pk=live_file.pk).exists()


def test_several_files_at_once_become_appendices_with_the_titles_found_in_them(editor_client):
    file = EditionFileFactory(content=b"main")
    chosen = [upload("a.pdf", title="Referral form for schools"), upload("mash_contact-list.pdf")]
    data = edition_data(file.edition.document, **rows("files", row(file), initial=1), more_files=chosen)
    editor_client.post(address_of(file.edition), data)
    added = file.edition.files.exclude(pk=file.pk)
    assert [(each.title, each.role) for each in added] == [
        ("Referral form for schools", "appendix"),
        ("Mash contact list", "appendix"),
    ]


def test_a_refused_file_among_several_is_named_and_nothing_is_saved(editor_client):
    edition = EditionFactory()
    bad = SimpleUploadedFile("bad.pdf", b"MZ a program")
    data = edition_data(edition.document, **rows("files"), more_files=[upload("good.pdf"), bad])
    answer = editor_client.post(address_of(edition), data)
    assert "“bad.pdf”: This is a program, not a document." in answer.text
    assert not edition.files.exists()


def test_a_file_that_the_edition_has_is_not_added_again(editor_client):
    edition = EditionFactory()
    content = pdf()
    for name in ("form.pdf", "the same form.pdf"):
        data = edition_data(edition.document, **rows("files"), more_files=[SimpleUploadedFile(name, content)])
        editor_client.post(address_of(edition), data)
    assert edition.files.count() == 1


def test_the_main_file_takes_the_documents_title_where_none_is_typed(editor_client):
    edition = EditionFactory(document=LiveDocumentFactory(title="The protocol"), number=2)
    form = {"title": "", "role": "main", "file": upload(), "position": 0}
    editor_client.post(address_of(edition), edition_data(edition.document, number=2, **rows("files", form)))
    assert (edition.main_file.title, edition.main_file.name) == ("The protocol", "report.pdf")


def test_an_appendix_without_a_title_or_a_file_is_asked_for_its_title(editor_client):
    edition = EditionFactory()
    form = {"title": "", "role": "appendix", "position": 0}
    answer = editor_client.post(address_of(edition), edition_data(edition.document, **rows("files", form)))
    assert "Say what the link to it will say." in answer.text


def test_the_card_tells_what_was_found_what_to_look_at_first(editor_client):
    signals = [
        {"key": "text", "severity": "good", "sentence": "Its text can be searched and read aloud."},
        {"key": "tags", "severity": "attention", "sentence": "It is not tagged for screen readers."},
    ]
    file = EditionFileFactory(content=b"x", reading="done", health=signals, pictured=True)
    html = editor_client.get(address_of(file.edition)).text
    assert html.index("Look at this:</strong> It is not tagged") < html.index("Good:</strong> Its text")
    assert "They do not say that it is accessible." in html
    assert f'src="{file.get_picture_url()}"' in html
    assert f'href="{file.get_text_url()}"' in html
