"""The news, the oldest first, with the papers and sessions of each item."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import Text, read_texts
from lscb_site.publishing.states import State
from news.models import Paper, Post, Session
from resources.models import Document


@dataclass(frozen=True)
class EventText:
    starts: date
    ends: date | None = None
    venue: str = ""


@dataclass(frozen=True)
class SessionText:
    title: str
    speakers: str = ""
    document: str | None = None


@dataclass(frozen=True)
class PaperText:
    slug: str
    label: str = ""


@dataclass(frozen=True)
class PostText:
    slug: str
    title: str
    kind: str
    date: date
    date_precision: str
    summary: str
    event: EventText | None = None
    papers_to_follow: bool = False
    sessions: list[SessionText] = field(default_factory=list)
    documents: list[PaperText] = field(default_factory=list)
    note: str = ""


def load_posts(root: Path, ledger: Ledger):
    for text in ledger.new(reversed(read_texts(root, "news", PostText))):
        post = load_post(text, ledger)
        load_papers(post, text, ledger)
        load_sessions(post, text, ledger)


def load_post(text: Text[PostText], ledger: Ledger) -> Post:
    facts = text.facts
    event = facts.event
    post = text.save(
        Post(
            slug=facts.slug,
            title=facts.title,
            kind=facts.kind,
            date=facts.date,
            date_precision=facts.date_precision,
            summary=facts.summary,
            body=text.html(text.body),
            archive_note=facts.note,
            event_starts=event and event.starts,
            event_ends=event and event.ends,
            event_venue=event.venue if event else "",
            papers_to_follow=facts.papers_to_follow,
            state=State.PUBLISHED,
            publish_from=ledger.moment,
        )
    )
    ledger.enter(text, post)
    return post


def load_papers(post: Post, text: Text[PostText], ledger: Ledger):
    for position, paper in enumerate(text.facts.documents):
        where = f"documents[{position + 1}]"
        document = ledger.find(Document, "documents", paper.slug, text, f"{where}.slug")
        if document is not None:
            text.save(Paper(post=post, document=document, label=paper.label, position=position), where)


def load_sessions(post: Post, text: Text[PostText], ledger: Ledger):
    for position, session in enumerate(text.facts.sessions):
        where = f"sessions[{position + 1}]"
        document = ledger.find(Document, "documents", session.document, text, f"{where}.document")
        text.save(
            Session(post=post, document=document, title=session.title, speakers=session.speakers, position=position),
            where,
        )
