from django.contrib.sitemaps import Sitemap, views

from lscb_site.caching.declarations import cached_by
from lscb_site.caching.last_change import says_last_change
from lscb_site.pages.published import published_pages

MOST = 1_000  # addresses in one file


class PageSitemap(Sitemap):
    def items(self):
        return published_pages()

    def location(self, page):
        return page.url

    def lastmod(self, page):
        return page.changed


@cached_by("p")
@says_last_change
def sitemap(request, sitemaps):
    """All addresses of the site; of a large one the index of its parts, each with so many at most."""
    parts = {name: part() if isinstance(part, type) else part for name, part in sitemaps.items()}
    if sum(part.paginator.count for part in parts.values()) <= MOST:
        return views.sitemap(request, parts)
    for part in parts.values():
        part.limit = MOST
        part.get_latest_lastmod = lambda: None  # it would look at every item
    return views.index(request, parts, sitemap_url_name="sitemap_part")


@cached_by("p")
@says_last_change
def sitemap_part(request, section, sitemaps):
    part = sitemaps[section]() if section in sitemaps else None
    if part:
        part.limit = MOST
    return views.sitemap(request, {section: part} if part else {}, section=section)
