"""What a machine read from a picture says so wherever it is shown, and is compared only where an editor wants that."""

import pytest

from lscb_site.files import health
from lscb_site.files.kinds import FileKind
from lscb_site.files.reading import Section
from lscb_site.web.addresses import admin_address
from resources.comparison.editions import compare_next
from resources.models import Comparison
from tests.editing.browser_form import untouched
from tests.factories import ComparisonFactory, EditionFactory, EditionFileFactory, FilePageFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scanned():
    """A live edition whose second page a machine has read, and the one before, which has its text."""
    document = LiveDocumentFactory(kind="report")
    editions = [EditionFactory(document=document, number=number, live=True) for number in (7, 8)]
    for edition, confidence in zip(editions, (None, 87), strict=True):
        content = f"%PDF {edition.pk}".encode()
        file = EditionFileFactory(edition=edition, content=content, reading="done", title="The report")
        FilePageFactory(file=file, text="Ordinary words that stand in both")
        FilePageFactory(file=file, text="Zebras are striped", confidence=confidence)
        file.save()
    return editions


def test_the_text_view_says_so_and_how_sure_it_is(client, scanned):
    file = scanned[1].files.get()
    text = client.get(file.get_text_url()).text
    assert text.count("A machine read this from a picture, and is 87 % sure of it.") == 1
    assert "A machine read this" not in client.get(scanned[0].files.get().get_text_url()).text


def test_a_search_finds_it_and_says_so(client, scanned):
    text = client.get("/search/", {"q": "zebras"}).text
    assert "(read by a machine)" in text
    assert "(read by a machine)" not in client.get("/search/", {"q": "ordinary words"}).text


def test_it_is_compared_only_where_an_editor_wants_that(publisher_client, scanned):
    comparison = ComparisonFactory(older=scanned[0], newer=scanned[1])
    compare_next()
    comparison.refresh_from_db()
    assert comparison.changes["counts"]["removed"] == 1  # the page that only a machine has read is not compared
    form = untouched(publisher_client.get(admin_address(comparison)), uses_scans="on")
    publisher_client.post(admin_address(comparison), form)
    assert Comparison.objects.get().compared_at is None
    compare_next()
    assert Comparison.objects.get().changes["counts"].get("removed", 0) == 0


def test_the_card_does_not_say_that_such_pages_cannot_be_searched():
    sections = [Section(1, "Page 1", "page-1", 1, "words", "words", "", False, True, read_by_machine=80)]
    said = health.text_signal(FileKind.PDF, sections).sentence
    assert "A machine has read it" in said
    assert "80 %" in said
    assert "nobody can search" not in said


@pytest.mark.parametrize("part", ["furniture", "cut"])
def test_what_was_left_out_of_a_page_can_be_seen(client, part):
    edition = EditionFactory(document=LiveDocumentFactory(), live=True)
    file = EditionFileFactory(edition=edition, to_hand=True, reading="done", is_cut=part == "cut")
    facts = {"furniture": "London procedures\nPage 5 of 9"} if part == "furniture" else {"is_cut": True}
    FilePageFactory(file=file, text="words", **facts)
    text = client.get(file.get_text_url()).text
    wanted = {
        "furniture": ["Left out above: what stands at the head or foot of the page", "Page 5 of 9"],
        "cut": ["only a part of its text is kept here", "This part is longer than what is kept here"],
    }
    assert all(words in text for words in wanted[part])
