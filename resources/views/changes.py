from collections import Counter
from dataclasses import dataclass, field

from django.http import Http404

from lscb_site.publishing.views import PublishableDetailView
from lscb_site.web.lists import page_of
from resources.models import Comparison, Document
from resources.succession import succession
from resources.views.withdrawn import withdrawn_part

ENTRIES_AT_ONCE = 500  # paragraphs and gaps on one page
UNCHANGED = ("same", "gap")
FEW = 20  # changes: with more, all parts but the first come folded


@dataclass
class Part:
    """The entries of a comparison that stand on one page of the newer text."""

    label: str
    entries: list[dict] = field(default_factory=list)
    is_open: bool = False

    @property
    def counts(self) -> str:
        """“3 added, 1 edited”."""
        found = Counter(entry["kind"] for entry in self.entries if "number" in entry)
        return ", ".join(f"{number} {kind}" for kind, number in sorted(found.items()))


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


def parts_of(entries) -> list[Part]:
    """In their order; what went away stands where the newer text goes on.

    What stayed the same around and between changes is one entry, with what is kept of its texts.
    """
    parts: list[Part] = []
    for entry in entries:
        _, label = entry.get("newer") or (None, parts[-1].label if parts else "")
        if parts and not parts[-1].label:
            parts[-1].label = label  # what went away before the newer text begins
        if not parts or (label != parts[-1].label and entry["kind"] not in UNCHANGED):
            parts.append(Part(label))
        into = parts[-1].entries
        if entry["kind"] not in UNCHANGED:
            into.append(entry)
            continue
        if not into or into[-1]["kind"] != "unchanged":
            into.append({"kind": "unchanged", "count": 0, "texts": []})
        into[-1]["count"] += entry.get("count", 1)
        into[-1]["texts"].append("".join(text for _, text in entry.get("pieces", [])))
    total = sum("number" in entry for entry in entries)
    for at, part in enumerate(parts):
        part.is_open = at == 0 or total <= FEW
    return parts


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
