"""What a process has worked out is kept while content stays as it is."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from lscb_site.caching.keeper import Keeper, KeeperOfMany
from lscb_site.publishing.moments import next_moment
from lscb_site.web.readers_clock import as_on
from news.models import Post
from tests.factories import PostFactory


@pytest.fixture
def made(db):
    """A keeper that counts how often it makes its value, and the values it made."""
    made = []

    def make(moment):
        made.append(Post.objects.live(moment).count())
        return made[-1], next_moment(moment, Post)

    return Keeper(make), made


def test_a_value_is_kept_while_nothing_changes(made):
    keeper, values = made
    PostFactory(live=True)

    assert [keeper.get(), keeper.get()] == [1, 1]
    assert values == [1]


def change_by_hand(post):
    Post.objects.filter(pk=post.pk).update(title="Changed")


@pytest.mark.parametrize(
    "change",
    [
        lambda post: post.save(),
        lambda post: post.delete(),
        change_by_hand,
        lambda post: Post.objects.bulk_create([PostFactory.build(slug="other", live=True)]),
    ],
    ids=["save", "delete", "update", "bulk_create"],
)
def test_every_change_of_a_row_makes_it_anew(made, change):
    keeper, values = made
    post = PostFactory(live=True)
    keeper.get()

    change(post)

    assert keeper.get() == Post.objects.live().count()
    assert len(values) == 2


@pytest.mark.parametrize("field", ["publish_from", "publish_until"])
def test_the_clock_makes_it_anew_at_the_next_moment(made, field, time_machine):
    keeper, values = made
    soon = timezone.now() + timedelta(hours=1)
    PostFactory(**{"live": True} | {field: soon})
    before = keeper.get()

    time_machine.move_to(soon - timedelta(seconds=1))
    assert keeper.get() == before
    time_machine.move_to(soon)
    assert keeper.get() == 1 - before
    assert len(values) == 2


def test_what_a_transaction_undoes_is_not_kept(made):
    keeper, _ = made
    assert keeper.get() == 0
    with transaction.atomic():
        PostFactory(live=True)
        assert keeper.get() == 1
        transaction.set_rollback(True)
    assert keeper.get() == 0


@pytest.mark.django_db(transaction=True)
def test_another_connection_keeps_its_own_until_the_change_is_stored(made):
    keeper, _ = made
    assert keeper.get() == 0
    with transaction.atomic():
        PostFactory(live=True)
        assert keeper.get() == 1
        with ThreadPoolExecutor(1) as another:
            assert another.submit(asked_apart, keeper).result() == 0
    assert keeper.get() == 1


def asked_apart(keeper):
    with closing(connection):
        return keeper.get()


# Of many


@pytest.fixture
def titles(db):
    """A keeper of titles by their keys, and the keys that it asked for."""
    asked = []

    def make(keys):
        asked.append(sorted(keys))
        return dict(Post.objects.live().filter(pk__in=keys).values_list("pk", "title"))

    return KeeperOfMany(make, lambda moment: next_moment(moment, Post)), asked


def test_of_many_only_those_are_made_that_nobody_asked_for_before(titles):
    keeper, asked = titles
    first, second = PostFactory(live=True), PostFactory(live=True)
    missing = second.pk + 1

    assert keeper.get([first.pk, missing]) == {first.pk: first.title}
    assert keeper.get([second.pk, first.pk, missing]) == {second.pk: second.title, first.pk: first.title}
    assert keeper.get([]) == {}
    assert asked == [[first.pk, missing], [second.pk]]


def test_of_many_a_change_makes_each_anew_and_so_does_the_clock(titles, time_machine):
    keeper, _ = titles
    soon = timezone.now() + timedelta(hours=1)
    stays, ends = PostFactory(live=True), PostFactory(live=True, publish_until=soon)
    assert set(keeper.get([stays.pk, ends.pk])) == {stays.pk, ends.pk}

    Post.objects.filter(pk=stays.pk).update(title="Changed")
    assert keeper.get([stays.pk]) == {stays.pk: "Changed"}
    time_machine.move_to(soon)
    assert keeper.get([stays.pk, ends.pk]) == {stays.pk: "Changed"}


def test_of_many_a_preview_has_its_own(titles):
    keeper, asked = titles
    post = PostFactory(live=True)
    with as_on(timezone.now() + timedelta(days=1)):
        assert keeper.get([post.pk]) == {post.pk: post.title}
    assert keeper.get([post.pk]) == {post.pk: post.title}
    assert asked == [[post.pk]] * 2
