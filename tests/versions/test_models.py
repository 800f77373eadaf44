"""What the database itself promises of versions."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb_site.versions.keeping import add, keep
from lscb_site.versions.models import Version
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.mark.parametrize(
    "facts",
    [
        {"number": 1, "state": "archived"},
        {"number": 3, "state": "published", "published_at": NOW},
        {"number": 3, "state": "draft"},
        {"number": 3, "state": "draft", "published_at": NOW},
        {"number": 3, "state": "published"},
    ],
    ids=["a number twice", "two published", "two drafts", "a draft that was published", "published at no moment"],
)
def test_the_database_refuses(facts):
    post = PostFactory(live=True)
    first = keep(post)
    add(post, {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(content_type=first.content_type, object_id=post.pk, data={}, **facts)


def test_another_item_has_numbers_of_its_own():
    assert [keep(PostFactory(live=True)).number for _ in range(2)] == [1, 1]


@pytest.mark.parametrize(
    ("state", "published_at", "words"),
    [
        ("draft", None, "Draft"),
        ("published", NOW, "Published"),
        ("archived", NOW, "Was published"),
        ("archived", None, "Not published"),
    ],
)
def test_what_became_of_one_is_said_in_words(state, published_at, words):
    assert Version(state=state, published_at=published_at).in_words == words
