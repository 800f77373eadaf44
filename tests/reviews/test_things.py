"""Who looks after what, and the day of the next check: one rule for every kind."""

from datetime import date

import pytest
from cms.toolbar.utils import get_object_preview_url
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lscb_site.pages.writing import write_page
from lscb_site.reviews.intervals import EVERY, MOST
from lscb_site.reviews.models import Review
from lscb_site.reviews.templatetags.reviews import checked_on
from lscb_site.reviews.things import LEFT, live_things, thing_of
from resources.models import Document
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    EditorFactory,
    LiveDocumentFactory,
    StatementFactory,
)
from tests.resources.stating import CHECK, STATED, state
from tests.reviews.reviewing import a_board, in_days, looked_after

pytestmark = pytest.mark.django_db


def test_there_is_a_time_for_every_kind_of_document():
    assert {kind.value for kind in Document.Kind} <= EVERY.keys()
    assert {EVERY[kind] for kind in Document.RECORDS} == {None}


def test_the_usual_time_is_that_of_the_kind(admin_user):
    worried = write_page(reverse_id="worried", title="Worried", slug="worried", created_by=admin_user)
    below = write_page(reverse_id="below", title="Below", slug="below", created_by=admin_user, parent=worried)
    other = write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)
    months = {
        worried: 6,
        below: 6,
        other: 12,
        a_board(): 6,
        BoardFactory(live=True, kind="board"): None,
        CollectionFactory(live=True): 12,
        LiveDocumentFactory(kind="protocol"): 12,
        LiveDocumentFactory(kind="report"): None,
        AuthorityFactory(): 6,
    }
    assert {thing.item: thing.months for thing in live_things()} == months
    assert {item: thing_of(item).months for item in months} == months
    assert [thing.facts.title for thing in live_things() if thing.item == below] == ["Below"]


def test_what_readers_do_not_have_is_nobodys_matter():
    DocumentFactory(), BoardFactory()
    assert live_things() == []


@pytest.mark.parametrize(("ended", "day"), [(False, CHECK), (True, date(2026, 1, 1))])
def test_a_statement_of_force_speaks_before_the_day_that_was_set(ended, day):
    edition = LiveDocumentFactory(kind="protocol", edition__file__to_hand=True).editions.get()
    looked_after(edition.document, next_check=date(2026, 1, 1), checked_on=STATED.replace(year=2025))
    state(edition)
    if ended:
        edition.end_statement()
    thing = thing_of(edition.document)
    assert thing.next_check == day
    assert thing.checked_on is None  # what was checked here before it claimed force is not told


def test_of_numbers_the_oldest_confirmation_counts():
    authority = AuthorityFactory()
    looked_after(authority, next_check=in_days(1))
    assert thing_of(authority).next_check is None
    for day in (date(2026, 3, 3), date(2026, 1, 31)):
        ContactPointFactory(authority=authority, confirmed_on=day, confirmed_by="MASH manager")
    assert thing_of(authority).next_check == date(2026, 7, 31)


def test_what_was_superseded_waits_for_nobody(editor):
    follower = LiveDocumentFactory(kind="protocol")
    document = LiveDocumentFactory(kind="protocol", succeeded_by=follower)
    looked_after(document, owner=editor, next_check=in_days(-5))
    thing = thing_of(document)
    assert (thing.is_due(), thing.is_nobodys) == (False, False)


@pytest.mark.parametrize(
    ("people", "is_nobodys", "words"),
    [((False, False), True, ""), ((True, False), False, "Pat Smith"), ((False, True), True, "")],
)
def test_whether_somebody_looks_after_it(people, is_nobodys, words):
    owner, deputy = (EditorFactory(first_name="Pat", last_name="Smith") if each else None for each in people)
    board = a_board()
    looked_after(board, owner=owner, deputy=deputy)
    thing = thing_of(board)
    assert (thing.is_nobodys, thing.owner_in_words) == (is_nobodys, words)


def test_who_has_left_is_told_nothing_and_it_is_said(editor):
    board, deputy = a_board(), EditorFactory()
    looked_after(board, owner=editor, deputy=deputy)
    assert thing_of(board).people == [editor, deputy]
    editor.is_active = False
    editor.save()
    thing = thing_of(board)
    assert (thing.people, thing.owner_in_words, thing.is_nobodys) == ([deputy], LEFT, True)


@pytest.mark.parametrize(
    "facts",
    [
        {"months": 0},
        {"months": MOST + 1},
        {"checked_on": date(2026, 3, 3), "next_check": date(2026, 3, 3)},
        {"owner": 0, "deputy": 0},
        {"checked_by": 0},
    ],
)
def test_the_database_keeps_what_makes_sense(facts, editor):
    facts = {name: editor if value == 0 and name != "months" else value for name, value in facts.items()}
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        looked_after(a_board(), **facts)


def test_what_was_said_goes_with_its_thing():
    board = a_board()
    looked_after(board)
    board.delete()
    assert not Review.objects.exists()


def test_many_cost_as_much_as_few(editor):
    def add(count):
        for _ in range(count):
            looked_after(a_board(), owner=editor)
            StatementFactory()
            looked_after(LiveDocumentFactory(kind="report"), deputy=editor)
            ContactPointFactory(authority=AuthorityFactory())

    add(1)
    with CaptureQueriesContext(
        connection,
    ) as few:
        live_things()
    add(5)
    with CaptureQueriesContext(connection) as many:
        assert len([thing.owner_in_words for thing in live_things()]) == 24
    assert len(many) == len(few) <= 12


def test_readers_see_the_day_and_nothing_where_there_is_none(client):
    board, report = a_board(), LiveDocumentFactory(kind="report")
    collection, protocol = CollectionFactory(live=True), LiveDocumentFactory(kind="protocol")
    for item in (board, report, collection, protocol):
        assert "Last checked" not in client.get(item.get_absolute_url()).text
        looked_after(item, checked_on=date(2026, 3, 3))
    for item in (board, report, collection):
        text = client.get(item.get_absolute_url()).text
        assert "Last checked" in text
        assert '<time datetime="2026-03-03">' in text
        assert checked_on(item) == thing_of(item).checked_on
    assert "Last checked" not in client.get(protocol.get_absolute_url()).text


def test_readers_of_a_page_see_the_day(client, editor_client, admin_user):
    page = write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)
    looked_after(page, checked_on=date(2026, 3, 3))
    assert "3 March 2026" in client.get("/about/").text
    assert "3 March 2026" in editor_client.get(get_object_preview_url(page.pagecontent_set.get())).text
