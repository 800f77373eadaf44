"""A file for something published that hides words is refused beside its field, in every form that takes one."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry as Audited
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb_site.web.addresses import admin_address
from resources.models import EditionFile, PrivateFinding
from tests.editing.browser_form import untouched
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory
from tests.samples import reviews

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REFUSED = "readers would have it as soon as you save"


def review():
    return SimpleUploadedFile("review.pdf", reviews.review())


def with_row(edition):
    """The form of an edition whose file is to be replaced."""
    EditionFileFactory(edition=edition, content=b"old")
    return edition, {"files-0-file": review(), "files-0-correction": "Put right."}, "files-0-may_be_public"


def with_more_files(edition):
    EditionFileFactory(edition=edition, content=b"old")
    return edition, {"more_files": [review()]}, "may_be_public"


def with_main_file(edition):
    """The form of a document, one of whose editions has no file yet."""
    return edition.document, {"editions-0-main_file": review()}, "editions-0-may_be_public"


FORMS = [with_row, with_more_files, with_main_file]


def live():
    return EditionFactory(document=DocumentFactory(kind="report", live=True), live=True)


def scheduled():
    return EditionFactory(
        document=DocumentFactory(kind="report", live=True),
        state="published",
        publish_from=timezone.now() + timedelta(1),
    )


def send(client, item, **changes):
    return client.post(admin_address(item), untouched(client.get(admin_address(item)), **changes), follow=True)


@pytest.mark.parametrize("state", [live, scheduled])
@pytest.mark.parametrize("form", FORMS)
def test_it_is_refused_with_the_page_the_words_and_what_to_do(publisher_client, form, state):
    item, changes, _ = form(state())
    answer = send(publisher_client, item, **changes)
    for words in (REFUSED, "Page 2", reviews.UNDER_THE_BOX, "A box drawn over words does not remove them"):
        assert words in answer.text, words
    assert "Kept: review.pdf" in answer.text
    assert not EditionFile.objects.filter(name="review.pdf").exists()


@pytest.mark.parametrize("form", FORMS)
def test_a_reason_lets_it_through_and_stands_in_the_history(publisher_client, publisher, form):
    item, changes, field = form(live())
    send(publisher_client, item, **changes, **{field: "The name is of an author."})
    finding = PrivateFinding.objects.get(file__name="review.pdf")
    assert (finding.reason, finding.answered_by) == ("The name is of an author.", publisher)
    said = " ".join(entry.get_change_message() for entry in LogEntry.objects.all())
    assert "The name is of an author." in said
    assert reviews.UNDER_THE_BOX not in said


@pytest.mark.parametrize("form", FORMS[:2])
def test_a_draft_takes_it_and_is_asked_when_it_is_published(editor_client, form):
    item, changes, _ = form(EditionFactory(document=LiveDocumentFactory()))
    answer = send(editor_client, item, **changes)
    assert REFUSED not in answer.text
    assert "review.pdf" in [file.name for file in item.files.all()]
    assert PrivateFinding.objects.get().is_open
    assert Audited.objects.get_for_model(PrivateFinding).exists()
    assert not any(reviews.UNDER_THE_BOX in str(entry.changes) for entry in Audited.objects.all())
    card = editor_client.get(admin_address(item)).text
    assert "Look at this before it is public:" in card
    assert reviews.UNDER_THE_BOX in card


@pytest.mark.parametrize("form", FORMS)
def test_a_reason_that_an_editor_sends_along_with_a_draft_answers_nothing(editor_client, form):
    document = DocumentFactory(kind="report")
    item, changes, field = form(EditionFactory(document=document))
    send(editor_client, item, **changes, **{field: "Because I say so."})
    assert PrivateFinding.objects.get(file__name="review.pdf").is_open


def test_nor_one_for_a_published_edition_of_a_draft_document(editor_client):
    edition = EditionFactory(document=DocumentFactory(kind="report"), live=True)
    item, changes, field = with_main_file(edition)
    send(editor_client, item, **changes, **{field: "Because I say so."})
    assert all(finding.is_open for finding in PrivateFinding.objects.all())
    assert not edition.document.is_live


@pytest.mark.parametrize("form", FORMS[:2])
def test_nor_one_that_comes_with_the_button_that_publishes(publisher_client, form):
    item, changes, field = form(EditionFactory(document=LiveDocumentFactory(kind="report")))
    send(publisher_client, item, **changes, **{field: "Because I say so.", "_publish": "1"})
    assert PrivateFinding.objects.get(file__name="review.pdf").is_open
    item.refresh_from_db()
    assert item.state == "draft"


def test_that_notes_are_for_readers_a_publisher_says(editor_client, publisher_client):
    file = EditionFileFactory(content=b"PK", kind="pptx", name="talk.pptx")
    send(editor_client, file.edition, **{"files-0-shows_notes": "on"})
    assert not EditionFile.objects.get().shows_notes
    send(publisher_client, file.edition, **{"files-0-shows_notes": "on"})
    assert EditionFile.objects.get().shows_notes
