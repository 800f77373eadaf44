import pytest

from tests.factories import ComparisonFactory, DocumentFactory, EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions():
    document = DocumentFactory(live=True, slug="protocol")
    return [EditionFactory(document=document, number=number, live=True) for number in (1, 2)]


def test_the_page_has_the_editors_summary(client, editions):
    ComparisonFactory(older=editions[0], newer=editions[1], summary="Section 4 is new.", live=True)

    assert "Section 4 is new." in client.get("/resources/protocol/changes/1...2/").content.decode()


@pytest.mark.parametrize(("state", "status"), [({}, 404), ({"scheduled": True}, 404), ({"withdrawn": True}, 410)])
def test_a_comparison_that_is_not_live(client, editions, state, status):
    comparison = ComparisonFactory(older=editions[0], newer=editions[1], **state)

    assert client.get(comparison.get_absolute_url()).status_code == status


def test_a_comparison_with_a_draft_edition_is_not_found(client):
    document = DocumentFactory(live=True)
    comparison = ComparisonFactory(
        older=EditionFactory(document=document, live=True), newer=EditionFactory(document=document), live=True
    )

    assert client.get(comparison.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("numbers", ["2...1", "1...3", "1...99999999999999999999"])
def test_editions_that_were_not_compared_are_not_found(client, editions, numbers):
    ComparisonFactory(older=editions[0], newer=editions[1], live=True)

    assert client.get(f"/resources/protocol/changes/{numbers}/").status_code == 404
