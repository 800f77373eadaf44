import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from resources.models import Document, Edition, EditionFile, FilePage, ordinal
from resources.uploading import attach
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory
from tests.samples.documents import pdf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_ordinals(number, words):
    assert ordinal(number) == words


def test_the_current_edition_is_the_newest_live_one():
    document = DocumentFactory(live=True)
    first = EditionFactory(document=document, number=1, live=True)
    second = EditionFactory(document=document, number=2, live=True)
    EditionFactory(document=document, number=3, scheduled=True)
    EditionFactory(document=document, number=4)

    assert document.current_edition == second

    second.withdraw("A page was missing.")
    assert document.current_edition == first


def test_the_current_edition_is_the_same_question_when_prefetched(rf, django_user_model):
    document = LiveDocumentFactory()
    EditionFactory(document=document, scheduled=True)
    editor = django_user_model(is_superuser=True, is_staff=True)

    (listed,) = Document.objects.with_editions(editor)

    assert len(listed.visible_editions) == 2
    assert listed.current_edition == document.current_edition


def test_an_edition_is_live_only_while_its_document_is():
    edition = EditionFactory(live=True)
    assert edition not in Edition.objects.live()
    assert edition.is_live is False

    edition.document.publish()
    assert edition in Edition.objects.live()
    assert edition.is_live is True


def test_publishing_a_document_takes_its_first_edition_along():
    edition = EditionFactory()

    edition.document.publish()

    edition.refresh_from_db()
    assert edition.is_live


def test_publishing_a_document_again_leaves_a_newer_draft_edition_a_draft():
    document = LiveDocumentFactory()
    draft = EditionFactory(document=document)

    document.return_to_draft()
    document.publish()

    draft.refresh_from_db()
    assert not draft.is_live


@pytest.mark.parametrize(
    "make",
    [
        lambda: EditionFactory(document=EditionFactory(number=1).document, number=1),
        lambda: EditionFactory(number=0),
        lambda: EditionFileFactory(edition=EditionFileFactory().edition),
        lambda: EditionFileFactory(content=b"%PDF-1.7", kind=""),
        lambda: EditionFileFactory(sha256="0" * 64),
    ],
    ids=["number twice", "edition 0", "two main files", "file without kind", "digest without file"],
)
def test_the_database_refuses(make):
    with pytest.raises(IntegrityError):
        make()


def test_a_document_cannot_take_its_own_place():
    document = DocumentFactory()
    document.succeeded_by = document
    with pytest.raises(IntegrityError):
        document.save()


def test_the_main_file_comes_first_whatever_its_position():
    edition = EditionFactory()
    EditionFileFactory(edition=edition, role="summary", position=0)
    main = EditionFileFactory(edition=edition, role="main", position=5)

    assert edition.main_file == main


def replace_bytes(file, content):
    attach(EditionFile.objects.get(pk=file.pk), SimpleUploadedFile("agreement.pdf", content))
    return EditionFile.objects.get(pk=file.pk)


def test_bytes_that_were_public_stay_known_after_a_correction():
    document = LiveDocumentFactory(edition__file__content=pdf(pages=1))
    file = document.current_edition.main_file
    FilePage.objects.create(file=file, number=1, label="Page 1", anchor="page-1", text="The wrong number.")

    corrected = replace_bytes(file, pdf(pages=2))

    assert [former.sha256 for former in corrected.former_files.all()] == [file.sha256]
    assert not corrected.text_pages.exists()


def test_bytes_that_only_editors_saw_are_forgotten():
    file = EditionFileFactory(content=pdf(pages=1))

    assert not replace_bytes(file, pdf(pages=2)).former_files.exists()
