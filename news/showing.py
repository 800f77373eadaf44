"""Posts as the list and their pages show them: queries that are compiled once, for what visitors see."""

from datetime import date, datetime
from functools import cache

from django.db.models import Q, Subquery
from django.utils import timezone

from lscb_site.publishing.prepared import PreparedQuery
from news.models import Paper, Post, Session


def live_posts(moment: datetime, pks: list[int]):
    # A list prints no body: it may be long.
    return Post.objects.live(moment).filter(pk__in=pks).order_by().defer("body", "archive_note")


def live_post_at(moment: datetime, slug: str):
    return Post.objects.live(moment).filter(slug=slug).order_by()


def live_neighbours(moment: datetime, day: date, pk: int):
    live = Post.objects.live(moment)
    newer, older = live.next_newer(day, pk).values("pk"), live.next_older(day, pk).values("pk")
    found = Post.objects.filter(Q(pk=Subquery(newer)) | Q(pk=Subquery(older))).order_by()
    return found.only("pk", "title", "slug", "date")


of_pks, of_slug = PreparedQuery(live_posts), PreparedQuery(live_post_at)
neighbours_of = PreparedQuery(live_neighbours)
papers_of = PreparedQuery(lambda pk: Paper.objects.filter(post=pk))
sessions_of = PreparedQuery(lambda pk: Session.objects.filter(post=pk))


@cache
def newest_of(count: int) -> PreparedQuery:
    return PreparedQuery(lambda moment: Post.objects.live(moment).newest_first().defer("body", "archive_note")[:count])


def shown(pks: list[int]) -> dict[int, Post]:
    """The live ones of these posts, by primary key."""
    return {post.pk: post for post in of_pks.all(moment=timezone.now(), pks=pks)} if pks else {}


def newest(count: int) -> list[Post]:
    """The first live posts of the list."""
    return newest_of(count).all(moment=timezone.now())


def shown_at(slug: str, user) -> Post | None:
    """The post at an address, if `user` may open it."""
    if user.is_staff:
        return Post.objects.visible_to(user).filter(slug=slug).first()
    return next(iter(of_slug.all(moment=timezone.now(), slug=slug)), None)


def attachments_of(post: Post) -> tuple[list[Paper], list[Session]]:
    return papers_of.all(pk=post.pk), sessions_of.all(pk=post.pk)


def neighbours(post: Post) -> tuple[Post | None, Post | None]:
    """The live posts that stand before and after it in the list: a newer one and an older one."""
    newer = older = None
    for other in neighbours_of.all(moment=timezone.now(), day=post.date, pk=post.pk):
        if (other.date, other.pk) > (post.date, post.pk):
            newer = other
        else:
            older = other
    return newer, older
