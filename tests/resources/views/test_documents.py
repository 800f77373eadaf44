from datetime import date

import pytest

from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol():
    """A document with a superseded and a current edition, each with its file."""
    document = DocumentFactory(live=True, slug="cse-protocol", title="CSE protocol", kind="protocol")
    for number, text in ((1, b"first"), (2, b"second")):
        edition = EditionFactory(document=document, number=number, live=True, effective_date=date(2013 + number, 3, 18))
        EditionFileFactory(edition=edition, content=b"%PDF-1.7\n" + text)
    return document


def test_the_page_of_a_document_shows_the_newest_live_edition(client, protocol):
    EditionFactory(document=protocol, number=3, scheduled=True)

    response = client.get("/resources/cse-protocol/")

    assert response.context["edition"].number == 2
    assert [each.edition.number for each, _ in response.context["history"]] == [2, 1]


def test_an_edition_has_an_address_for_ever_and_says_that_it_is_superseded(client, protocol):
    response = client.get("/resources/cse-protocol/editions/1/")

    assert response.context["edition"].number == 1
    assert response.context["current"].number == 2
    assert "Superseded" in response.content.decode()


@pytest.mark.parametrize("number", ["0", "9", "99999999999999999999"])
def test_an_edition_that_is_not_there_is_not_found(client, protocol, number):
    assert client.get(f"/resources/cse-protocol/editions/{number}/").status_code == 404


def test_latest_leads_to_the_current_file(client, protocol):
    response = client.get("/resources/cse-protocol/latest")

    assert response.status_code == 302
    assert client.get(response.headers["Location"]).getvalue() == b"%PDF-1.7\nsecond"


def test_latest_leads_to_the_page_while_the_file_is_to_follow(client):
    document = LiveDocumentFactory()

    assert client.get(f"{document.get_absolute_url()}latest").headers["Location"] == document.get_absolute_url()


def test_a_document_followed_by_another_names_its_successor(client):
    successor = LiveDocumentFactory(title="The 2021 protocol")
    document = LiveDocumentFactory(succeeded_by=successor)

    response = client.get(document.get_absolute_url())

    assert response.context["successor"] == successor
    assert "The 2021 protocol" in response.content.decode()


def test_a_draft_successor_is_not_named(client):
    document = LiveDocumentFactory(succeeded_by=DocumentFactory(title="The secret successor"))

    assert "The secret successor" not in client.get(document.get_absolute_url()).content.decode()


@pytest.mark.parametrize("editions", [1, 30])
def test_a_document_costs_the_same_however_many_editions(client, editions, django_assert_max_num_queries):
    document = DocumentFactory(live=True)
    for number in range(1, editions + 1):
        EditionFileFactory(
            edition=EditionFactory(document=document, number=number, live=True), content=b"%PDF" + bytes([number])
        )

    with django_assert_max_num_queries(12):
        client.get(document.get_absolute_url())
