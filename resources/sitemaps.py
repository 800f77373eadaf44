from django.contrib.sitemaps import Sitemap

from resources.models import Collection, Comparison, Document


class DocumentSitemap(Sitemap):
    def items(self):
        return Document.objects.live().order_by("pk")

    def lastmod(self, document):
        return document.updated_at


class CollectionSitemap(Sitemap):
    def items(self):
        return Collection.objects.live()

    def lastmod(self, collection):
        return collection.updated_at


class ComparisonSitemap(Sitemap):
    def items(self):
        return Comparison.objects.live().select_related("older__document", "newer").defer("changes")

    def lastmod(self, comparison):
        return comparison.updated_at
