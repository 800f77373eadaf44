"""A statement of force speaks of the bytes it was made about, and of no others that readers get in their place."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from lscb_site.publishing.force import Force
from resources.models import Document
from tests.factories import EditionFileFactory, LiveDocumentFactory
from tests.resources.stating import STATED, marked, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return LiveDocumentFactory(kind="protocol", edition__file__to_hand=True).editions.get()


OTHER = "a" * 64


def retitled(edition):
    changed(edition.files.get(role="main"), title="Another title")


def appendix_replaced(edition):
    changed(edition.files.get(role="appendix"), sha256=OTHER)


def main_replaced(edition):
    changed(edition.files.get(role="main"), sha256=OTHER)


def main_replaced_by_a_query(edition):
    edition.files.filter(role="main").update(sha256=OTHER)


def only_the_name_of_its_role_changed(edition):
    edition.files.filter(role="appendix").delete()
    changed(edition.files.get(role="main"), role="paper")


def the_only_file_replaced_and_it_is_not_main(edition):
    only_the_name_of_its_role_changed(edition)
    changed(edition.files.get(), sha256=OTHER)


def roles_exchanged(edition):
    main, appendix = edition.files.get(role="main"), edition.files.get(role="appendix")
    changed(main, role="paper")
    changed(appendix, role="main")


def main_deleted(edition):
    edition.files.get(role="main").delete()


def main_deleted_by_a_query(edition):
    edition.files.filter(role="main").delete()


def every_file_deleted(edition):
    edition.files.all().delete()


def demonstration(edition):
    changed(edition.files.get(role="main"), is_demonstration=True)


def demonstration_by_a_query(edition):
    edition.files.filter(role="main").update(is_demonstration=True)


def appendix_a_demonstration(edition):
    changed(edition.files.get(role="appendix"), is_demonstration=True)


def changed(file, **facts):
    for name, value in facts.items():
        setattr(file, name, value)
    file.save()


@pytest.mark.parametrize(
    ("event", "still_speaks"),
    [
        (retitled, True),
        (appendix_replaced, True),
        (appendix_a_demonstration, True),
        (only_the_name_of_its_role_changed, True),  # readers get the same bytes
        (main_replaced, False),
        (main_replaced_by_a_query, False),
        (the_only_file_replaced_and_it_is_not_main, False),
        (roles_exchanged, False),
        (main_deleted, False),
        (main_deleted_by_a_query, False),
        (every_file_deleted, False),
        (demonstration, False),
        (demonstration_by_a_query, False),
    ],
)
def test_a_statement_speaks_only_of_the_bytes_it_was_made_about(edition, event, still_speaks):
    EditionFileFactory(edition=edition, role="appendix", content=b"%PDF-1.7 more")
    state(edition)
    event(edition)
    expected = Force.IN_FORCE if still_speaks else Force.NOT_CONFIRMED
    assert marked(edition).force == expected
    assert told(edition) == expected


def told(edition):
    """The same, as a query has it, on the day of the statement."""
    noon = datetime(STATED.year, STATED.month, STATED.day, 12, tzinfo=UTC)
    edition.publish_from = edition.document.publish_from = noon - timedelta(days=1)
    edition.save()
    edition.document.save()
    return Document.objects.with_force(noon).get(pk=edition.document_id).force


@pytest.mark.parametrize("file", [{}, {"is_demonstration": True}, {"role": "appendix"}])
@pytest.mark.parametrize("has_a_place", [True, False])
def test_what_was_said_of_an_edition_without_a_file_is_not_said_of_one_that_comes_later(file, has_a_place):
    edition = LiveDocumentFactory(kind="protocol").editions.get()
    edition.files.all().delete()
    if has_a_place:
        edition.keep_a_place()
    state(edition)
    assert marked(edition).force == Force.IN_FORCE
    edition.files.all().delete()
    EditionFileFactory(edition=edition, content=b"%PDF-1.7", **file)
    assert marked(edition).force == Force.NOT_CONFIRMED
    assert told(edition) == Force.NOT_CONFIRMED


def test_what_was_taken_back_stays_silent_when_its_own_file_comes_back(edition):
    state(edition)
    file = edition.files.get()
    digest = file.sha256
    changed(file, sha256=OTHER)
    edition.end_statement()
    changed(file, sha256=digest)
    assert marked(edition).force == Force.NOT_CONFIRMED


def test_the_same_words_are_written_again_of_another_file(edition):
    state(edition)
    changed(edition.files.get(), sha256=OTHER)
    state(edition)
    assert marked(edition).force == Force.IN_FORCE
    assert [each.of_sha256 == OTHER for each in edition.own_statements] == [True, False]


def test_nobody_can_confirm_a_demonstration_copy(edition, client):
    file = edition.files.get()
    state(edition)
    file.is_demonstration = True
    file.save()
    assert edition.statement is None
    assert edition.checked_again() is None
    with pytest.raises(ValidationError, match="Its file is a demonstration copy"):
        state(edition)
    assert "In force" not in client.get(edition.document.get_absolute_url()).text
