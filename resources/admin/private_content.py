"""Lists of what the privacy check found, and of what was erased. Each row is looked at on a screen of its own."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.utils.html import format_html

from resources.admin.held_files import file_address
from resources.models import Edition, ErasedFile, PrivateFinding


class WaitsFilter(admin.SimpleListFilter):
    title = "what is to be done"
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [("live", "Look at it: readers have it"), ("open", "Look at it"), ("answered", "May be public")]

    def queryset(self, request, queryset):
        match self.value():
            case "live":
                return queryset.open().of_live_files()
            case "open":
                return queryset.open()
            case "answered":
                return queryset.exclude(answered_at=None)
        return queryset


class ReadOnly(admin.ModelAdmin):
    view_on_site = False

    def has_add_permission(self, request):
        return False  # by the screens that do it

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(PrivateFinding)
class PrivateFindingAdmin(ReadOnly):
    list_display = ["what", "document", "places_count", "state"]
    list_filter = [WaitsFilter]
    list_select_related = ["file__edition__document"]
    search_fields = ["file__edition__document__title", "file__title"]

    def get_queryset(self, request):
        """What must be looked at comes first, and of that what readers have."""
        live = Edition.objects.live().filter(pk=OuterRef("file__edition"))
        waits = PrivateFinding.objects.open().filter(pk=OuterRef("pk"))
        found = super().get_queryset(request).annotate(is_live=Exists(live), waits=Exists(waits))
        return found.order_by("-waits", "-is_live", "pk")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Where it is answered, beside all else that its file holds."""
        finding = self.get_object(request, object_id)
        if finding is None or not self.has_view_permission(request, finding):
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(file_address(finding.file))

    @admin.display(description="what is hidden", ordering="code")
    def what(self, finding):
        return finding.kind.name

    @admin.display(description="in", ordering="file__edition__document__title")
    def document(self, finding):
        return f"{finding.file.edition}: {finding.file}"

    @admin.display(description="places")
    def places_count(self, finding):
        return finding.count

    @admin.display(description="state")
    def state(self, finding):
        if finding.answered_at:
            return "May be public"
        if not finding.must_be_answered:
            return "For your information"
        words, kind = ("Look at it: readers have it", "withdrawn") if finding.is_live else ("Look at it", "draft")
        return format_html('<span class="status status-{}">{}</span>', kind, words)


@admin.register(ErasedFile)
class ErasedFileAdmin(ReadOnly):
    list_display = ["erased_at", "reason", "erased_by", "sha256"]
    fields = ["erased_at", "erased_by", "reason", "sha256"]
    readonly_fields = fields
    list_select_related = ["erased_by"]
