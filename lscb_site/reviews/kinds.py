"""What can be looked after: documents, collections, boards, authorities and pages, each read as plain facts.

Where something is in force, or numbers are confirmed, the day is asked of those who know it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from cms.models import Page, PageContent
from cms.toolbar.utils import get_object_preview_url
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import Min, Model, Q, QuerySet
from django.utils import timezone

from lscb_contacts.models import Authority, Board, DirectorySettings
from lscb_site.pages.published import published_contents
from lscb_site.publishing.force import Force
from lscb_site.reviews.intervals import EVERY, FOR_THE_PUBLIC
from lscb_site.web.addresses import admin_address
from resources.models import Collection, Document

published: Callable[[], QuerySet[Any]] = published_contents
WORRIED = "worried"  # the name of the page for whoever is worried about a child; those below it are for the public too


class Check(Enum):
    """How it is said that a thing is still right."""

    HERE = "Checked, still right"
    FORCE = "Checked, still in force"
    CONFIRMATIONS = "Its numbers are confirmed"


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one thing."""

    item: Model
    title: str
    kind: str  # in words
    months: int | None  # the usual time between two checks; None where nobody has to look at it again
    form: str  # where it is edited
    shown: str  # a mark of what it says
    check: Check = Check.HERE
    stated_until: date | None = None  # the day through which its own statement or confirmations hold
    is_over: bool = False  # something took its place: nobody looks at it again


@dataclass(frozen=True, slots=True)
class Kind:
    permission: str  # of those who publish it
    live: Callable[[], QuerySet[Any]]
    read: Callable[[QuerySet[Any]], Iterator[Facts]]


def documents(rows: Any) -> Iterator[Facts]:
    for document in rows.with_force(timezone.now()).order_by("title"):
        is_over = document.force == Force.SUPERSEDED
        yield Facts(
            item=document,
            title=document.title,
            kind=document.get_kind_display(),
            months=None if is_over else EVERY[document.kind],
            form=admin_address(document),
            shown=str(document.updated_at),
            check=Check.HERE if document.is_record else Check.FORCE,
            stated_until=None if document.is_record else document.stated_until,
            is_over=is_over,
        )


def collections(rows: QuerySet[Any]) -> Iterator[Facts]:
    for item in rows.order_by("title"):
        yield Facts(item, item.title, "Collection", EVERY["collection"], admin_address(item), str(item.updated_at))


def boards(rows: QuerySet[Any]) -> Iterator[Facts]:
    for item in rows.order_by("name").prefetch_related("succeeded_by"):
        months = None if item.is_former else EVERY["board"]
        facts = (item, item.name, item.get_kind_display(), months, admin_address(item), str(item.updated_at))
        yield Facts(*facts, is_over=item.is_former)


def authorities(rows: QuerySet[Any]) -> Iterator[Facts]:
    """The oldest confirmation counts; numbers that were never confirmed have no day."""
    holds = DirectorySettings.current().confirm_every
    for item in rows.annotate(oldest=Min("contact_points__confirmed_on")).order_by("short_name"):
        yield Facts(
            item=item,
            title=item.short_name,
            kind="Authority",
            months=holds,
            form=admin_address(item),
            shown=str(item.oldest),
            check=Check.CONFIRMATIONS,
            stated_until=item.oldest + relativedelta(months=holds) if item.oldest else None,
        )


def pages(rows: QuerySet[Any]) -> Iterator[Facts]:
    """By their live content; of a page that has none, by its newest."""
    contents = PageContent.admin_manager.filter(page__in=rows, language=settings.LANGUAGE_CODE)
    live = published().filter(page__in=rows).order_by().values("pk")
    worried = Page.objects.filter(reverse_id=WORRIED, site_id=settings.SITE_ID).values_list("path", flat=True).first()
    newest = {}
    for content in contents.select_related("page").annotate(is_live=Q(pk__in=live)).order_by("is_live", "pk"):
        newest[content.page_id] = content
    for content in sorted(newest.values(), key=lambda content: content.page.path):
        page = content.page
        for_the_public = page.is_home or bool(worried and page.path.startswith(worried))
        yield Facts(
            item=page,
            title=content.title,
            kind="Page for the public" if for_the_public else "Page",
            months=EVERY[FOR_THE_PUBLIC if for_the_public else "page"],
            form=get_object_preview_url(content),
            shown=f"{content.pk} {content.changed_date}",
        )


KINDS: dict[type[Any], Kind] = {
    Page: Kind(
        "cms.publish_page",
        lambda: Page.objects.filter(pk__in=published().order_by().values("page")),
        pages,
    ),
    Document: Kind("resources.publish_document", Document.objects.live, documents),
    Collection: Kind("resources.publish_collection", Collection.objects.live, collections),
    Board: Kind("lscb_contacts.publish_board", Board.objects.live, boards),
    Authority: Kind("lscb_contacts.change_authority", Authority.objects.all, authorities),
}
