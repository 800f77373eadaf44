from django.contrib import admin
from django.db.models import Count

from lscb_site.editing.tables import TableOfChoices
from lscb_site.previews.admin import HasPreviews
from lscb_site.publishing.admin import PublishableAdmin, StatusFilter
from lscb_site.publishing.papers import PublishesPapers
from lscb_site.versions.admin import KeepsVersions
from resources.models import Collection, CollectionItem


class CollectionItemInline(TableOfChoices):
    model = CollectionItem
    fields = ["group", "document", "edition", "note", "position"]
    autocomplete_fields = ["document", "edition"]


@admin.register(Collection)
class CollectionAdmin(HasPreviews, KeepsVersions, PublishesPapers, PublishableAdmin):
    list_display = ["title", "status_tag", "documents_count", "updated_at"]
    list_filter = [StatusFilter]
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [CollectionItemInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "body"]}),
        PublishableAdmin.PUBLICATION,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(count=Count("items"))

    @admin.display(description="documents", ordering="count")
    def documents_count(self, collection):
        return collection.count
