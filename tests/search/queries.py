"""Asks a search and tells what it found, in the words of the results page."""

from django.utils import timezone

from lscb_site.search.indexing import index
from lscb_site.search.searching import Search
from tests.factories import EditionFactory, EditionFileFactory, FilePageFactory, LiveDocumentFactory


def search(text, moment, **options) -> Search:
    return Search(text, moment, **options).run()


def ask(text, moment=None, **options):
    outcome = search(text, moment or timezone.now(), **options)
    return outcome.show(outcome.groups)


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
