"""What is shown is worked out once, and kept as rows until content or the clock changes it."""

import pytest
from django.utils import timezone

from lscb_site.search import visibility
from lscb_site.search.models import ShownItem
from lscb_site.search.visibility import Shown
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch):
    """The contents for which it was written."""
    written, write = [], visibility.keep
    monkeypatch.setattr(visibility, "keep", lambda content, moment: written.append(content) or write(content, moment))
    return written


@pytest.mark.parametrize("posts", [0, 1])
def test_the_first_search_writes_it_and_the_second_does_not(written, posts):
    PostFactory.create_batch(posts, live=True)
    for _ in range(2):
        Shown.at(timezone.now())
        assert ShownItem.objects.count() == posts
    assert len(written) == 1


def test_it_is_written_anew_after_a_change(written):
    for posts in (1, 2):
        PostFactory(live=True)
        Shown.at(timezone.now())
        assert ShownItem.objects.count() == len(written) == posts
