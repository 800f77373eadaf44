"""The short way to a file must answer as the view does, and only where it may."""

import pytest
from django.conf import settings
from django.test import override_settings

from resources.models import DownloadCount
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, EditorFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db

SHORT_WAY = "resources.middleware.plain_files_first"
PDF = b"%PDF-1.7\n" + b"0123456789" * 100
# What the site's own middleware adds to pages, and files do without.
OF_PAGES = {"Content-Security-Policy", "Permissions-Policy", "X-Frame-Options"}


@pytest.fixture
def file():
    return LiveDocumentFactory(edition__file__content=PDF).current_edition.main_file


@pytest.fixture
def whole_way():
    """The same site without the short way."""
    with override_settings(MIDDLEWARE=[name for name in settings.MIDDLEWARE if name != SHORT_WAY]):
        yield


def answer(client, address, **headers):
    response = client.get(address, headers=headers)
    kept = {name: value for name, value in response.headers.items() if name not in OF_PAGES}
    if response.status_code == 304:
        kept.pop("Content-Length", None)  # there is no body to measure
    return response.status_code, kept, response.getvalue()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Range": "bytes=10-19"},
        {"Range": "bytes=5000-"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ],
    ids=["whole", "range", "beyond its end", "same tag", "not changed"],
)
def test_the_short_way_answers_as_the_view_does(client, file, headers, request):
    short = answer(client, file.get_absolute_url(), **headers)
    request.getfixturevalue("whole_way")
    assert short == answer(type(client)(), file.get_absolute_url(), **headers)


def test_the_short_way_costs_two_queries_and_counts(client, file, django_assert_num_queries):
    client.get(file.get_absolute_url())
    with django_assert_num_queries(2):  # the file, the count
        client.get(file.get_absolute_url())
    assert DownloadCount.objects.get(file=file).count == 2


@pytest.mark.parametrize("state", [{}, {"scheduled": True}, {"expired": True}])
def test_what_is_not_live_has_no_short_way(client, state):
    file = EditionFileFactory(edition=EditionFactory(document=DocumentFactory(live=True), **state), content=PDF)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_the_file_of_a_draft_document_has_no_short_way(client):
    file = EditionFileFactory(edition=EditionFactory(live=True), content=PDF)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_a_withdrawn_file_says_so_at_once(client, file):
    assert client.get(file.get_absolute_url()).status_code == 200
    file.edition.document.withdraw("The law has changed.")
    assert client.get(file.get_absolute_url()).status_code == 410


def test_a_superseded_file_names_its_successor(client, file):
    EditionFactory(document=file.edition.document, live=True)
    assert "successor-version" in client.get(file.get_absolute_url()).headers["Link"]


def test_staff_preview_goes_the_whole_way(client):
    file = EditionFileFactory(content=PDF)
    client.force_login(EditorFactory())
    assert client.get(file.get_absolute_url()).status_code == 200
