from datetime import date

import pytest

from news.models import Post
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_neighbours_follow_the_order_of_the_list_within_a_day_too():
    oldest = PostFactory(date=date(2014, 1, 1))
    first, second = PostFactory(date=date(2015, 3, 18)), PostFactory(date=date(2015, 3, 18))

    assert list(Post.objects.newest_first()) == [second, first, oldest]
    assert Post.objects.next_older(second) == first
    assert Post.objects.next_newer(first) == second
    assert Post.objects.next_older(oldest) is None
    assert Post.objects.next_newer(second) is None


def test_years_are_those_that_have_posts_newest_first():
    for year in (2013, 2015, 2013):
        PostFactory(date=date(year, 5, 1))

    assert Post.objects.years() == [2015, 2013]
