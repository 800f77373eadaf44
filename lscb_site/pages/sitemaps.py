from django.contrib.sitemaps import Sitemap

from lscb_site.pages.published import published_pages


class PageSitemap(Sitemap):
    def items(self):
        return published_pages()

    def location(self, page):
        return page.url

    def lastmod(self, page):
        return page.changed
