"""Asks a search and tells what it found, in the words of the results page."""

from django.utils import timezone

from lscb_site.search.indexing import index
from lscb_site.search.results import results_of
from lscb_site.search.searching import search
from tests.factories import EditionFactory, EditionFileFactory, FilePageFactory, LiveDocumentFactory


def ask(text, moment=None, **options):
    moment = moment or timezone.now()
    outcome = search(text, moment, **options)
    return results_of(outcome.groups, outcome.query, moment)


def titles(text, moment=None, **options) -> list[str]:
    return [result.title for result in ask(text, moment, **options)]


def cards(text) -> list[str]:
    return [item.title for item in search(text, timezone.now()).named.cards]


def paged(*texts, document=None, content=b"%PDF-1.7\n", kind="pdf", number=None, **edition):
    """A live edition whose main file has been read: a page for each text."""
    document = document or LiveDocumentFactory(edition=None)
    numbered = {"number": number} if number else {}
    edition = EditionFactory(document=document, live=True, **numbered, **edition)
    file = EditionFileFactory(
        edition=edition, content=content + bytes(str(edition.pk), "ascii"), kind=kind, reading="done"
    )
    for text in texts:
        FilePageFactory(file=file, text=text)
    index(edition)
    return edition
