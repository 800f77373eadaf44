from datetime import date

import pytest

from resources.models import EditionFile
from tests.factories import (
    AudienceFactory,
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    EditorFactory,
    LiveDocumentFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\nThe 1st edition.\n"


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


def test_a_file_is_downloaded_under_a_readable_name(client):
    document = LiveDocumentFactory(edition__file__content=PDF)
    file = document.current_edition.main_file

    response = client.get(file.get_absolute_url())

    assert response.getvalue() == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(PDF))
    assert file.name in response.headers["Content-Disposition"]
    assert "immutable" in response.headers["Cache-Control"]


def test_a_file_asked_for_by_another_name_redirects_to_its_own(client):
    file = LiveDocumentFactory(edition__file__content=PDF).current_edition.main_file
    address = file.get_absolute_url()

    assert client.get(address.replace(file.name, "other.pdf")).headers["Location"] == address


@pytest.mark.parametrize(
    ("state", "status"), [({}, 404), ({"scheduled": True}, 404), ({"expired": True}, 404), ({"withdrawn": True}, 410)]
)
def test_the_file_of_an_edition_that_is_not_live_has_no_public_address(client, state, status):
    file = EditionFileFactory(edition=EditionFactory(document=DocumentFactory(live=True), **state), content=PDF)
    assert client.get(file.get_absolute_url()).status_code == status

    client.force_login(EditorFactory())
    response = client.get(file.get_absolute_url())
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_bytes_shared_by_a_draft_and_a_live_edition_are_public(client):
    draft = EditionFileFactory(content=PDF)
    live = LiveDocumentFactory(edition__file__content=PDF).current_edition.main_file
    assert EditionFile.objects.filter(sha256=live.sha256).count() == 2

    assert client.get(draft.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"MASH agreement", "CSE protocol"}),
        ("q=agreement", {"MASH agreement"}),
        ("q=AGREEMENT+mash", {"MASH agreement"}),
        ("q=consent", {"MASH agreement"}),
        ("q=nothing+like+it", set()),
        ("kind=protocol", {"CSE protocol"}),
        ("topic=mash", {"MASH agreement"}),
        ("audience=police", {"MASH agreement"}),
        ("topic=mash&kind=protocol", set()),
        ("topic=unknown", {"MASH agreement", "CSE protocol"}),
        ("superseded=on", {"MASH agreement", "CSE protocol", "Old protocol"}),
    ],
)
def test_filters(client, query, titles):
    agreement = LiveDocumentFactory(title="MASH agreement", kind="agreement", summary="With advice on consent.")
    agreement.topics.add(TopicFactory(slug="mash"), TopicFactory(slug="consent"))
    agreement.audiences.add(AudienceFactory(slug="police"))
    protocol = LiveDocumentFactory(title="CSE protocol", kind="protocol")
    LiveDocumentFactory(title="Old protocol", kind="procedure", succeeded_by=protocol)
    DocumentFactory(title="MASH draft", kind="protocol")

    response = client.get(f"/resources/?{query}")

    assert {document.title for document in response.context["object_list"]} == titles


def test_the_list_is_ordered_by_the_current_editions_date(client):
    for title, day in (("Old", date(2013, 9, 1)), ("New", date(2015, 3, 18)), ("Undated", None)):
        LiveDocumentFactory(title=title, edition__effective_date=day)

    assert [document.title for document in client.get("/resources/").context["object_list"]] == [
        "New",
        "Old",
        "Undated",
    ]


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
