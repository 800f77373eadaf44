"""What editors can say about finding: words that mean the same, results that come first, and what is sought in vain."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from lscb_site.search.misses import SEEN
from lscb_site.search.models import DistressPhrase, GlossaryTerm, MissedPhrase, PinnedResult

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(ModelAdmin):
    list_display = ["term", "other_forms", "meaning", "call"]
    search_fields = ["term", "also", "meaning"]
    fields = ["term", "also", "meaning", "call"]
    list_filter = ["call"]

    @admin.display(description="other forms")
    def other_forms(self, term: GlossaryTerm) -> str:
        return ", ".join(term.forms[1:])


@admin.register(PinnedResult)
class PinnedResultAdmin(ModelAdmin):
    list_display = ["phrase", "address", "position"]
    search_fields = ["phrase", "address"]
    fields = ["phrase", "address", "position"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        # From the list of what was sought in vain: "Pin a result" brings the phrase along.
        return {"phrase": request.GET.get("phrase", "")[:200]}


@admin.register(DistressPhrase)
class DistressPhraseAdmin(ModelAdmin):
    list_display = ["phrase"]
    search_fields = ["phrase"]
    fields = ["phrase"]


@admin.register(MissedPhrase)
class MissedPhraseAdmin(ModelAdmin):
    list_display = ["phrase", "count"]
    list_display_links = None
    search_fields = ["phrase"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[MissedPhrase]:
        return super().get_queryset(request).filter(count__gte=SEEN).exclude(phrase="")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: MissedPhrase | None = None) -> bool:
        return False
