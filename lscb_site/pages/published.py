"""The pages of the CMS that visitors can reach, read in one query and without the CMS's menu machinery."""

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
    in_navigation: bool
    changed: datetime


def published_contents():
    """The published contents of pages with an address, in the order of the tree."""
    return PageContent.objects.filter(  # with versioning, this manager gives published versions only
        language=settings.LANGUAGE_CODE,
        page__site_id=settings.SITE_ID,
        page__login_required=False,
        page__urls__language=settings.LANGUAGE_CODE,
        page__urls__path__isnull=False,
    ).order_by("page__path")


def published_pages() -> list[PublishedPage]:
    rows = published_contents().annotate(
        address=F("page__urls__path"), depth=F("page__depth"), is_home=F("page__is_home")
    )
    return [
        PublishedPage(
            title=row.title,
            menu_title=row.menu_title or row.title,
            url=reverse("pages-root")
            if row.is_home
            else reverse("pages-details-by-slug", kwargs={"slug": row.address}),
            depth=row.depth,
            in_navigation=row.in_navigation and not row.is_home,
            changed=row.changed_date,
        )
        for row in rows
    ]
