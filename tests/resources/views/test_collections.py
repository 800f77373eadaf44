import pytest

from tests.factories import (
    CollectionFactory,
    CollectionItemFactory,
    DocumentFactory,
    EditionFactory,
    LiveDocumentFactory,
)

pytestmark = pytest.mark.django_db


def titles(response):
    return [(heading, [item.document.title for item in items]) for heading, items in response.context["groups"]]


def test_the_list_has_live_collections_alone(client):
    CollectionFactory(title="Conference papers", live=True)
    CollectionFactory(title="Secret plans")

    page = client.get("/resources/collections/").content.decode()

    assert "Conference papers" in page
    assert "Secret plans" not in page


def test_documents_stand_in_order_under_their_headings(client):
    collection = CollectionFactory(slug="conference", live=True)
    for position, (heading, title) in enumerate([("Morning", "A"), ("Morning", "B"), ("Afternoon", "C")]):
        CollectionItemFactory(
            collection=collection, group=heading, position=position, document=LiveDocumentFactory(title=title)
        )

    response = client.get("/resources/collections/conference/")

    assert titles(response) == [("Morning", ["A", "B"]), ("Afternoon", ["C"])]


def test_a_draft_document_is_left_out(client):
    item = CollectionItemFactory(collection__live=True, document=DocumentFactory(title="The secret paper"))

    response = client.get(item.collection.get_absolute_url())

    assert titles(response) == []
    assert "The secret paper" not in response.content.decode()


def test_an_edition_can_be_pinned(client):
    document = DocumentFactory(live=True)
    first, _ = (EditionFactory(document=document, number=number, live=True) for number in (1, 2))
    item = CollectionItemFactory(collection__live=True, document=document, edition=first, note="As it was in 2014.")

    text = client.get(item.collection.get_absolute_url()).text

    assert f'href="{first.get_absolute_url()}"' in text
    assert "As it was in 2014." in text
    assert "Superseded" in text


@pytest.mark.parametrize(("state", "status"), [({}, 404), ({"scheduled": True}, 404), ({"withdrawn": True}, 410)])
def test_a_collection_that_is_not_live(client, state, status):
    collection = CollectionFactory(**state)

    assert client.get(collection.get_absolute_url()).status_code == status


def test_an_old_address_leads_on(client):
    collection = CollectionFactory(slug="before", live=True)
    collection.refresh_from_db()
    collection.slug = "after"
    collection.save()

    assert client.get("/resources/collections/before/").headers["Location"] == "/resources/collections/after/"
