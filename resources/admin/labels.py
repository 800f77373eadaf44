from django.contrib import admin
from django.db.models import Count

from resources.models import Audience, Publisher, Topic


@admin.register(Topic, Audience, Publisher)
class LabelAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "documents_count"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(count=Count("documents"))

    @admin.display(description="documents", ordering="count")
    def documents_count(self, label):
        return label.count
