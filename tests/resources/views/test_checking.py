import hashlib

import pytest

from resources.models import FormerFile
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory

pytestmark = pytest.mark.django_db

COPY = b"%PDF-1.7\nA copy.\n"
DIGEST = hashlib.sha256(COPY).hexdigest()


@pytest.fixture
def file():
    document = DocumentFactory(title="CSE protocol", kind="protocol", live=True)
    return EditionFileFactory(edition=EditionFactory(document=document, number=1, live=True), content=COPY)


def answer(client, digest=DIGEST) -> str:
    response = client.get("/resources/check/", {"digest": digest})
    assert response.status_code == 200
    return response.text


def test_the_page_without_a_question_explains(client):
    text = client.get("/resources/check/").text

    for command in ("certutil -hashfile", "shasum -a 256", "sha256sum"):
        assert command in text
    assert "We do not recognise" not in text


def test_a_copy_of_the_newest_edition_is_not_called_current(client, file):
    text = answer(client)
    assert "Your copy is of the newest edition on this site." in text
    assert "nothing newer" not in text
    assert "Newest we hold, not confirmed to be in force" in text
    assert "current" not in text.partition("<main")[2].partition("</main")[0].lower().replace("aria-current", "")


@pytest.mark.parametrize("corrected", [False, True])
def test_a_copy_of_the_newest_edition_says_what_the_document_says_of_what_came_later(client, file, corrected):
    document = file.edition.document
    document.summary = "A booklet of 2013. Later guidance followed."
    document.save()
    if corrected:
        file = type(file).objects.get(pk=file.pk)
        file.sha256 = "d" * 64
        file.save()
    text = answer(client)
    assert "A booklet of 2013. Later guidance followed." in text
    assert f'read what we know of it: <a href="{document.get_absolute_url()}">' in text


def test_a_superseded_copy_says_by_what_and_leads_to_it(client, file):
    newer = EditionFactory(document=file.edition.document, number=2, live=True)
    EditionFileFactory(edition=newer, content=b"%PDF-1.7 newer")

    text = answer(client)

    assert "Superseded by the 2nd edition" in text
    assert f'href="{file.edition.document.get_absolute_url()}"' in text


def test_a_corrected_copy_leads_to_the_present_file(client, file):
    FormerFile.objects.create(file=file, sha256="a" * 64, name="before.pdf")

    text = answer(client, "a" * 64)

    assert "Corrected since" in text
    assert f'href="{file.get_absolute_url()}"' in text


def test_a_withdrawn_copy_gives_the_reason(client, file):
    file.edition.withdraw("It names a child.")

    text = answer(client)

    assert "It names a child." in text
    assert file.get_absolute_url() not in text


def test_an_unknown_copy_is_not_called_false(client):
    text = answer(client)

    assert "We do not recognise this copy" in text
    assert "genuine" not in text
    assert "/contacts/" in text


def test_a_draft_is_never_told(client, editor_client):
    EditionFileFactory(edition__document__title="The secret protocol", content=COPY)

    for reader in (client, editor_client):
        assert "The secret protocol" not in answer(reader)


@pytest.mark.parametrize("printed", [DIGEST.upper(), " ".join(DIGEST[at : at + 2] for at in range(0, 64, 2))])
def test_a_digest_is_taken_as_programs_print_it(client, file, printed):
    assert "We recognise this copy" in answer(client, printed)


@pytest.mark.parametrize("wrong", ["", "abc", "g" * 64, "a" * 65, "<script>", "é" * 64])
def test_what_is_no_digest_is_explained(client, wrong):
    text = answer(client, wrong)

    assert "field__error" in text
    assert "We do not recognise" not in text


@pytest.mark.parametrize("places", [1, 30])
def test_it_costs_the_same_however_many_places_have_the_bytes(client, places, django_assert_max_num_queries):
    for _ in range(places):
        EditionFileFactory(edition=EditionFactory(document=DocumentFactory(live=True), live=True), content=COPY)

    client.get("/resources/check/")  # what a process keeps of every page
    with django_assert_max_num_queries(12):
        answer(client)
