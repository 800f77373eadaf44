"""At size, what every page asks is found by an index: no table of posts, documents, editions or files is walked."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from news import selectors as news
from news.feeds import PostsAtom
from news.forms import FeedFilter as NewsFeedFilter
from news.models import Post
from resources.feeds import LibraryAtom
from resources.forms import FeedFilter
from resources.models import Document
from tests.benchmarks.filling import MADE, fill, foreign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BIG = "news_post|resources_document|resources_edition|resources_editionfile"
WALKS = {
    "sqlite": re.compile(rf"SCAN (?:{BIG})(?: |$)(?!USING (?:COVERING )?INDEX)"),
    "postgresql": re.compile(rf"Seq Scan on (?:{BIG})(?: |$)"),
}


def plans(ask) -> str:
    """How the database goes about each query that `ask()` makes."""
    asked = []

    def note(execute, sql, params, *rest):
        asked.append((sql, params))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(note):
        ask()
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    lines = []
    with connection.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(explain + sql, params)
            lines += [sql, *(f"  {row[-1]}" for row in cursor.fetchall())]
    return "\n".join(lines)


def a_live(model):
    return model.objects.live().filter(slug__startswith=MADE).order_by("pk")[100]


def some_live(model):
    return [item.pk for item in model.objects.live().order_by("-pk")[:20]]


VISITOR = AnonymousUser()


def with_editions():
    return Document.objects.visible_to(VISITOR).with_editions(VISITOR)


ASKED = {
    "the newest posts": (lambda: list(news.newest(3)), ["news_newest_first"]),
    "a page of posts": (lambda: list(Post.objects.live().newest_first()[:20]), ["news_newest_first"]),
    "a post": (lambda: Post.objects.visible_to(VISITOR).get(slug=a_live(Post).slug), []),
    "a post's neighbours": (lambda: news.neighbours(a_live(Post)), ["news_newest_first"]),
    "a page of documents": (lambda: with_editions().in_bulk(some_live(Document)), []),
    "a document": (lambda: with_editions().get(slug=a_live(Document).slug), []),
}


def test_what_pages_ask_is_found_by_an_index(subtests):
    fill(6_000)
    for what, (ask, indexes) in ASKED.items():
        with subtests.test(what):
            plan = plans(ask)
            assert not WALKS[connection.vendor].search(plan), plan
            for index in indexes:
                assert index in plan, plan
    with subtests.test("the feed of news"):
        form = NewsFeedFilter({})
        assert form.is_valid()
        plan = plans(lambda: PostsAtom().items(form))
        assert not WALKS[connection.vendor].search(plan), plan
        assert "news_newest_first" in plan
    with subtests.test("the feed of documents"):
        form = FeedFilter({})
        assert form.is_valid()
        assert "resources_edition_newest" in plans(lambda: list(LibraryAtom().items(form)))


def test_what_is_made_up_is_told_from_what_somebody_wrote():
    fill(20)
    assert foreign() == ""
    Post.objects.create(title="By an editor", slug="by-an-editor")
    assert foreign() == "By an editor"
