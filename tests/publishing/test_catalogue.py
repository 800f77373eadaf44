"""Lists in memory: what is counted, found and kept."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from lscb_site.publishing.catalogue import WINDOW, Catalogue, Keeper, Listing, next_change, positions
from news.models import Post
from tests.factories import PostFactory


@pytest.mark.parametrize("size", [0, 1, 7, WINDOW, 3 * WINDOW + 5])
@pytest.mark.parametrize("share", [0.01, 0.5, 1])
def test_any_page_of_any_list_is_found(size, share):
    chance = random.Random(size)
    places = [place for place in range(size) if chance.random() <= share]
    bits = sum(1 << place for place in places)

    for first in (0, 1, len(places) // 2, max(0, len(places) - 3), len(places)):
        assert list(positions(bits, first, first + 20)) == places[first : first + 20]


def catalogue():
    return Catalogue([(11, [("kind", "a"), ("year", 2015)]), (12, [("kind", "b")]), (13, [("kind", "a")])])


def test_a_facet_counts_only_what_is_chosen_and_leaves_out_what_nothing_has():
    found = catalogue()

    assert found.counts("kind", found.everything) == {"a": 2, "b": 1}
    assert found.counts("kind", found.having("year", 2015)) == {"a": 1}
    assert found.counts("year", found.having("kind", "b")) == {}
    assert found.having("kind", "unknown") == found.having("unknown", "a") == 0
    assert found.among({13, 12, 99}) == found.everything & ~found.having("year", 2015)


def test_a_listing_fetches_no_more_than_its_part_and_keeps_the_order():
    asked = []

    def fetch(pks):
        asked.append(pks)
        return {pk: f"item {pk}" for pk in pks if pk != 12}

    found = catalogue()
    listing = Listing(found, found.everything, fetch)

    assert len(listing) == 3
    assert listing[1:3] == ["item 13"]  # 12 went between the count and the page
    assert asked == [[12, 13]]


@pytest.fixture
def made(db):
    """A keeper that counts how often it makes its value, and the values it made."""
    made = []

    def make(moment):
        made.append(Post.objects.live(moment).count())
        return made[-1], next_change(moment, Post.objects.all())

    return Keeper("news", make), made


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


def test_nothing_is_kept_where_no_stamp_is(made):
    keeper, values = made
    keeper.subject = "nobody stamps this"

    keeper.get(), keeper.get()

    assert len(values) == 2
