import pytest
from django.urls import reverse
from django.utils import timezone

from lscb_site.web.addresses import admin_address
from resources.models import Comparison
from tests.factories import ComparisonFactory, EditionFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/resources/comparison/add/"


@pytest.fixture
def editions():
    document = LiveDocumentFactory()
    return document.editions.get(), EditionFactory(document=document, live=True)


def data(older, newer, **changes):
    return {"older": older.pk, "newer": newer.pk, "summary": "Two steps are new.", "shows_text": "on"} | changes


def test_a_comparison_is_a_draft_that_a_publisher_publishes(editor_client, publisher_client, client, editions):
    editor_client.post(ADD, data(*editions, _save="1"))
    comparison = Comparison.objects.get()
    assert client.get(comparison.get_absolute_url()).status_code == 404
    address = reverse("admin:resources_comparison_change", args=[comparison.pk])
    publisher_client.post(address, data(*editions, _publish="1"))
    assert "Two steps are new." in client.get(comparison.get_absolute_url()).text


def test_editions_of_two_documents_are_refused(editor_client, editions):
    answer = editor_client.post(ADD, data(editions[0], EditionFactory(), _save="1"))
    assert "Choose two editions of one document." in answer.text
    assert not Comparison.objects.exists()


def test_the_newer_edition_comes_second(editor_client, editions):
    answer = editor_client.post(ADD, data(*reversed(editions), _save="1"))
    assert "The 1st edition came before the 2nd edition: exchange them." in answer.text


def test_an_edition_is_not_compared_with_itself(editor_client, editions):
    answer = editor_client.post(ADD, data(editions[0], editions[0], _save="1"))
    assert "Choose two different editions." in answer.text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (None, "Not compared yet"),
        ({"problem": "One of the files has no text.", "counts": {}}, "One of the files has no text."),
        (
            {"problem": "", "counts": {"same": 40, "edited": 3, "added": 2, "removed": 0, "moved": 0}},
            "Paragraphs: 3 edited, 2 added, 40 the same.",
        ),
    ],
)
def test_what_was_found_is_told_beside_the_switch_for_a_noisy_one(editor_client, changes, told):
    comparison = ComparisonFactory(changes=changes, compared_at=timezone.now() if changes else None)
    page = editor_client.get(admin_address(comparison)).text
    assert told in page
    assert 'name="shows_text"' in page
    assert f'href="{admin_address(comparison, "preview")}"' in page
