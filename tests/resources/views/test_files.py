import pytest

from resources.models import EditionFile
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, EditorFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\nThe 1st edition.\n"


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
