"""What became due makes one letter for a follower and a period, however often it is gathered."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb_site.following import gathering
from lscb_site.following.gathering import audience, gather, next_morning
from lscb_site.following.models import Change, Follow, Letter, Told
from lscb_site.following.recording import not_told
from resources.models import CollectionItem
from tests.factories import (
    AuthorityFactory,
    CollectionFactory,
    ContactPointFactory,
    DocumentFactory,
    EditionFactory,
    NoticeFactory,
    PostFactory,
    TopicFactory,
)
from tests.following.telling_followers import follower_of, hold_no_longer, letters
from tests.resources.stating import state

pytestmark = pytest.mark.django_db


def published(document=None, **facts):
    """An edition that has just gone live."""
    edition = EditionFactory(document=document or DocumentFactory(live=True), **facts)
    edition.publish()
    return edition


def told():
    return sorted(Told.objects.values_list("follower", "change__kind"))


def test_an_edition_is_told_to_whoever_follows_its_document_its_kind_its_topic_or_its_collection():
    document = DocumentFactory(live=True, kind="protocol")
    topic, collection = TopicFactory(), CollectionFactory(live=True)
    document.topics.add(topic)
    CollectionItem.objects.create(collection=collection, document=document)
    Change.objects.all().delete()
    things = [f"document:{document.pk}", "kind:protocol", f"topic:{topic.pk}", f"collection:{collection.pk}"]
    followers = [follower_of(thing, address=f"{at}@example.org") for at, thing in enumerate(things)]
    others = [f"document:{DocumentFactory().pk}", "kind:report", f"topic:{TopicFactory().pk}", "news"]
    for at, thing in enumerate(others):
        follower_of(thing, address=f"other-{at}@example.org")
    published(document)
    gather()
    assert told() == [(follower.pk, "edition") for follower in followers]


def test_a_number_is_told_to_whoever_follows_the_authority_and_a_news_item_to_whoever_follows_the_news():
    point = ContactPointFactory()
    of_authority = follower_of(f"authority:{point.authority_id}")
    follower_of(f"authority:{AuthorityFactory().pk}", address="another@example.org")
    of_news = follower_of("news", address="news@example.org")
    point.phone = "020 7946 0999"
    point.save()
    PostFactory().publish()
    hold_no_longer()
    gather()
    assert told() == [(of_authority.pk, "numbers"), (of_news.pk, "news")]


@pytest.mark.parametrize(
    ("place", "whom"),
    [
        ("site", ["authority:1", "document:1", "kind:report", "news"]),
        ("contacts", ["authority:1", "news"]),
        ("documents", ["document:1", "kind:report", "news"]),
        ("news", ["news"]),
        ("search", ["news"]),
    ],
)
def test_a_notice_is_told_to_whom_it_concerns(place, whom):
    for thing in ("authority:1", "document:1", "kind:report", "news"):
        follower_of(thing, address=f"{thing.replace(':', '-')}@example.org")
    NoticeFactory(place=place, publish_until=timezone.now() + timedelta(days=1)).publish()
    keys = dict(audience(Change.objects.with_rows().get()))
    assert sorted(Follow.objects.filter(follower__in=keys).values_list("thing", flat=True)) == whom


def test_whoever_follows_it_in_several_ways_is_told_once_and_as_soon_as_they_asked():
    document = DocumentFactory(live=True, kind="protocol")
    follower = follower_of(f"document:{document.pk}", rhythm="weekly")
    follower_of("kind:protocol", rhythm="at_once")
    published(document)
    gather()
    letter = Letter.objects.get(follower=follower)
    assert letter.period.startswith("now:")
    assert told() == [(follower.pk, "edition")]


def test_what_became_due_together_makes_one_letter_and_a_digest_gathers_what_comes_later():
    document = DocumentFactory(live=True)
    at_once = follower_of(f"document:{document.pk}", "news")
    daily = follower_of(f"document:{document.pk}", "news", rhythm="daily", address="daily@example.org")
    published(document)
    PostFactory().publish()
    gather()
    PostFactory().publish()
    gather()
    assert [Letter.objects.filter(follower=each).count() for each in (at_once, daily)] == [2, 1]
    assert Letter.objects.get(follower=daily).told.count() == 3


def test_gathered_twice_it_is_told_once():
    """A process that died after it had written the letters, and before it had said so."""
    document = DocumentFactory(live=True)
    follower_of(f"document:{document.pk}")
    published(document)
    gather()
    Change.objects.update(gathered_at=None)
    gather()
    assert (Letter.objects.count(), Told.objects.count()) == (1, 1)


def test_many_followers_are_written_to_in_pieces(monkeypatch):
    monkeypatch.setattr(gathering, "CHUNK", 2)
    document = DocumentFactory(live=True)
    for at in range(5):
        follower_of(f"document:{document.pk}", address=f"{at}@example.org")
    published(document)
    gather()
    assert Letter.objects.count() == 5


def test_who_came_later_is_not_told_of_what_was_before():
    document = DocumentFactory(live=True)
    published(document)
    follower = follower_of(f"document:{document.pk}")
    Follow.objects.update(since=timezone.now() + timedelta(minutes=1))
    gather()
    assert not Letter.objects.filter(follower=follower).exists()


def test_what_is_scheduled_waits_and_is_told_to_whoever_came_meanwhile(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0000")
    document = DocumentFactory(live=True)
    published(document, publish_from=timezone.now() + timedelta(days=7))
    assert gather() == 0
    time_machine.move_to("2026-11-07 10:00 +0000")
    follower = follower_of(f"document:{document.pk}")
    time_machine.move_to("2026-11-09 10:00 +0000")
    gather()
    assert told() == [(follower.pk, "edition")]


def test_what_readers_cannot_see_yet_waits(time_machine):
    """A successor that is still a draft."""
    time_machine.move_to("2026-11-02 10:00 +0000")
    old, new = DocumentFactory(live=True), DocumentFactory()
    follower = follower_of(f"document:{old.pk}")
    old.succeeded_by = new
    old.save()
    gather()
    assert told() == []
    new.publish()
    time_machine.move_to("2026-11-02 10:11 +0000")
    gather()
    assert told() == [(follower.pk, "successor")]


def test_what_is_not_told_is_closed_without_a_letter():
    document = DocumentFactory(live=True)
    follower_of(f"document:{document.pk}")
    with not_told("Only its file was put right."):
        published(document)
    gather()
    assert not Letter.objects.exists()
    assert not Change.objects.open().exists()


def test_a_number_that_was_put_back_is_not_told():
    point = ContactPointFactory(phone="020 7946 0001")
    follower_of(f"authority:{point.authority_id}")
    for number in ("020 7946 0002", "020 7946 0001"):
        point.phone = number
        point.save()
    hold_no_longer()
    gather()
    assert not Letter.objects.exists()
    assert not Change.objects.open().exists()


def test_what_no_screen_asks_about_waits_and_makes_one_letter(time_machine):
    time_machine.move_to("2027-01-04 10:00 +0000")
    authority = AuthorityFactory()
    points = [ContactPointFactory(authority=authority) for _ in range(3)]
    follower_of(f"authority:{authority.pk}")
    for minute, point in enumerate(points):
        time_machine.move_to(f"2027-01-04 10:0{minute} +0000")
        point.phone = "020 7946 0999"
        point.save()
    assert gather() == 0
    time_machine.move_to("2027-01-04 10:10 +0000")
    (letter,) = letters(timezone.now())
    assert letter.body.count("The telephone number is now") == 3


def test_what_is_said_of_its_force_goes_with_a_new_edition():
    document = DocumentFactory(live=True, kind="protocol")
    follower_of(f"document:{document.pk}")
    edition = published(document)
    state(edition)
    gather()
    assert [kind for _, kind in told()] == ["edition", "force"]
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "only_on", "next_one"),
    [
        ("2026-11-27 06:59", None, "2026-11-27 07:00"),
        ("2026-11-27 07:00", None, "2026-11-28 07:00"),
        ("2026-11-27 12:00", 0, "2026-11-30 07:00"),
        ("2026-11-30 07:00", 0, "2026-12-07 07:00"),
        ("2026-10-24 12:00", None, "2026-10-25 07:00"),  # the clocks go back in the night
    ],
)
def test_a_digest_leaves_on_the_next_morning_in_london(now, only_on, next_one):
    moment, expected = (timezone.make_aware(datetime.fromisoformat(each)) for each in (now, next_one))
    assert next_morning(moment, only_on) == expected


@pytest.mark.parametrize("count", [1, 30])
def test_the_work_does_not_grow_with_the_followers(django_assert_max_num_queries, count):
    document = DocumentFactory(live=True)
    for at in range(count):
        follower_of(f"document:{document.pk}", address=f"{at}@example.org")
    published(document)
    with django_assert_max_num_queries(30):
        gather()
    assert Letter.objects.count() == count


def test_the_database_has_one_letter_for_a_period_and_tells_a_change_once():
    follower = follower_of("news")
    letter = Letter.objects.create(follower=follower, period="daily:2026-11-27")
    PostFactory().publish()
    change = Change.objects.get()
    Told.objects.create(letter=letter, follower=follower, change=change)
    another = Letter.objects.create(follower=follower, period="daily:2026-11-28")
    for twice in (
        lambda: Letter.objects.create(follower=follower, period="daily:2026-11-27"),
        lambda: Told.objects.create(letter=another, follower=follower, change=change),
        lambda: Letter.objects.create(period="daily:2026-11-27"),
        lambda: Letter.objects.create(follower=follower),
        lambda: Letter.objects.create(
            follower=follower, period="daily:2026-11-29", sent_at=timezone.now(), failed_at=timezone.now()
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            twice()
