from django.contrib import admin
from django.core.exceptions import ValidationError

from lscb_contacts.admin.numbers import AsksAboutNumbers
from lscb_contacts.exchange.boards import BoardResource
from lscb_contacts.models import Board
from lscb_site.exchange.admin import ExchangeAdmin
from lscb_site.previews.admin import HasPreviews
from lscb_site.publishing.admin import PublishableAdmin, StatusFilter
from lscb_site.publishing.forms import PublishableForm
from lscb_site.versions.admin import KeepsVersions


class BoardForm(AsksAboutNumbers, PublishableForm):
    takes_no_numbers_in = ("name", "note", "source", "source_as_of")

    def clean_succeeded_by(self):
        successors = self.cleaned_data["succeeded_by"]
        if words := self.instance.circle_by(successors):
            raise ValidationError(words)
        return successors


@admin.register(Board)
class BoardAdmin(HasPreviews, KeepsVersions, ExchangeAdmin, PublishableAdmin):
    resource_classes = [BoardResource]
    form = BoardForm
    list_display = ["name", "kind", "status_tag", "serves", "followed_by"]
    list_filter = [StatusFilter, "kind", "authorities"]
    search_fields = ["name", "authorities__short_name"]
    prepopulated_fields = {"slug": ["name"]}
    filter_horizontal = ["authorities"]
    autocomplete_fields = ["succeeded_by"]
    fieldsets = [
        (None, {"fields": [("name", "kind"), "slug", "website", "note", "authorities"]}),
        ("When it ended", {"fields": [("active_until", "active_until_precision"), "succeeded_by"]}),
        ("Where its name is from", {"fields": [("source", "source_as_of")]}),
        PublishableAdmin.PUBLICATION,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("authorities", "succeeded_by")

    @admin.display(description="authorities")
    def serves(self, board):
        return ", ".join(authority.short_name for authority in board.authorities.all())

    @admin.display(description="followed by")
    def followed_by(self, board):
        return ", ".join(map(str, board.succeeded_by.all()))
