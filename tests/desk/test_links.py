import pytest
from django.conf import settings
from django.contrib.redirects.models import Redirect

from lscb_site.desk.links import Links, Target
from tests.factories import DocumentFactory, EditionFactory, EditionFileFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    """With two editions: the first has a main file and an appendix, the second a main file."""
    document = DocumentFactory(slug="protocol", live=True)
    first = EditionFactory(document=document, live=True)
    EditionFileFactory(edition=first, content=b"first")
    EditionFileFactory(edition=first, content=b"appendix", role="appendix")
    EditionFileFactory(edition=EditionFactory(document=document, live=True), content=b"second")
    return document


@pytest.fixture
def first(document):
    return document.editions.get(number=1)


@pytest.fixture
def second(document):
    return document.editions.get(number=2)


@pytest.fixture
def links(document):
    return Links(document)


def test_the_documents_address_and_its_latest_follow_whatever_is_current(links):
    assert links.target_of("/resources/protocol/") == Target(None, False)
    assert links.target_of("/resources/protocol/latest") == Target(None, True)


def test_an_editions_address_its_files_and_their_text_lead_to_that_edition(links, first):
    main, appendix = first.files.order_by("role").last(), first.files.get(role="appendix")
    assert links.target_of(first.get_absolute_url()) == Target(first, False)
    assert links.target_of(main.get_absolute_url()) == Target(first, True)
    assert links.target_of(main.get_text_url() + "#page-2") == Target(first, False)
    assert links.target_of(appendix.get_absolute_url()) == Target(first, False)


def test_bytes_that_a_correction_replaced_lead_to_their_edition_still(document, first):
    file = first.main_file
    before = file.get_absolute_url()
    file.former_files.create(sha256=file.sha256, name=file.name)
    file.sha256 = "f" * 64
    file.save()
    assert Links(document).target_of(before) == Target(first, True)


def test_an_address_in_full_is_the_same_and_another_sites_is_not(links):
    assert links.target_of(f"{settings.SITE_ADDRESS}/resources/protocol/") == Target(None, False)
    assert links.target_of("https://library.example.net/resources/protocol/") is None


def test_an_address_that_the_document_had_before_counts(links):
    Redirect.objects.create(site_id=1, old_path="/resources/old-name/", new_path="/resources/protocol/")
    assert links.target_of("/resources/old-name/latest") == Target(None, True)


@pytest.mark.parametrize(
    "address",
    [
        "/resources/protocol-for-schools/",
        "/resources/protocol/editions/9/",
        "/resources/protocol/changes/1...2/",
        "/resources/files/00000000000000000000/other.pdf",
        "mailto:lscb@example.org",
        "http://[broken",
        "",
    ],
)
def test_other_addresses_lead_elsewhere(links, address):
    assert links.target_of(address) is None


def test_a_link_that_names_the_row_counts_whatever_its_address(links, document, second):
    html = f'<p><a href="/x/" data-cms-href="resources.document:{document.pk}">Protocol</a></p>'
    assert links.targets_in(html) == {Target(None, False)}
    assert links.rewritten(html, {None: second}) == '<p><a href="/resources/protocol/editions/2/">Protocol</a></p>'


def test_links_to_an_edition_are_made_to_follow_and_nothing_else_changes(links, first):
    html = (
        f'<p>See <a href="{first.main_file.get_absolute_url()}">the protocol (PDF)</a>, '
        f'<a href="{first.get_absolute_url()}#history">its page</a>, '
        '<a href="https://www.example.org/a?b=1&amp;c=2">another</a> &amp; <strong>more</strong>.</p>'
    )
    assert links.rewritten(html, {first: None}) == (
        '<p>See <a href="/resources/protocol/latest">the protocol (PDF)</a>, '
        '<a href="/resources/protocol/">its page</a>, '
        '<a href="https://www.example.org/a?b=1&amp;c=2">another</a> &amp; <strong>more</strong>.</p>'
    )


def test_links_that_follow_are_kept_at_an_edition(links, first):
    html = '<a href="/resources/protocol/">page</a> <a href="/resources/protocol/latest">file</a>'
    assert links.rewritten(html, {None: first}) == (
        f'<a href="{first.get_absolute_url()}">page</a> <a href="{first.main_file.get_absolute_url()}">file</a>'
    )


def test_links_change_places_at_once(links, first):
    html = f'<a href="/resources/protocol/">a</a> <a href="{first.get_absolute_url()}">b</a>'
    assert links.rewritten(html, {None: first, first: None}) == (
        f'<a href="{first.get_absolute_url()}">a</a> <a href="/resources/protocol/">b</a>'
    )


def test_a_file_that_is_to_follow_is_replaced_by_its_editions_page(document):
    third = EditionFactory(document=document, live=True)
    EditionFileFactory(edition=third)
    kept = Links(document).rewritten('<a href="/resources/protocol/latest">file</a>', {None: third})
    assert kept == f'<a href="{third.get_absolute_url()}">file</a>'


def test_bytes_that_both_editions_have_are_the_newer_ones(document, second):
    EditionFileFactory(edition=second, content=b"appendix", role="appendix")
    appendix = document.editions.get(number=1).files.get(role="appendix")
    assert Links(document).target_of(appendix.get_absolute_url()).edition == second


def test_another_documents_links_are_not_touched(links, first):
    other = LiveDocumentFactory()
    html = f'<a href="{other.get_absolute_url()}">Other</a>'
    assert links.rewritten(html, {None: first}) == html
