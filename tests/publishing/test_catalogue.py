"""Lists in memory: what is counted, found and kept."""

import random

import pytest

from lscb_site.publishing.catalogue import WINDOW, Catalogue, Listing, positions


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
