import hashlib

import pytest

from resources.models import FormerFile
from resources.recognising import Verdict, recognise
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db

COPY = b"%PDF-1.7\nA copy.\n"
DIGEST = hashlib.sha256(COPY).hexdigest()


def verdicts():
    return [each.verdict for each in recognise(DIGEST)]


@pytest.fixture
def document():
    return DocumentFactory(live=True)


@pytest.fixture
def file(document):
    return EditionFileFactory(edition=EditionFactory(document=document, number=1, live=True), content=COPY)


def test_a_file_of_the_newest_edition(file):
    (found,) = recognise(DIGEST)

    assert (found.verdict, found.edition, found.former) == (Verdict.NEWEST, file.edition, None)


def test_a_file_of_a_superseded_edition(file, document):
    EditionFactory(document=document, number=2, live=True)

    (found,) = recognise(DIGEST)

    assert found.verdict == Verdict.SUPERSEDED
    assert found.succession.newer[0].number == 2


def test_a_file_of_a_document_that_another_followed(file, document):
    document.succeeded_by = LiveDocumentFactory()
    document.save()

    assert verdicts() == [Verdict.SUPERSEDED]


def test_a_file_that_was_corrected_since(document):
    file = EditionFileFactory(edition=EditionFactory(document=document, live=True), content=b"%PDF corrected")
    former = FormerFile.objects.create(file=file, sha256=DIGEST, name="copy.pdf")

    (found,) = recognise(DIGEST)

    assert (found.verdict, found.former, found.file) == (Verdict.CORRECTED, former, file)


@pytest.mark.parametrize("withdrawn", ["document", "edition"])
def test_a_file_that_was_withdrawn(file, withdrawn):
    item = file.edition.document if withdrawn == "document" else file.edition
    item.withdraw("It names a child.")

    (found,) = recognise(DIGEST)

    assert found.verdict == Verdict.WITHDRAWN
    assert found.edition.withdrawn_part == item


@pytest.mark.parametrize(
    ("document", "edition"),
    [
        ({}, {"live": True}),
        ({"live": True}, {}),
        ({"live": True}, {"scheduled": True}),
        ({"live": True}, {"expired": True}),
        ({"scheduled": True}, {"live": True}),
        ({"withdrawn": True}, {}),
        ({}, {"withdrawn": True}),
    ],
)
def test_what_readers_could_never_open_or_cannot_any_more_is_not_recognised(document, edition):
    file = EditionFileFactory(edition=EditionFactory(document=DocumentFactory(**document), **edition), content=COPY)
    FormerFile.objects.create(file=file, sha256="a" * 64, name="before.pdf")

    assert recognise(DIGEST) == []
    assert recognise("a" * 64) == []


def test_the_best_news_comes_first(file, document):
    second = EditionFactory(document=document, number=2, live=True)
    EditionFileFactory(edition=second, content=COPY)

    assert verdicts() == [Verdict.NEWEST, Verdict.SUPERSEDED]
