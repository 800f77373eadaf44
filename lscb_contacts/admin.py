from django import forms
from django.contrib import admin
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_contacts.models import Authority, Board, ContactPoint, Helpline
from lscb_contacts.templatetags.contacts import phone
from lscb_site.publishing.admin import PublishableAdmin, StatusFilter


def confirmation(point) -> str:
    """“Confirmed 3 March 2026 by MASH manager”, or “Not yet confirmed”."""
    if not point.is_confirmed:
        return "Not yet confirmed"
    return f"Confirmed {format_date(point.confirmed_on, 'j F Y')} by {point.confirmed_by}"


class NumbersFilter(admin.SimpleListFilter):
    """For authorities: the counts come from `with_confirmation()`."""

    title = "telephone numbers"
    parameter_name = "numbers"

    def lookups(self, request, model_admin):
        return [("some", "Some not yet confirmed"), ("all", "All confirmed"), ("none", "None known")]

    def queryset(self, request, queryset):
        rule = {
            "some": Q(numbers__gt=F("confirmed_numbers")),
            "all": Q(numbers__gt=0, numbers=F("confirmed_numbers")),
            "none": Q(numbers=0),
        }.get(self.value())
        return queryset.filter(rule) if rule else queryset


class ConfirmationFilter(admin.SimpleListFilter):
    title = "confirmation"
    parameter_name = "confirmed"

    def lookups(self, request, model_admin):
        return [("no", "Not yet confirmed"), ("yes", "Confirmed")]

    def queryset(self, request, queryset):
        return queryset.filter(confirmed_on__isnull=self.value() == "no") if self.value() else queryset


class ContactPointForm(forms.ModelForm):
    """Keeps a confirmation from outliving the details it was given for."""

    DETAILS = {"phone", "phone_note", "email", "web", "hours"}

    def clean(self):
        cleaned = super().clean()
        confirmed = cleaned.get("confirmed_on")
        if confirmed and confirmed > timezone.localdate():
            self.add_error("confirmed_on", "This day is still to come.")
        changed = set(self.changed_data)
        if confirmed and self.instance.pk and changed & self.DETAILS and "confirmed_on" not in changed:
            self.add_error(
                "confirmed_on",
                "The details changed after they were confirmed. Give the day on which the new ones were confirmed, "
                "or empty both fields: readers are then told that they are not yet confirmed.",
            )
        return cleaned


class PointFields:
    """One way to reach an authority, on its authority's page and on its own."""

    form = ContactPointForm
    fieldsets = [
        (None, {"fields": [("name", "purpose"), ("phone", "phone_note"), ("email", "web"), "hours", "note"]}),
        ("Where it is from", {"fields": [("source", "source_as_of")]}),
        ("Who confirmed it", {"fields": [("confirmed_on", "confirmed_by")]}),
    ]


class ContactPointInline(PointFields, admin.StackedInline):
    model = ContactPoint
    extra = 0
    show_change_link = True


@admin.register(Authority)
class AuthorityAdmin(admin.ModelAdmin):
    list_display = ["short_name", "numbers_told", "police_unit", "council_url"]
    list_filter = [NumbersFilter]
    search_fields = ["name", "short_name", "contact_points__name", "contact_points__phone"]
    prepopulated_fields = {"slug": ["short_name"]}
    inlines = [ContactPointInline]
    fieldsets = [
        (None, {"fields": ["short_name", "name", "slug", "council_url", "police_unit"]}),
        ("On the map", {"classes": ["collapse"], "fields": ["gss_code", ("column", "row")]}),
    ]

    def view_on_site(self, authority):
        return authority.get_absolute_url()

    def get_queryset(self, request):
        return super().get_queryset(request).with_confirmation()

    def get_readonly_fields(self, request, obj=None):
        """London's 33 authorities are facts: what identifies one changes only in an Administrator's hands."""
        return [] if self.has_add_permission(request) else ["short_name", "name", "slug", "gss_code", "column", "row"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    @admin.display(description="telephone numbers")
    def numbers_told(self, authority):
        if not authority.numbers:
            return "None known"
        return f"{authority.confirmed_numbers} of {authority.numbers} confirmed"


@admin.register(ContactPoint)
class ContactPointAdmin(PointFields, admin.ModelAdmin):
    """The list by which numbers are checked and confirmed."""

    list_display = ["name", "authority", "purpose", "phone_told", "confirmation_told"]
    list_filter = [ConfirmationFilter, "purpose"]
    list_select_related = ["authority"]
    search_fields = ["name", "phone", "email", "authority__name"]
    autocomplete_fields = ["authority"]
    date_hierarchy = "confirmed_on"
    fieldsets = [(None, {"fields": ["authority"]}), *PointFields.fieldsets]

    @admin.display(description="telephone", ordering="phone")
    def phone_told(self, point):
        return phone(point.phone) or "None known"

    @admin.display(description="confirmation", ordering="confirmed_on")
    def confirmation_told(self, point):
        return confirmation(point)


@admin.register(Board)
class BoardAdmin(PublishableAdmin):
    list_display = ["name", "status_tag", "serves", "website"]
    list_filter = [StatusFilter, "authorities"]
    search_fields = ["name", "authorities__short_name"]
    prepopulated_fields = {"slug": ["name"]}
    filter_horizontal = ["authorities"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("authorities")

    @admin.display(description="authorities")
    def serves(self, board):
        return ", ".join(authority.short_name for authority in board.authorities.all())


@admin.register(Helpline)
class HelplineAdmin(admin.ModelAdmin):
    """Only the Administrator role has permissions for these (see lscb_site.accounts.roles)."""

    list_display = ["name", "phone_told", "description", "position"]
    prepopulated_fields = {"slug": ["name"]}

    @admin.display(description="telephone")
    def phone_told(self, helpline):
        return phone(helpline.phone)
