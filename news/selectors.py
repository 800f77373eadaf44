"""What pages read of the news as a whole: the newest posts, a post's neighbours, the list and what it is narrowed by.

The list is kept in memory under the content version (decision 10), so that a page fetches only the posts it prints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import prefetch_related_objects

from lscb_site.caching.keeper import Keeper
from lscb_site.publishing.moments import next_moment
from lscb_site.publishing.pinning import PinsEdition
from lscb_site.web.facets import Facets
from lscb_site.web.readers_clock import today_for_readers
from news.models import Paper, Post, Session

OLD = relativedelta(years=1)  # news whose newest item is older than this is an archive, and says so


@dataclass(frozen=True)
class Archive:
    """The primary keys of every live post, newest first."""

    pks: list[int]
    facets: Facets  # "kind" and "year"


def newest(count: int) -> list[Post]:
    """The first live posts of the list."""
    return list(Post.objects.live().newest_first().for_lists()[:count])


def are_archive(posts: Sequence[Post]) -> bool:
    """Whether posts, newest first, are all too old to be called the latest news. Pages end at midnight, and so may say
    what it says of the day."""
    return bool(posts) and posts[0].date < today_for_readers() - OLD


def posts_of(pks: Iterable[int]) -> list[Post]:
    """The live posts with these primary keys, in their order, with what a list prints of them."""
    pks = list(pks)
    found = Post.objects.live().for_lists().in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def neighbours(post: Post) -> tuple[Post | None, Post | None]:
    """The live posts that stand before and after it in the list: a newer one and an older one."""
    live = Post.objects.live().for_lists()
    return live.next_newer(post.date, post.pk).first(), live.next_older(post.date, post.pk).first()


@dataclass(frozen=True)
class Announced:
    """A post with what hangs on it: each with the document, and the edition of it, that this reader is shown."""

    post: Post
    papers: list[tuple[Paper, Any, Any]]  # those that the reader may open
    sessions: list[tuple[Session, Any, Any]]  # all, with None and None where the reader may open no paper of it


def announced(posts: Iterable[Post], user: User | AnonymousUser) -> list[Announced]:
    """All that is told of some posts, in the same few queries for any number of them."""
    posts = list(posts)
    prefetch_related_objects(posts, "papers", "sessions")
    shown = shown_to(user, [each for post in posts for each in (*post.papers.all(), *post.sessions.all())])
    return [
        Announced(
            post,
            [(paper, *shown[paper]) for paper in post.papers.all() if paper in shown],
            [(session, *shown.get(session, (None, None))) for session in post.sessions.all()],
        )
        for post in posts
    ]


def shown_to(user: User | AnonymousUser, attachments: list[PinsEdition]) -> dict[PinsEdition, tuple[Any, Any]]:
    """Of each attachment that this reader may open, its document and the edition of it that is shown here."""
    documents: Any = Post._meta.get_field("documents").related_model  # the subjects do not know each other
    visible = documents.objects.visible_to(user).with_editions(user)
    library = visible.in_bulk({each.document_id for each in attachments if each.document_id})
    found = ((each, library.get(each.document_id)) for each in attachments)
    return {each: (document, document.edition_for(each)) for each, document in found if document}


def make_archive(moment: datetime) -> tuple[Archive, datetime | None]:
    rows = list(Post.objects.live(moment).newest_first().values_list("pk", "kind", "date"))
    facets = Facets((pk, [("kind", kind), ("year", str(day.year))]) for pk, kind, day in rows)
    return Archive([pk for pk, *_ in rows], facets), next_moment(moment, Post)


archive = Keeper(make_archive)
