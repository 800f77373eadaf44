from datetime import date

import pytest

from news.models import Post
from news.selectors import neighbours
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_neighbours_follow_the_order_of_the_list_within_a_day_too():
    oldest = PostFactory(date=date(2014, 1, 1), live=True)
    first, second = (PostFactory(date=date(2015, 3, 18), live=True) for _ in range(2))
    PostFactory(date=date(2015, 3, 18))

    assert list(Post.objects.live().newest_first()) == [second, first, oldest]
    assert neighbours(second) == (None, first)
    assert neighbours(first) == (second, oldest)
    assert neighbours(oldest) == (first, None)
