"""At size, what every page asks is found by an index: no table of posts, documents, editions or files is walked."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from lscb_site.benchmarks.filling import MADE, fill, foreign
from lscb_site.pages.frame import read_frame
from news import showing as news
from news.feeds import PostsAtom
from news.models import Post
from resources import showing as library
from resources.feeds import LibraryAtom
from resources.forms import FeedFilter
from resources.models import Document

pytestmark = pytest.mark.django_db

BIG = "news_post|resources_document|resources_edition|resources_editionfile"
WALKS = {
    "sqlite": re.compile(rf"SCAN (?:{BIG})(?: |$)(?!USING (?:COVERING )?INDEX)"),
    "postgresql": re.compile(rf"Seq Scan on (?:{BIG})(?: |$)"),
}


@pytest.fixture
def big_site():
    fill(6_000)


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
ASKED = {
    "the frame": (read_frame, ["news_post_changed", "resources_document_changed", "resources_edition_changed"]),
    "the newest posts": (lambda: news.newest(3), ["news_newest_first"]),
    "a page of posts": (lambda: news.shown(some_live(Post)), []),
    "a post": (lambda: news.shown_at(a_live(Post).slug, VISITOR), []),
    "a post's neighbours": (lambda: news.neighbours(a_live(Post)), ["news_newest_first"]),
    "a page of documents": (lambda: library.shown(some_live(Document), VISITOR, whole=False), []),
    "a document": (lambda: library.shown_at(a_live(Document).slug, VISITOR), []),
    "the feed of news": (lambda: list(PostsAtom().items()), ["news_newest_first"]),
}


@pytest.mark.parametrize("what", ASKED)
def test_it_is_found_by_an_index(big_site, what):
    ask, indexes = ASKED[what]
    told = plans(ask)

    assert not WALKS[connection.vendor].search(told), told
    for index in indexes:
        assert index in told, told


def test_the_feed_of_documents_walks_the_newest_editions(big_site):
    form = FeedFilter({})
    assert form.is_valid()
    told = plans(lambda: list(LibraryAtom().items(form)))

    assert "resources_edition_newest" in told, told


def test_what_is_made_up_is_told_from_what_somebody_wrote(big_site):
    assert foreign() == ""
    Post.objects.create(title="By an editor", slug="by-an-editor")
    assert foreign() == "By an editor"
