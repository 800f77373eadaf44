"""The pages of the CMS that visitors can reach, read without the CMS's menu machinery."""

from dataclasses import dataclass
from datetime import datetime

from cms.models import PageContent
from django.conf import settings
from django.db.models import F
from django.urls import reverse


@dataclass(frozen=True)
class PublishedPage:
    title: str
    menu_title: str
    url: str
    depth: int  # 1 for a page at the top of the tree
    changed: datetime


def published_contents():
    """The published contents of pages that have an address, in the order of the tree."""
    return PageContent.objects.filter(  # with versioning, this manager gives published versions only
        language=settings.LANGUAGE_CODE,
        page__site_id=settings.SITE_ID,
        page__urls__language=settings.LANGUAGE_CODE,
        page__urls__path__isnull=False,
    ).order_by("page__path")


def with_addresses(contents):
    """Adds `address`, the path of each one's page (empty for the home page), and fetches the page."""
    return contents.annotate(address=F("page__urls__path")).select_related("page__site")


def published_pages() -> list[PublishedPage]:
    contents = published_contents().filter(page__login_required=False)
    return [published_page(content) for content in with_addresses(contents)]


def published_page(content) -> PublishedPage:
    """The plain facts of one content that `with_addresses` gave."""
    return PublishedPage(
        title=content.title,
        menu_title=content.menu_title or content.title,
        url=page_url(content.address),
        depth=content.page.depth,
        changed=content.changed_date,
    )


def page_url(path: str) -> str:
    """The address of the CMS page with this path; the home page's path is empty."""
    return reverse("pages-details-by-slug", kwargs={"slug": path}) if path else reverse("pages-root")
