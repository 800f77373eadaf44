"""The marks of force: what is stated, by whom and until when; what falls by the clock; what nobody can state."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb_site.publishing.force import Force, check_after
from resources.force import force_of, mark_of
from resources.models import Document, StatementOfForce
from resources.succession import succession
from tests.factories import (
    DocumentFactory,
    EditionFactory,
    LiveDocumentFactory,
    StatementFactory,
)
from tests.resources.stating import CHECK, STATED, marked, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol():
    return LiveDocumentFactory(kind="protocol", edition__file__to_hand=True)


@pytest.fixture
def edition(protocol):
    return protocol.editions.get()


# The table


@pytest.mark.parametrize(
    ("today", "force", "words"),
    [
        (STATED, Force.IN_FORCE, "In force, confirmed 3 March 2026 by Policy officer, next check 3 March 2027"),
        (CHECK, Force.IN_FORCE, "In force, confirmed 3 March 2026 by Policy officer, next check 3 March 2027"),
        (
            CHECK + timedelta(days=1),
            Force.PAST_CHECK,
            "Past its check date, 3 March 2027: last confirmed 3 March 2026 by Policy officer",
        ),
    ],
)
def test_a_statement_holds_through_the_day_of_its_check(edition, today, force, words):
    state(edition)
    assert (marked(edition, today).force, marked(edition, today).words) == (force, words)


@pytest.mark.parametrize("kind", ["protocol", "agreement", "guidance", "procedure", "form"])
def test_nothing_is_in_force_because_it_is_the_newest(kind):
    edition = LiveDocumentFactory(kind=kind, edition__file__to_hand=True).editions.get()
    assert marked(edition).words == "Newest we hold, not confirmed to be in force"


def test_what_we_do_not_have_is_not_said_to_be_held(protocol):
    without = LiveDocumentFactory(kind="protocol").editions.get()
    assert marked(without).words == "Newest we know of, not confirmed to be in force"


@pytest.mark.parametrize("kind", ["report", "agenda", "presentation"])
def test_a_record_claims_nothing_whatever_was_stated(kind):
    edition = LiveDocumentFactory(kind=kind, edition__file__to_hand=True).editions.get()
    state(edition)
    assert (marked(edition).force, marked(edition).statement) == (Force.RECORD, None)


def test_what_something_followed_is_superseded_whatever_was_stated(protocol, edition):
    state(edition)
    EditionFactory(document=protocol, number=2, live=True)
    assert (marked(edition).force, marked(edition).words) == (Force.SUPERSEDED, "Superseded by the 2nd edition")


def test_a_statement_about_one_edition_says_nothing_of_the_next(protocol, edition):
    state(edition)
    second = EditionFactory(document=protocol, number=2, live=True)
    assert marked(second).force == Force.NOT_CONFIRMED


def test_a_document_that_lives_elsewhere_may_have_a_statement_of_its_own():
    document = DocumentFactory(kind="procedure", live=True, lives_at="https://www.example.org/")
    mark = mark_of(succession(None, document), STATED)
    assert (mark.force, mark.words) == (Force.NOT_CONFIRMED, "On another site, not confirmed to be in force")
    state(document)
    assert mark_of(succession(None, document), STATED).force == Force.IN_FORCE


def test_the_newest_statement_speaks_and_none_is_lost(edition):
    state(edition, by="Manager")
    state(edition, on=STATED + timedelta(days=30), check_on=CHECK + timedelta(days=30))
    assert "2 April 2026 by Policy officer" in marked(edition, date(2026, 5, 1)).words
    assert [each.stated_by for each in edition.own_statements] == ["Policy officer", "Manager"]


def test_a_statement_that_was_ended_leaves_nobody_speaking(edition):
    state(edition, by="Manager")
    state(edition)
    edition.end_statement()
    assert marked(edition).force == Force.NOT_CONFIRMED


def test_the_same_is_not_written_twice(edition):
    state(edition)
    state(edition)
    assert StatementOfForce.objects.count() == 1


# One rule, for one in hand and for a query


def cases():
    def plain(kind):
        return LiveDocumentFactory(kind=kind, edition__file__to_hand=True)

    yield plain("protocol")
    yield plain("report")
    for check_on in (CHECK, STATED + timedelta(days=1)):
        said = plain("guidance")
        state(said.editions.get(), check_on=check_on)
        yield said
    ended = plain("form")
    state(ended.editions.get())
    ended.editions.get().end_statement()
    yield ended
    older = plain("agreement")
    state(older.editions.get())
    EditionFactory(document=older, number=2, live=True)
    yield older
    for state_of_newer in ("scheduled", "expired", "withdrawn"):
        not_yet = plain("protocol")
        state(not_yet.editions.get())
        EditionFactory(document=not_yet, number=2, **{state_of_newer: True})
        yield not_yet
    yield LiveDocumentFactory(kind="protocol", succeeded_by=plain("protocol"))
    yield LiveDocumentFactory(kind="protocol", succeeded_by=DocumentFactory())
    elsewhere = DocumentFactory(kind="procedure", live=True, lives_at="https://www.example.org/")
    state(elsewhere)
    yield elsewhere
    yield DocumentFactory(kind="procedure", live=True)


@pytest.mark.parametrize("today", [STATED, CHECK, CHECK + timedelta(days=1)])
def test_the_rule_for_a_row_and_for_a_query_are_one(today, time_machine):
    time_machine.move_to(datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
    made = list(cases())
    told = {document.pk: document.force for document in Document.objects.with_force(timezone.now())}
    assert {each.pk: force_of(each) for each in made} == {each.pk: told[each.pk] for each in made}
    assert {Force.RECORD, Force.SUPERSEDED, Force.NOT_CONFIRMED} < set(told.values())


# By the clock


def test_the_mark_changes_at_midnight_in_london_with_nobody_doing_anything(edition, client, time_machine):
    state(edition, on=date(2026, 7, 1), check_on=date(2027, 7, 1))
    addresses = ["/resources/", edition.document.get_absolute_url(), edition.get_absolute_url(), "/resources/feed.atom"]
    # 1 July 2027 ends at 23:00 in universal time.
    time_machine.move_to(datetime(2027, 7, 1, 22, 59, 59, tzinfo=UTC))
    before = [client.get(address).text for address in addresses]
    time_machine.move_to(datetime(2027, 7, 1, 23, 0, 0, tzinfo=UTC))
    after = [client.get(address).text for address in addresses]
    assert all("In force, confirmed 1 July 2026" in text for text in before)
    assert all("Past its check date, 1 July 2027" in text for text in after)
    assert not any("In force, confirmed" in text for text in after)


def test_a_reader_who_asks_for_what_changed_since_is_told_of_a_check_that_is_past(edition, client, time_machine):
    state(edition, on=date(2026, 7, 1), check_on=date(2027, 7, 1))
    time_machine.move_to(datetime(2027, 7, 1, 12, tzinfo=UTC))
    kept = client.get("/resources/feed.atom").headers["Last-Modified"]
    time_machine.move_to(datetime(2027, 7, 2, 12, tzinfo=UTC))
    assert client.get("/resources/feed.atom", headers={"If-Modified-Since": kept}).status_code == 200
    entry = client.get("/resources/feed.atom").text
    assert "<updated>2027-07-02T00:00:00+01:00</updated>" in entry


# What the database keeps


@pytest.mark.parametrize(
    "wrong",
    [
        {"stated_by": ""},
        {"check_on": STATED},
        {"check_on": STATED - timedelta(days=1)},
        {"ended_on": STATED - timedelta(days=1)},
        {"stated_on": None},
        {"edition": None, "of_sha256": "a" * 64},
    ],
)
def test_the_database_refuses(wrong):
    said = {"stated_on": STATED, "check_on": CHECK} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementFactory(document=LiveDocumentFactory(), **said)


@pytest.mark.parametrize("name", ["jo@example.org", "Mr Smith", "Dr. Jones", "Jane Smith", "Jo"])
def test_a_role_is_no_person(edition, name):
    with pytest.raises(ValidationError, match="Give the role"):
        state(edition, by=name)


def test_a_statement_of_another_documents_edition_is_refused(edition):
    with pytest.raises(ValidationError, match="This is an edition of"):
        StatementOfForce(
            document=LiveDocumentFactory(), edition=edition, stated_by="Manager", stated_on=STATED, check_on=CHECK
        ).full_clean()


@pytest.mark.parametrize(
    ("day", "like", "expected"),
    [
        (date(2026, 11, 26), None, date(2027, 11, 26)),
        (date(2024, 2, 29), None, date(2025, 2, 28)),
        (date(2026, 11, 26), (date(2026, 3, 3), date(2026, 9, 3)), date(2027, 5, 26)),
        (date(2026, 11, 26), (date(2026, 3, 3), date(2036, 3, 3)), date(2029, 11, 26)),
    ],
)
def test_the_next_check_comes_after_the_same_interval(day, like, expected):
    assert check_after(day, like) == expected


def test_once_more_writes_the_last_role_and_its_interval(edition):
    assert edition.checked_again() is None
    state(edition, on=STATED, check_on=date(2026, 9, 3))
    again = edition.checked_again()
    assert (again.stated_by, again.stated_on) == ("Policy officer", timezone.localdate())
    assert again.check_on == check_after(timezone.localdate(), (STATED, date(2026, 9, 3)))
