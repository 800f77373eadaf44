from datetime import timedelta

import pytest
from django.utils import timezone

from lscb_site.editing.authors import savings
from news.models import Paper, Post
from tests.conftest import signed_in
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def test_of_hundreds_of_rows_it_is_still_said_who_saved_them(editor, publisher):
    """As after somebody has put a long list in another order. Databases refuse a condition for each row."""
    post = PostFactory()
    signed_in(publisher).post(f"/admin/news/post/{post.pk}/delete/", {"post": "yes"})
    rows = [(Post, post.pk), *((Paper, number) for number in range(3000))]
    since = timezone.now() - timedelta(minutes=1)
    assert [saving.by for saving in savings(rows, since, editor)] == [publisher.username]
