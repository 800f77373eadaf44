from itertools import groupby

from django.views.generic import ListView

from lscb_site.publishing.views import PublishableDetailView
from resources.models import Collection, Document


class CollectionList(ListView):
    """Every live collection. There are few, so the list is one page."""

    template_name = "resources/collections.html"
    cached_by = ()

    def get_queryset(self):
        return Collection.objects.live()


class CollectionDetail(PublishableDetailView):
    """An ordered set of documents under headings. What the reader may not open is left out."""

    model = Collection
    template_name = "resources/collection.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"groups": self.get_groups()}

    def get_groups(self):
        """Pairs of a heading, empty for none, and its items, each with its `document` and its `shown` edition."""
        items = list(self.object.items.all())
        user = self.request.user
        documents = Document.objects.visible_to(user).for_lists().with_editions(user)
        documents = documents.in_bulk({item.document_id for item in items})
        found = [item for item in items if item.document_id in documents]
        for item in found:
            item.document = documents[item.document_id]
            item.shown = item.document.edition_for(item)
        return [(heading, list(group)) for heading, group in groupby(found, key=lambda item: item.group)]
