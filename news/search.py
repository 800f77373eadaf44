"""What can be found of the news."""

from typing import TYPE_CHECKING, Any, cast

from django.utils.html import strip_tags

from lscb_site.publishing.states import State
from lscb_site.search.indexing import index
from lscb_site.search.searchable import Found, Passage, Searchable

if TYPE_CHECKING:
    from news.models import Post, Session
    from news.querysets import PostQuerySet


class FoundPost(Searchable):
    def found(self) -> Found | None:
        post = cast("Post", self)
        if post.state != State.PUBLISHED:
            return None
        sessions = [f"{session.title} {session.speakers}" for session in post.sessions.all()]
        said = [post.summary, strip_tags(post.body), post.event_venue, *sessions, post.archive_note]
        return Found(
            title=post.title,
            url=post.get_absolute_url(),
            kind="news",
            kind_words="News",
            passages=[Passage("\n".join(filter(None, said)), also=post.get_kind_display())],
            names=(post.title,),
            date=post.date,
            date_precision=post.date_precision,
        )

    @classmethod
    def to_index(cls) -> "PostQuerySet":
        posts = cast("type[Post]", cls).objects
        return posts.filter(state=State.PUBLISHED).prefetch_related("sessions")


def session_changed(instance: "Session", **kwargs: Any) -> None:
    index(instance.post)
