"""What the Board announces for days to come, as days in a reader's calendar."""

from lscb_site.web.calendars import WholeDays
from lscb_site.web.feeds import lasting_uuid
from news.models import Post, Session

NAME = "Conferences and events: London Safeguarding Children Board"
MOST = 500  # events of the subscription, the newest of them; the Board holds a few a year


def event_days(post: Post) -> WholeDays | None:
    """The days of a post that announces some, with its programme."""
    if not post.event_starts:
        return None
    programme = [in_one_line(session) for session in post.sessions.all()]
    return WholeDays(
        uid=lasting_uuid(post, "event"),
        name=post.title,
        first=post.event_starts,
        last=post.event_ends or post.event_starts,
        description="\n".join([post.summary, *(["", "Sessions:", *programme] if programme else [])]),
        path=post.get_absolute_url(),
        made=post.created_at,
        changed=max(post.updated_at, post.publish_from or post.updated_at),
        place=post.event_venue,
    )


def in_one_line(session: Session) -> str:
    """“9:30 Demonstrating value (Alison Renouf)”: London's time, as the page has it."""
    time = f"{session.starts_at:%H:%M} " if session.starts_at else ""
    return f"{time}{session.title}{f' ({session.speakers})' if session.speakers else ''}"


def events() -> list[WholeDays]:
    posts = Post.objects.live().exclude(event_starts=None).order_by("-event_starts", "-pk").for_lists()
    return list(filter(None, map(event_days, posts.prefetch_related("sessions")[:MOST])))
