from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from resources.models import Document
from resources.succession import succession
from tests.factories import DocumentFactory, EditionFactory, LiveDocumentFactory

pytestmark = pytest.mark.django_db


def of(edition):
    library = Document.objects.with_editions(AnonymousUser())
    return succession(edition, library.get(pk=edition.document_id))


@pytest.fixture
def protocol():
    return DocumentFactory(title="Protocol", slug="protocol", live=True)


@pytest.fixture
def first(protocol):
    return EditionFactory(document=protocol, number=1, live=True, effective_date=date(2014, 2, 3))


def test_the_only_edition_is_not_superseded(first):
    assert not of(first).is_superseded
    assert of(first).words == ""
    assert of(first).link_header() == ""


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"effective_date": date(2015, 3, 18)}, "Superseded by the 2nd edition on 18 March 2015"),
        (
            {"effective_date": date(2015, 3, 1), "date_precision": "month"},
            "Superseded by the 2nd edition in March 2015",
        ),
        ({"effective_date": date(2015, 1, 1), "date_precision": "year"}, "Superseded by the 2nd edition in 2015"),
        ({"label": "revised edition"}, "Superseded by the revised edition"),
    ],
)
def test_an_edition_is_superseded_by_the_next_on_its_date(first, facts, words):
    EditionFactory(document=first.document, number=2, live=True, **facts)
    EditionFactory(document=first.document, number=3, live=True, effective_date=date(2017, 6, 1))

    assert of(first).words == words
    assert [edition.number for edition in of(first).newer] == [2, 3]


@pytest.mark.parametrize("state", [{}, {"scheduled": True}, {"expired": True}, {"withdrawn": True}])
def test_an_edition_that_is_not_live_takes_no_place(first, state):
    EditionFactory(document=first.document, number=2, **state)

    assert not of(first).is_superseded


def test_a_document_of_another_title_takes_the_place_of_the_last_edition(first):
    successor = DocumentFactory(title="The new protocol", live=True)
    for number, year in ((1, 2012), (2, 2021), (3, 2024)):
        EditionFactory(
            document=successor, number=number, live=True, effective_date=date(year, 1, 1), date_precision="year"
        )
    Document.objects.update(succeeded_by=None)
    first.document.succeeded_by = successor
    first.document.save()

    assert of(first).words == "Superseded by “The new protocol” in 2021"
    assert of(first).latest == successor


def test_a_draft_successor_takes_no_place(first):
    first.document.succeeded_by = DocumentFactory()
    first.document.save()

    assert not of(first).is_superseded


def test_headers_lead_to_the_editions_before_and_after(first):
    second, third = (EditionFactory(document=first.document, number=number, live=True) for number in (2, 3))

    assert of(first).link_header() == (
        '</resources/protocol/editions/2/>; rel="successor-version", </resources/protocol/>; rel="latest-version"'
    )
    assert of(second).link_header() == (
        '</resources/protocol/editions/1/>; rel="predecessor-version", '
        '</resources/protocol/editions/3/>; rel="successor-version", </resources/protocol/>; rel="latest-version"'
    )
    assert of(third).link_header() == '</resources/protocol/editions/2/>; rel="predecessor-version"'


def test_headers_lead_to_the_document_that_took_over(first):
    first.document.succeeded_by = LiveDocumentFactory(slug="new")
    first.document.save()

    assert of(first).link_header() == (
        '</resources/new/>; rel="successor-version", </resources/new/>; rel="latest-version"'
    )
