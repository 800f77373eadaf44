from django.contrib import admin

from lscb_site.previews.admin import HasPreviews
from lscb_site.publishing.admin import PublishableAdmin, StatusFilter
from lscb_site.versions.admin import KeepsVersions
from resources.comparison.texts import ChangeKind
from resources.models import Comparison

# How many paragraphs of each kind a comparison found, in the order in which an editor wants to know.
COUNTED = {
    ChangeKind.EDITED: "edited",
    ChangeKind.ADDED: "added",
    ChangeKind.REMOVED: "removed",
    ChangeKind.MOVED: "moved",
    ChangeKind.SAME: "the same",
}


@admin.register(Comparison)
class ComparisonAdmin(HasPreviews, KeepsVersions, PublishableAdmin):
    list_display = ["__str__", "status_tag", "shows_text", "found"]
    list_filter = [StatusFilter, "shows_text"]
    list_select_related = ["older__document", "newer__document"]
    search_fields = ["older__document__title", "summary"]
    autocomplete_fields = ["older", "newer"]
    readonly_fields = ["found"]
    fieldsets = [
        (None, {"fields": ["older", "newer", "summary", "found", "shows_text", "uses_scans"]}),
        PublishableAdmin.PUBLICATION,
    ]

    def save_model(self, request, obj, form, change):
        if "uses_scans" in form.changed_data:
            obj.compare_again()
        super().save_model(request, obj, form, change)

    @admin.display(description="what the texts show")
    def found(self, comparison):
        """How the paragraphs of both editions compare, or why that is not known."""
        if not comparison.compared_at:
            return "Not compared yet: the main files of both editions are read first, then compared by themselves."
        if problem := comparison.changes["problem"]:
            return problem
        counts = comparison.changes["counts"]
        parts = [f"{counts[kind]} {word}" for kind, word in COUNTED.items() if counts.get(kind)]
        return f"Paragraphs: {', '.join(parts)}."
