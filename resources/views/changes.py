from django.http import Http404

from lscb_site.publishing.views import PublishableDetailView
from lscb_site.web.lists import page_of
from resources.comparison.parts import ENTRIES_AT_ONCE, numbered, parts_of
from resources.models import Comparison, Document
from resources.succession import succession
from resources.views.withdrawn import withdrawn_part


class ComparisonDetail(PublishableDetailView):
    """What changed between two editions of a document: the editor's summary, then the texts."""

    model = Comparison
    template_name = "resources/changes.html"
    cached_by = ("page",)

    def get_object(self, queryset=None):
        comparisons = self.of_address(self.get_queryset()).select_related("older__document", "newer__document")
        comparison = comparisons.first()
        if comparison is None:
            raise Http404("These two editions have no comparison.")
        return comparison

    def get_withdrawn(self):
        asked = self.kwargs
        withdrawn = withdrawn_part(asked["slug"], asked["older"], asked["newer"])
        return withdrawn or self.of_address(Comparison.objects.withdrawn()).first()

    def of_address(self, comparisons):
        """Those of the editions that the address names: both are of one document."""
        asked = self.kwargs
        return comparisons.filter(
            older__document__slug=asked["slug"],
            newer__document__slug=asked["slug"],
            older__number=asked["older"],
            newer__number=asked["newer"],
        )

    def get_context_data(self, **kwargs):
        comparison = self.object
        library = Document.objects.with_editions(self.request.user)
        document = library.get(pk=comparison.older.document_id)
        editions = {edition.pk: edition for edition in document.visible_editions}
        older, newer = editions[comparison.older_id], editions[comparison.newer_id]
        entries = numbered(comparison.readable_changes)
        page, page_note = page_of(entries, ENTRIES_AT_ONCE, self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "document": document,
            "older": older,
            "newer": newer,
            "succession": succession(newer, document),
            "counts": comparison.changes["counts"] if entries else None,
            "total": sum("number" in entry for entry in entries),
            "parts": parts_of(page),
            "page_obj": page,
            "page_note": page_note,
            "page_range": page.paginator.get_elided_page_range(page.number),
        }
