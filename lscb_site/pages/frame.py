"""What the CMS and every page's frame ask of the database: the current page, the navigation, the last change.

All of it is one query, made once a request: asked for by each in turn it was five.
"""

from dataclasses import dataclass
from datetime import datetime

from cms.models import Page, PageUrl
from django.db.models import BooleanField, ExpressionWrapper, F, Q, Subquery

from lscb_site.pages.published import PublishedPage, published_contents, published_page, with_addresses
from news.models import Post
from resources.models import Document, Edition


@dataclass(frozen=True)
class Frame:
    page: Page | None  # the published page at the request's address
    navigation: list[PublishedPage]  # what editors put in the navigation, in the order of the page tree
    last_changed: datetime | None  # of anything visitors see; None while no page is published


def frame(request) -> Frame:
    if not hasattr(request, "_frame"):
        request._frame = read_frame(request.path_info.removeprefix("/").removesuffix("/"))
    return request._frame


def leave_frame_empty(request):
    """For the error page of an address that no database can be asked about."""
    request._frame = Frame(page=None, navigation=[], last_changed=None)


def read_frame(path: str) -> Frame:
    """The frame of the page at `path`, as the CMS writes paths: without slashes around it."""
    # The home page comes along so that there is a row to tell the last change where nothing is in the navigation.
    in_menu = Q(in_navigation=True, page__login_required=False, page__is_home=False)
    contents = list(
        with_addresses(published_contents())
        .annotate(in_menu=ExpressionWrapper(in_menu, BooleanField()))
        .filter(Q(in_menu=True) | Q(address=path) | Q(page__is_home=True))
        .annotate(
            url_slug=F("page__urls__slug"),
            url_managed=F("page__urls__managed"),
            pages_changed=latest(published_contents(), "changed_date"),
            posts_changed=latest(Post.objects.live(), "updated_at"),
            documents_changed=latest(Document.objects.live(), "updated_at"),
            editions_changed=latest(Edition.objects.live(), "updated_at"),
        )
    )
    current = next((content for content in contents if content.address == path), None)
    return Frame(
        page=page_of(current) if current else None,
        navigation=[published_page(content) for content in contents if content.in_menu],
        last_changed=max(changes(contents[0]), default=None) if contents else None,
    )


def latest(items, field):
    return Subquery(items.order_by(f"-{field}").values(field)[:1])


def changes(content):
    moments = (content.pages_changed, content.posts_changed, content.documents_changed, content.editions_changed)
    return (moment for moment in moments if moment)


def page_of(content) -> Page:
    """The page as the CMS's own lookup returns it, with its address at hand."""
    page = content.page
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
