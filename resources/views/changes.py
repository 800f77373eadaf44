from django.http import Http404

from lscb_site.publishing.views import PublishableDetailView
from lscb_site.web.lists import page_of
from resources.models import Comparison, Document
from resources.succession import succession
from resources.views.withdrawn import withdrawn_part

ENTRIES_AT_ONCE = 500  # paragraphs and gaps on one page
UNCHANGED = ("same", "gap")


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
            "page_obj": page,
            "page_note": page_note,
            "page_range": page.paginator.get_elided_page_range(page.number),
        }


def numbered(changes: list[dict]) -> list[dict]:
    """Each change with its `number` from 1, and the addresses of the one before and the one after it."""
    entries = [dict(change) for change in changes]
    found = [(at, entry) for at, entry in enumerate(entries) if entry["kind"] not in UNCHANGED]
    addresses = [f"?page={at // ENTRIES_AT_ONCE + 1}#change-{number}" for number, (at, _) in enumerate(found, start=1)]
    if len(entries) <= ENTRIES_AT_ONCE:
        addresses = [address[address.index("#") :] for address in addresses]
    for number, (_, entry) in enumerate(found, start=1):
        entry["number"] = number
        entry["previous"] = addresses[number - 2] if number > 1 else ""
        entry["next"] = addresses[number] if number < len(found) else ""
    return entries
