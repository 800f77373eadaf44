from django.contrib import admin

from lscb_contacts.models import Place


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ["name", "lies_in", "only_alone"]
    list_filter = ["authorities"]
    search_fields = ["name", "authorities__short_name"]
    filter_horizontal = ["authorities"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("authorities")

    @admin.display(description="lies in")
    def lies_in(self, place):
        return ", ".join(authority.short_name for authority in place.authorities.all())
