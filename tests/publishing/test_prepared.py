"""Queries compiled once answer as the ORM would, for any values."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lscb_site.publishing.prepared import SMALLEST_ROOM, PreparedQuery
from news.models import Post
from resources.models import Document
from tests.factories import DocumentFactory, PostFactory, PublishingBodyFactory

pytestmark = pytest.mark.django_db


def by_pks(moment, pks):
    return Post.objects.live(moment).filter(pk__in=pks).order_by("pk")


@pytest.mark.parametrize("number", [0, 1, SMALLEST_ROOM, SMALLEST_ROOM + 1])
def test_a_list_of_any_length(number):
    posts = PostFactory.create_batch(number + 2, live=True)
    prepared, asked = PreparedQuery(by_pks), [post.pk for post in posts[:number]]

    for _ in range(2):
        assert prepared.all(moment=timezone.now(), pks=asked) == posts[:number]


def test_values_of_every_kind_stand_in_their_places():
    wanted = PostFactory(live=True, date=date(2015, 3, 18), slug="wanted")
    PostFactory(live=True, date=date(2015, 3, 18), slug="other")
    prepared = PreparedQuery(
        lambda moment, day, slug, pk: Post.objects.live(moment).filter(Q(date__gte=day), Q(slug=slug) | Q(pk=pk))
    )
    now = timezone.now()

    assert prepared.all(moment=now, day=date(2015, 3, 18), slug="wanted", pk=0) == [wanted]
    assert prepared.all(moment=now, day=date(2015, 3, 19), slug="wanted", pk=0) == []
    assert prepared.all(moment=now, day=date(2015, 3, 1), slug="", pk=wanted.pk) == [wanted]
    assert prepared.all(moment=now - timedelta(days=2), day=date(2015, 3, 1), slug="wanted", pk=0) == []
    assert prepared.all(moment=datetime(2030, 1, 1, tzinfo=UTC), day=date(2015, 3, 1), slug="wanted", pk=0) == [wanted]


def test_rows_are_what_the_queryset_gives_with_related_rows_and_annotations():
    document = DocumentFactory(publisher=PublishingBodyFactory(), body="<p>Long</p>")
    prepared = PreparedQuery(lambda slug: Document.objects.filter(slug=slug).select_related("publisher").defer("body"))

    (found,) = prepared.all(slug=document.slug)
    with CaptureQueriesContext(connection) as asked:
        assert (found.title, found.publisher, found.created_at) == (
            document.title,
            document.publisher,
            document.created_at,
        )
    assert len(asked) == 0
    assert found.body == document.body


def test_values_of_a_list_come_as_tuples_with_their_types():
    post = PostFactory(live=True, date=date(2015, 3, 18))
    prepared = PreparedQuery(lambda pk: Post.objects.filter(pk=pk).values_list("date", "updated_at"))

    assert prepared.all(pk=post.pk) == [(post.date, post.updated_at)]


def test_it_is_compiled_once():
    compiled = []

    def make(pk):
        compiled.append(pk)
        return Post.objects.filter(pk=pk)

    prepared = PreparedQuery(make)
    prepared.all(pk=1), prepared.all(pk=2)
    assert len(compiled) == 1
    prepared.forget()
    prepared.all(pk=1)
    assert len(compiled) == 2
