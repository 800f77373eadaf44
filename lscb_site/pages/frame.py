"""What the CMS and every page's frame ask of the database: the current page, the navigation, the last change.

The frame is one query, made once a request and built once a process. Where the address may be a page's, one more finds
the page.
"""

from dataclasses import dataclass
from datetime import datetime

from cms.models import Page, PageUrl
from django.db.models import BooleanField, ExpressionWrapper, F, Q, Subquery
from django.utils import timezone

from lscb_site.pages.published import PublishedPage, page_url, published_contents, with_addresses
from lscb_site.publishing.prepared import PreparedQuery
from news.models import Post
from resources.models import Document, Edition


@dataclass(frozen=True)
class Frame:
    navigation: list[PublishedPage]  # what editors put in the navigation, in the order of the page tree
    last_changed: datetime | None  # of anything visitors see; None while no page is published


def frame(request) -> Frame:
    if not hasattr(request, "_frame"):
        request._frame = read_frame()
    return request._frame


def page_at(request) -> Page | None:
    """The published page at the request's address, as the CMS's own lookup returns it."""
    if not hasattr(request, "_page"):
        request._page = read_page(request.path_info.removeprefix("/").removesuffix("/"))
    return request._page


def leave_frame_empty(request):
    """For the error page of an address that no database can be asked about."""
    request._frame, request._page = Frame(navigation=[], last_changed=None), None


def frame_query(moment):
    # The home page comes along so that there is a row to tell the last change where nothing is in the navigation.
    in_menu = Q(in_navigation=True, page__login_required=False, page__is_home=False)
    return (
        published_contents()
        .annotate(in_menu=ExpressionWrapper(in_menu, BooleanField()))
        .filter(Q(in_menu=True) | Q(page__is_home=True))
        .values_list(
            "in_menu",
            "title",
            "menu_title",
            "page__urls__path",
            "page__depth",
            "changed_date",
            latest(published_contents(), "changed_date"),
            latest(Post.objects.live(moment), "updated_at"),
            latest(Document.objects.live(moment), "updated_at"),
            latest(Edition.objects.live(moment), "updated_at"),
        )
    )


def latest(items, field):
    return Subquery(items.order_by(f"-{field}").values(field)[:1])


prepared_frame = PreparedQuery(frame_query)


def read_frame() -> Frame:
    rows = prepared_frame.all(moment=timezone.now())
    return Frame(
        navigation=[
            PublishedPage(title, menu_title or title, page_url(path), depth, changed)
            for in_menu, title, menu_title, path, depth, changed, *_ in rows
            if in_menu
        ],
        last_changed=max(filter(None, rows[0][6:]), default=None) if rows else None,
    )


def page_query(path):
    contents = with_addresses(published_contents()).filter(page__urls__path=path)
    return contents.annotate(url_slug=F("page__urls__slug"), url_managed=F("page__urls__managed"))


prepared_page = PreparedQuery(page_query)


def read_page(path: str) -> Page | None:
    """The page at `path`, as the CMS writes paths: without slashes around it.

    It comes with its address and its published content at hand, for which the CMS would ask again.
    """
    content = next(iter(prepared_page.all(path=path)), None)
    if content is None:
        return None
    page = content.page
    page.page_content_cache = {content.language: content}
    page.urls_cache = {
        content.language: PageUrl(
            page=page,
            site=page.site,
            language=content.language,
            slug=content.url_slug,
            path=content.address,
            managed=content.url_managed,
        )
    }
    return page
