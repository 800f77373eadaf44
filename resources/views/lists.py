from lscb_site.publishing.lists import FilteredListView
from resources.forms import DocumentFilter
from resources.models import Document


class DocumentList(FilteredListView):
    template_name = "resources/list.html"

    def get_listed(self):
        return Document.objects.live().newest_first().with_editions(self.request.user)

    def get_filter(self, documents):
        return DocumentFilter(self.request.GET)
