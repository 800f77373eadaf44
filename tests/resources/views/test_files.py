from datetime import UTC, datetime

import pytest
from lxml import html

from resources.models import EditionFile, FilePage, FormerFile
from tests.factories import (
    DocumentFactory,
    EditionFactory,
    EditionFileFactory,
    EditorFactory,
    FilePageFactory,
    LiveDocumentFactory,
)

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


@pytest.fixture
def protocol():
    """A document with a superseded and a newer edition, each with its file."""
    document = DocumentFactory(live=True, slug="protocol", title="Protocol")
    for number, text in ((1, b"first"), (2, b"second")):
        edition = EditionFactory(document=document, number=number, live=True)
        EditionFileFactory(edition=edition, content=b"%PDF-1.7\n" + text, pictured=True, reading="done")
    return document


def file_of(document, number):
    return document.editions.get(number=number).main_file


def test_the_file_of_a_superseded_edition_says_in_its_headers_what_follows_it(client, protocol):
    links = client.get(file_of(protocol, 1).get_absolute_url()).headers["Link"]

    assert '</resources/protocol/editions/2/>; rel="successor-version"' in links
    assert '</resources/protocol/>; rel="latest-version"' in links
    current = client.get(file_of(protocol, 2).get_absolute_url()).headers["Link"]
    assert current == '</resources/protocol/editions/1/>; rel="predecessor-version"'


@pytest.mark.parametrize("address", ["get_absolute_url", "get_text_url", "get_picture_url"])
def test_the_file_of_a_document_that_another_took_over_says_so_in_its_headers(client, protocol, address):
    protocol.succeeded_by = LiveDocumentFactory(slug="new-protocol")
    protocol.save()

    for number in (1, 2):
        links = client.get(getattr(file_of(protocol, number), address)()).headers["Link"]

        assert '</resources/new-protocol/>; rel="latest-version"' in links
        if number == 2:
            assert '</resources/new-protocol/>; rel="successor-version"' in links


@pytest.mark.parametrize("address", ["get_absolute_url", "get_text_url", "get_picture_url"])
def test_a_draft_successor_is_not_named_in_a_files_headers(client, protocol, address):
    protocol.succeeded_by = DocumentFactory(slug="new-protocol")
    protocol.save()

    assert "new-protocol" not in client.get(getattr(file_of(protocol, 2), address)()).headers["Link"]


@pytest.mark.parametrize("address", ["get_absolute_url", "get_text_url", "get_picture_url"])
@pytest.mark.parametrize("withdrawn", ["document", "edition"])
def test_a_withdrawn_file_is_gone_with_the_reason_and_the_way_on(client, protocol, address, withdrawn):
    file = file_of(protocol, 1)
    (protocol if withdrawn == "document" else file.edition).withdraw("It names a child.", "/about/")

    response = client.get(getattr(file, address)())

    assert response.status_code == 410
    assert "It names a child." in response.text
    assert 'href="/about/"' in response.text


def test_the_file_of_a_withdrawn_edition_leads_to_its_document(client, protocol):
    file = file_of(protocol, 1)
    file.edition.withdraw("It names a child.")

    assert 'href="/resources/protocol/"' in client.get(file.get_absolute_url()).text


def test_a_file_before_its_correction_is_gone_and_leads_to_the_present_one(client, protocol):
    file = file_of(protocol, 2)
    former = FormerFile.objects.create(file=file, sha256="a" * 64, name="before.pdf")
    FormerFile.objects.update(replaced_at=datetime(2026, 3, 3, 12, tzinfo=UTC))

    response = client.get(f"/resources/files/{former.sha256[:20]}/before.pdf")

    assert response.status_code == 410
    assert "This file was corrected on" in response.text
    assert "3 March 2026" in response.text
    assert f'href="{file.get_absolute_url()}"' in response.text


def test_a_former_file_of_a_draft_is_not_found(client):
    FormerFile.objects.create(file=EditionFileFactory(to_hand=True), sha256="a" * 64, name="before.pdf")

    assert client.get(f"/resources/files/{'a' * 20}/before.pdf").status_code == 404


def test_a_download_costs_few_queries(client, protocol, django_assert_max_num_queries):
    address = file_of(protocol, 1).get_absolute_url()
    with django_assert_max_num_queries(4):  # no short way; the file, its document's editions, the count
        client.get(address)


def test_the_picture_of_the_first_page_is_kept_for_ever(client, protocol):
    response = client.get(file_of(protocol, 1).get_picture_url())

    assert response.headers["Content-Type"] == "image/webp"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.getvalue()[8:] == b"WEBP"


def test_a_file_without_a_picture_has_none(client):
    file = LiveDocumentFactory(edition__file__content=PDF).current_edition.main_file

    assert file.get_picture_url() == ""
    assert client.get(f"/resources/files/{file.sha256[:20]}/first-page.webp").status_code == 404


def test_the_text_of_a_file_has_an_anchor_and_the_files_own_page_for_each_page(client, protocol):
    file = file_of(protocol, 2)
    FilePageFactory.create_batch(12, file=file)

    page = html.fromstring(client.get(file.get_text_url()).text)

    assert page.xpath("//section[@id='page-12']")
    assert page.xpath("//nav//a[@href='#page-12']")
    assert page.xpath(f"//section[@id='page-12']//a[@href='{file.get_absolute_url()}#page=12']")


def test_the_text_of_a_superseded_edition_says_so_before_anything_else(client, protocol):
    FilePageFactory(file=file_of(protocol, 1))

    response = client.get(file_of(protocol, 1).get_text_url())

    assert 0 < response.text.index("Superseded by the 2nd edition") < response.text.index("What it says.")
    assert "noindex" in response.text
    assert "latest-version" in response.headers["Link"]


def test_a_page_that_is_a_picture_says_that_it_cannot_be_searched(client, protocol):
    FilePageFactory(file=file_of(protocol, 2), text="")

    assert "cannot be searched" in client.get(file_of(protocol, 2).get_text_url()).text


@pytest.mark.parametrize(
    ("reading", "words"), [("pending", "still being taken out"), ("failed", "No text could be taken")]
)
def test_a_file_without_text_says_why(client, reading, words):
    file = LiveDocumentFactory(edition__file__content=PDF, edition__file__reading=reading).current_edition.main_file

    assert words in client.get(file.get_text_url()).text


def test_a_very_long_text_comes_in_parts(client, protocol, django_assert_max_num_queries):
    file = file_of(protocol, 2)
    FilePage.objects.bulk_create(FilePageFactory.build(file=file, number=number) for number in range(1, 602))

    client.get("/resources/check/")  # what a process keeps of every page
    with django_assert_max_num_queries(8):
        first = client.get(f"{file.get_text_url()}?page=1").text
    with django_assert_max_num_queries(8):
        second = client.get(f"{file.get_text_url()}?page=2").text

    assert 'id="page-500"' in first
    assert 'id="page-501"' not in first
    assert 'id="page-601"' in second
