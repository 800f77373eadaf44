"""What editors write, read out of its rows as a `Writing`: every kind of thing, said once, here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from lscb_contacts.models import Board, ContactPoint, Helpline
from lscb_site.linter.pages import page_contents, writing_of_page
from lscb_site.linter.writing import Kind, Shape, Text, Writing
from lscb_site.notices.models import Notice
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import Status
from news.models import Post
from resources.models import Collection, Comparison, Document, Edition

FOR_THE_PUBLIC = "public"  # the slug of an audience


@dataclass(frozen=True)
class Source:
    """A kind of thing that has texts."""

    what: str  # “News item”
    rows: Callable[[], models.QuerySet[Any]]  # with all that `writing` reads
    writing: Callable[[Any, date], Writing]
    is_live: Callable[[Any], bool]

    def is_read(self, row: Any) -> bool:
        """What was withdrawn or has ended is of no concern to anybody."""
        return not isinstance(row, Publishable) or row.status() not in (Status.WITHDRAWN, Status.EXPIRED)


def texts(row: models.Model, *names: str, shape: Shape = Shape.PLAIN, beneath: bool = False) -> Iterator[Text]:
    """Those of some fields; `beneath` another row, in whose form it has a line."""
    for name in names:
        field = row._meta.get_field(name)
        label = str(getattr(field, "verbose_name", name))
        title = label[:1].upper() + label[1:]
        place, said = name, title
        if beneath:
            place = f"{row._meta.label_lower}-{row.pk}-{name}"
            said = f"{str(row._meta.verbose_name).capitalize()}: {label}"
        yield Text(place, said, str(getattr(row, name) or ""), shape)


def writing_of_post(post: Post, today: date) -> Writing:
    papers, sessions = list(post.papers.all()), list(post.sessions.all())
    found = [
        *texts(post, "title", shape=Shape.TITLE),
        *texts(post, "summary"),
        *texts(post, "body", shape=Shape.HTML),
        *texts(post, "archive_note"),
        *(text for paper in papers for text in texts(paper, "label", shape=Shape.LINK, beneath=True)),
        *(text for session in sessions for text in texts(session, "title", shape=Shape.TITLE, beneath=True)),
    ]
    return Writing(
        post.title,
        Kind.CONFERENCE if post.kind == Post.Kind.CONFERENCE else Kind.NEWS,
        tuple(found),
        today,
        day=post.date,
        event_starts=post.event_starts,
        event_ends=post.event_ends,
        has_attachments=bool(papers or any(session.document_id for session in sessions)),
    )


def writing_of_document(document: Document, today: date) -> Writing:
    editions = list(document.editions.all())
    sources = [text for source in document.sources.all() for text in texts(source, "says", beneath=True)]
    found = [
        *texts(document, "title", shape=Shape.TITLE),
        *texts(document, "summary"),
        *texts(document, "body", shape=Shape.HTML),
        *sources,
    ]
    return Writing(
        document.title,
        Kind.DOCUMENT,
        tuple(found),
        today,
        for_the_public=any(audience.slug == FOR_THE_PUBLIC for audience in document.audiences.all()),
        has_attachments=any(edition.files.all() for edition in editions),
        own_addresses=(document.get_absolute_url(), *(f"resources.edition:{each.pk}" for each in editions)),
    )


def writing_of_edition(edition: Edition, today: date) -> Writing:
    files, corrections = list(edition.files.all()), list(edition.corrections.all())
    found = [
        *texts(edition, "label", shape=Shape.TITLE),
        *texts(edition, "change_note"),
        *(text for file in files for text in texts(file, "title", shape=Shape.TITLE, beneath=True)),
        *(text for correction in corrections for text in texts(correction, "note", beneath=True)),
    ]
    own = (edition.document.get_absolute_url(),)
    return Writing(str(edition), Kind.DOCUMENT, tuple(found), today, has_attachments=bool(files), own_addresses=own)


def writing_of_collection(collection: Collection, today: date) -> Writing:
    items = list(collection.items.all())
    found = [
        *texts(collection, "title", shape=Shape.TITLE),
        *texts(collection, "summary"),
        *texts(collection, "body", shape=Shape.HTML),
        *(text for item in items for text in texts(item, "group", "note", beneath=True)),
    ]
    return Writing(collection.title, Kind.DOCUMENT, tuple(found), today, has_attachments=bool(items))


def writing_of_comparison(comparison: Comparison, today: date) -> Writing:
    own = (comparison.older.document.get_absolute_url(),)
    return Writing(str(comparison), Kind.DOCUMENT, tuple(texts(comparison, "summary")), today, own_addresses=own)


def writing_of_notice(notice: Notice, today: date) -> Writing:
    link = Text("link_words", "Words of the link", notice.link_words, Shape.LINK, notice.link)
    found = [*texts(notice, "title", shape=Shape.TITLE), *texts(notice, "text"), link]
    moment: datetime = notice.publish_from or notice.created_at
    return Writing(
        notice.title,
        Kind.NOTICE,
        tuple(found),
        today,
        day=timezone.localdate(moment),
        for_the_public=True,
        has_attachments=bool(notice.link),
    )


def writing_of_board(board: Board, today: date) -> Writing:
    found = [*texts(board, "name", shape=Shape.TITLE), *texts(board, "note")]
    return Writing(board.name, Kind.CONTACT, tuple(found), today, has_attachments=bool(board.website))


def writing_of_point(point: ContactPoint, today: date) -> Writing:
    found = texts(point, "name", "phone_note", "hours_note", "note", "source_note")
    return Writing(str(point), Kind.CONTACT, tuple(found), today, has_attachments=bool(point.web))


def writing_of_helpline(helpline: Helpline, today: date) -> Writing:
    return Writing(helpline.name, Kind.CONTACT, tuple(texts(helpline, "description")), today, for_the_public=True)


def point_is_live(point: ContactPoint) -> bool:
    return point.board is None or point.board.is_live


# By the label of their model, in the order in which they are read.
SOURCES: dict[str, Source] = {
    "news.post": Source(
        "News item",
        lambda: Post.objects.prefetch_related("papers", "sessions"),
        writing_of_post,
        lambda post: post.is_live,
    ),
    "resources.document": Source(
        "Document",
        lambda: Document.objects.prefetch_related("editions__files", "sources", "audiences"),
        writing_of_document,
        lambda document: document.is_live,
    ),
    "resources.edition": Source(
        "Edition",
        lambda: Edition.objects.select_related("document").prefetch_related("files", "corrections"),
        writing_of_edition,
        lambda edition: edition.is_live,
    ),
    "resources.collection": Source(
        "Collection",
        lambda: Collection.objects.prefetch_related("items__document"),
        writing_of_collection,
        lambda collection: collection.is_live,
    ),
    "resources.comparison": Source(
        "Comparison of editions",
        lambda: Comparison.objects.select_related("older__document", "newer__document").defer("changes"),
        writing_of_comparison,
        lambda comparison: comparison.is_live,
    ),
    "notices.notice": Source(
        "Urgent notice", lambda: Notice.objects.all(), writing_of_notice, lambda notice: notice.is_live
    ),
    "lscb_contacts.board": Source("Board", lambda: Board.objects.all(), writing_of_board, lambda board: board.is_live),
    "lscb_contacts.contactpoint": Source(
        "Contact point",
        lambda: ContactPoint.objects.select_related("authority", "board"),
        writing_of_point,
        point_is_live,
    ),
    "lscb_contacts.helpline": Source(
        "Helpline", lambda: Helpline.objects.all(), writing_of_helpline, lambda helpline: True
    ),
    "cms.pagecontent": Source("Page", page_contents, writing_of_page, lambda content: content.is_published),
}


def label_of(row: models.Model) -> str:
    """The key of `SOURCES` for a row; a proxy stands for its model."""
    return row._meta.concrete_model._meta.label_lower if row._meta.concrete_model else row._meta.label_lower
