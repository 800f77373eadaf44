"""What is saved is recorded as a change that is told, once, and taken back with what it tells of."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb_site.following.models import Change, Follow, Follower
from lscb_site.following.recording import not_told
from lscb_site.versions.acts import quietly
from resources.models import CollectionItem
from tests.factories import (
    AuthorityFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    NoticeFactory,
    PostFactory,
    StatementFactory,
    TopicFactory,
)
from tests.following.telling_followers import follower_of
from tests.resources.stating import state

pytestmark = pytest.mark.django_db
Kind = Change.Kind


def kinds():
    return sorted(Change.objects.open().values_list("kind", flat=True))


def all_gathered():
    Change.objects.update(gathered_at=timezone.now())


@pytest.fixture
def edition():
    """A draft of a live document."""
    return EditionFactory(document=DocumentFactory(live=True, publish_until=None))


def test_what_is_published_is_told_as_what_it_is():
    document = DocumentFactory()
    EditionFactory(document=document)
    for draft in (document, PostFactory(), NoticeFactory(publish_until=timezone.now() + timedelta(days=1))):
        draft.publish()
    assert kinds() == ["document", "edition", "news", "notice"]


def test_a_small_correction_is_not_told(edition):
    edition.publish()
    all_gathered()
    edition.change_note = "A comma was put right."
    edition.save()
    edition.document.summary = "A better summary."
    edition.document.save()
    assert kinds() == []


def test_what_was_public_before_anything_was_recorded_is_no_news_when_it_is_corrected(edition):
    with quietly():
        edition.publish()
    Change.objects.all().delete()
    edition.save()
    assert kinds() == []


def test_what_is_scheduled_is_told_when_it_goes_live_and_moves_with_it(edition):
    tomorrow = timezone.now() + timedelta(days=1)
    edition.publish_from = tomorrow
    edition.publish()
    change = Change.objects.get(kind=Kind.EDITION)
    assert change.tell_from == tomorrow
    edition.publish_from = tomorrow + timedelta(days=1)
    edition.save()
    change.refresh_from_db()
    assert change.tell_from == edition.publish_from


@pytest.mark.parametrize("take_back", ["return_to_draft", "withdraw"])
def test_what_is_taken_back_before_a_letter_has_it_is_not_told_at_all(edition, take_back):
    edition.publish()
    Change.objects.filter(kind=Kind.DOCUMENT).delete()
    edition.return_to_draft() if take_back == "return_to_draft" else edition.withdraw("It had the wrong file.")
    assert kinds() == []


def test_a_withdrawal_of_what_was_told_is_told_until_it_is_public_again(edition):
    edition.publish()
    all_gathered()
    edition.withdraw("It was replaced.", "/resources/")
    assert kinds() == ["withdrawn"]
    edition.publish()
    assert kinds() == [], "it was told once that it is there"


@pytest.mark.parametrize("factory", [DocumentFactory, PostFactory, CollectionFactory])
def test_a_withdrawal_is_told_of_whatever_readers_follow_or_were_told_of(factory):
    row = factory(live=True)
    all_gathered()
    row.withdraw("It is over.")
    assert kinds() == ["withdrawn"]


def test_a_withdrawal_of_what_nobody_could_see_is_not_told():
    post = PostFactory(scheduled=True)
    Change.objects.all().delete()
    post.withdraw("It does not take place.")
    assert kinds() == []


def test_a_document_that_took_the_place_of_another_is_told_until_it_is_said_otherwise():
    old, new = DocumentFactory(live=True), DocumentFactory(live=True)
    all_gathered()
    old.succeeded_by = new
    old.save()
    assert kinds() == ["successor"]
    old.succeeded_by = None
    old.save()
    assert kinds() == []


def test_a_successor_is_told_once_however_often_its_row_is_saved():
    old = DocumentFactory(live=True, succeeded_by=DocumentFactory(live=True))
    old.summary = "It is over."
    old.save()
    assert kinds() == []


def test_what_is_stated_of_force_and_taken_back_is_told_once_until_a_letter_has_it(edition):
    edition.publish()
    all_gathered()
    state(edition)
    state(edition, check_on=date(2027, 9, 1))
    edition.end_statement()
    assert kinds() == ["force"]


def test_the_same_statement_again_is_no_change(edition):
    edition.publish()
    state(edition)
    all_gathered()
    state(edition)
    assert kinds() == []


def test_what_is_added_to_a_collection_is_told():
    item = CollectionItem.objects.create(collection=CollectionFactory(), document=DocumentFactory())
    assert Change.objects.get(kind=Kind.ADDED).document == item.document


def test_a_number_that_changes_twice_is_told_once_with_what_readers_had():
    point = ContactPointFactory(phone="020 7946 0001")
    all_gathered()
    for number in ("020 7946 0002", "020 7946 0003"):
        point.phone = number
        point.save()
    change = Change.objects.open().get()
    assert (change.kind, change.authority, change.before["phone"]) == (Kind.NUMBERS, point.authority, "020 7946 0001")


def test_a_confirmation_is_told_and_a_note_is_not():
    point = ContactPointFactory()
    all_gathered()
    point.note = "Ask for the duty worker."
    point.save()
    assert kinds() == []
    point.confirm(timezone.localdate(), "MASH manager")
    point.save()
    assert kinds() == ["numbers"]


def test_a_number_that_is_taken_away_is_told_and_with_its_authority_nobody_is():
    point, other = ContactPointFactory(), ContactPointFactory()
    all_gathered()
    point.delete()
    assert kinds() == ["numbers"]
    all_gathered()
    other.authority.delete()
    assert kinds() == []


def test_who_followed_what_is_deleted_follows_it_no_more_and_is_forgotten_if_that_was_all():
    topic = TopicFactory()
    follower_of(f"topic:{topic.pk}")
    stays = follower_of(f"topic:{topic.pk}", "news", address="another@example.org")
    topic.delete()
    assert list(Follower.objects.all()) == [stays]
    assert list(Follow.objects.values_list("thing", flat=True)) == ["news"]


def test_an_editor_can_say_that_followers_are_not_told_and_why(edition, publisher):
    with not_told("The file alone was put right.", publisher):
        edition.publish()
    change = Change.objects.get(kind=Kind.EDITION)
    assert (change.why_not_told, change.decided_by, change.is_told) == (
        "The file alone was put right.",
        publisher,
        False,
    )


def test_nothing_is_recorded_of_what_is_undone_or_loaded():
    with quietly():
        EditionFactory(live=True)
        ContactPointFactory(confirmed=True)
        StatementFactory()
    assert not Change.objects.exists()


def test_a_change_is_undone_with_what_it_tells_of(edition):
    with transaction.atomic():
        edition.publish()
        transaction.set_rollback(True)
    assert not Change.objects.filter(kind=Kind.EDITION).exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "edition"},
        {"kind": "added"},
        {"kind": "numbers"},
        {"kind": "news"},
        {"kind": "notice"},
        {"kind": "withdrawn"},
        {"kind": "other"},
    ],
)
def test_the_database_wants_the_row_that_changed(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(about="edition:1", **facts)


def test_the_database_has_a_change_open_once():
    authority = AuthorityFactory()
    facts = {"kind": "numbers", "about": "contactpoint:1", "authority": authority}
    Change.objects.create(**facts, gathered_at=timezone.now())
    Change.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(**facts)
