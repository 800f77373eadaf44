from django.contrib import admin

from lscb_contacts.admin.exchanging import ExchangeAdmin
from lscb_contacts.exchange.boards import BoardResource
from lscb_contacts.models import Board
from lscb_site.publishing.admin import PublishableAdmin, StatusFilter


@admin.register(Board)
class BoardAdmin(ExchangeAdmin, PublishableAdmin):
    resource_classes = [BoardResource]
    list_display = ["name", "kind", "status_tag", "serves", "succeeded_by"]
    list_filter = [StatusFilter, "kind", "authorities"]
    list_select_related = ["succeeded_by"]
    search_fields = ["name", "authorities__short_name"]
    prepopulated_fields = {"slug": ["name"]}
    filter_horizontal = ["authorities"]
    autocomplete_fields = ["succeeded_by"]
    fieldsets = [
        (None, {"fields": [("name", "kind"), "slug", "website", "note", "authorities"]}),
        ("When it ended", {"fields": [("active_until", "active_until_precision"), "succeeded_by"]}),
        PublishableAdmin.PUBLICATION,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("authorities")

    @admin.display(description="authorities")
    def serves(self, board):
        return ", ".join(authority.short_name for authority in board.authorities.all())
