from django.contrib.sitemaps import Sitemap
from django.utils import timezone

from resources.models import Collection, Comparison, Document


class DocumentSitemap(Sitemap):
    def items(self):
        """Those of the list: what readers can open in the place of a document is what a search engine is to find."""
        live = Document.objects.live()
        return live.exclude(pk__in=live.set_aside(timezone.now()).values("pk")).order_by("pk")

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
