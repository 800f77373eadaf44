"""Of more texts than are ranked, those that say most of what was asked are among the ranked ones, however old."""

from itertools import pairwise, product

import pytest
from django.utils import timezone

from lscb_site.search import candidates as candidates_module
from lscb_site.search.backends import backend
from lscb_site.search.backends.base import Scope
from lscb_site.search.candidates import Ladder, Rarity, candidates
from lscb_site.search.parsing import read_query
from lscb_site.search.visibility import Shown
from tests.factories import PostFactory
from tests.search.queries import paged, titles

pytestmark = pytest.mark.django_db

MANY = 12
FILLING = " ".join(f"word{number}" for number in range(300))  # so many that a word says little by standing there once


@pytest.fixture
def few_ranked(monkeypatch):
    monkeypatch.setattr(candidates_module, "MOST", 4)


def newer(text):
    """More texts than are ranked, each newer than those before."""
    return [PostFactory(title=f"Item {number}", body=f"{text} {FILLING} {number}", live=True) for number in range(MANY)]


@pytest.mark.parametrize(
    ("old", "others", "asked"),
    [
        (("Zebra", "of it"), "zebra", "zebra"),
        (("Old", "zebra " * 40), "zebra", "zebra"),
        (("Old", f"zebra {FILLING} zebra"), "zebra", "zebra"),
        (("Old", "zebra stripes stripes stripes"), "zebra stripes", "zebra stripes"),
        (("Old", "zebra edition"), "zebra", "zebra edition"),
        (("Old", "zebra stripes hoof"), "zebra stripes", "zebra stripes hoof giraffe"),
        (("Zebra", "stripes hoof"), "zebra stripes hoof", "zebra stripes hoof giraffe"),
        (("Old", "zebra " * 40), "zebra", "zebra giraffe"),
        (("Old", "zebra stripes stripes stripes"), "zebra stripes", "zebra stripes giraffe"),
        (("Old", "zebra stripes hoof mane eye eye eye"), "zebra stripes hoof mane eye", "zebra stripes hoof mane eye"),
    ],
    ids=[
        *("title", "often", "twice", "one of two often", "what is not needed", "three of four", "three and a title"),
        *("one of two, and often", "two of three, and often", "five, and often"),
    ],
)
def test_the_best_is_found_among_many_newer_ones(few_ranked, old, others, asked):
    title, body = old
    PostFactory(title=title, body=body, live=True)
    newer(others)
    assert titles(asked)[0] == title


@pytest.mark.parametrize("asked", ["zebra", "zebra stripes", "zebra stripes giraffe"])
def test_the_first_are_those_of_a_ranking_of_every_text(monkeypatch, asked):
    """The best are the oldest, and of each kind there are more than are ranked, but of the best."""
    often = sorted(product((4, 2, 1, 0), repeat=2), key=sum, reverse=True)
    for number, (zebra, stripes) in enumerate(often):
        words = " ".join(["zebra and"] * zebra + ["stripes and"] * stripes)
        PostFactory.create_batch(1 + number, title=f"Text {number}", body=f"{words} {FILLING}", live=True)
    monkeypatch.setattr(candidates_module, "MOST", 10**9)
    every = titles(asked)[:3]
    monkeypatch.setattr(candidates_module, "MOST", 4)
    assert titles(asked)[:3] == every


@pytest.mark.parametrize(
    "asked", ["zebra", "zebra stripes", "zebra stripes hoof", "zebra edition", "zebra stripes hoof mane eye ear"]
)
@pytest.mark.parametrize("of_any", [False, True])
def test_each_rung_is_part_of_the_one_before(asked, of_any):
    words = ["zebra", "stripes", "hoof", "edition", "mane", "eye", "ear"]
    for first in range(len(words)):
        said = [" ".join(words[first:last] * often) for last in range(first + 1, len(words) + 1) for often in (1, 2, 4)]
        paged(*said, *(f"{each} {FILLING}" for each in said))
        PostFactory(title=words[first].capitalize(), body=" ".join(words[first:]), live=True)
    query = read_query(asked)
    query = query.with_any() if of_any else query
    which = Scope(Shown.at(timezone.now()), most=1000)
    ladder = Ladder.of(query, Rarity.measured(query))
    rungs = [set(backend().keys(wanted, which)) for wanted in [ladder.loosest, *map(ladder.rung, ladder.steps)]]
    assert rungs[0]
    assert len(rungs) > 3
    for looser, stricter in pairwise(rungs):
        assert stricter <= looser


def test_what_no_text_has_is_not_looked_for(django_assert_num_queries):
    PostFactory(title="Zebra", live=True)
    query, shown = read_query("zebra giraffe"), Shown.at(timezone.now())
    rarity = Rarity.measured(query)
    with django_assert_num_queries(0):
        assert candidates(query, rarity, shown, None) == []
    (found,) = candidates(query.with_any(), rarity, shown, None)
    assert found.kind == "news"


def test_what_is_common_is_counted_once(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(candidates_module, "COMMON", 3)
    newer("zebra")
    query = read_query("zebra")
    first = Rarity.measured(query)
    with django_assert_num_queries(0):
        assert Rarity.measured(query) == first
    PostFactory(title="Zebra", live=True)
    with django_assert_num_queries(1):
        Rarity.measured(query)
