from django.contrib.sitemaps import Sitemap

from resources.models import Document


class DocumentSitemap(Sitemap):
    def items(self):
        return Document.objects.live()

    def lastmod(self, document):
        return document.updated_at
