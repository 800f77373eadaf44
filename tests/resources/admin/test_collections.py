import pytest

from resources.models import Collection
from tests.factories import CollectionItemFactory, EditionFactory, LiveDocumentFactory
from tests.resources.admin.forms import rows

pytestmark = pytest.mark.django_db

COLLECTIONS = "/admin/resources/collection/"


def data(*items):
    return {"title": "MASH", "slug": "mash", "_save": "1"} | rows("items", *items)


def test_a_collection_is_written_with_its_documents_in_groups(editor_client):
    document = LiveDocumentFactory()
    edition = EditionFactory(document=document)
    item = {"document": document.pk, "edition": edition.pk, "group": "Agreements", "position": 3, "note": "Signed."}
    editor_client.post(f"{COLLECTIONS}add/", data(item))
    kept = Collection.objects.get().items.get()
    assert (kept.document, kept.edition, kept.group, kept.position) == (document, edition, "Agreements", 3)


def test_another_documents_edition_cannot_be_kept(editor_client):
    other = EditionFactory(document__title="Another protocol")
    item = {"document": LiveDocumentFactory().pk, "edition": other.pk, "position": 0}
    answer = editor_client.post(f"{COLLECTIONS}add/", data(item))
    told = "This is an edition of “Another protocol”. Choose one of the document beside it, or none."
    assert told in answer.text
    assert not Collection.objects.exists()


def test_a_document_stands_in_a_collection_once(editor_client):
    item = {"document": LiveDocumentFactory().pk, "position": 0}
    answer = editor_client.post(f"{COLLECTIONS}add/", data(item, item | {"position": 1}))
    assert "Please correct the duplicate" in answer.text
    assert not Collection.objects.exists()


def test_a_form_of_a_thousand_documents_is_read(editor_client):
    """Django alone would take 200, and lose what was typed with the others."""
    fields = {f"items-{number}-{name}": "" for number in range(1, 1000) for name in ("id", "group", "note")}
    item = {"document": LiveDocumentFactory().pk, "position": 0}
    assert editor_client.post(f"{COLLECTIONS}add/", data(item) | fields).status_code == 302


def test_the_list_says_how_many_documents_each_has(editor_client):
    item = CollectionItemFactory()
    CollectionItemFactory(collection=item.collection)
    assert '<td class="field-documents_count">2</td>' in editor_client.get(COLLECTIONS).text
