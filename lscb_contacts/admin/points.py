"""How a contact point is written, on its authority's page and on its own."""

from django import forms
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html

from lscb_contacts.confirming.corrections import save_or_propose
from lscb_contacts.freshness import Freshness
from lscb_contacts.models import ContactPoint, OpeningHours
from lscb_contacts.templatetags.contacts import phone


def confirmation(point) -> str:
    """“Confirmed 3 March 2026 by MASH manager”, marked with how far that can be relied on."""
    freshness = Freshness(point.freshness)
    if freshness == Freshness.UNCONFIRMED:
        return format_html('<span class="status status-expired">{}</span>', freshness.label)
    sentence = f"{format_date(point.confirmed_on, 'j F Y')} by {point.confirmed_by}"
    if freshness == Freshness.FRESH:
        return format_html('<span class="status status-live">Confirmed {}</span>', sentence)
    return format_html('<span class="status status-expired">{}</span> Confirmed {}', freshness.label, sentence)


class ContactPointForm(forms.ModelForm):
    """Keeps a confirmation from outliving the details it was given for."""

    def clean(self):
        cleaned = super().clean()
        confirmed = cleaned.get("confirmed_on")
        if confirmed and confirmed > timezone.localdate():
            self.add_error("confirmed_on", "This day is still to come.")
        changed = set(self.changed_data)
        if (
            confirmed
            and self.instance.pk
            and not changed.isdisjoint(ContactPoint.DETAILS)
            and "confirmed_on" not in changed
        ):
            self.add_error(
                "confirmed_on",
                "The details changed after they were confirmed. Give the day on which the new ones were confirmed, "
                "or empty both fields: readers are then told that they are not yet confirmed.",
            )
        return cleaned


class PointFields:
    """One way to reach an authority or a board."""

    form = ContactPointForm
    fieldsets = [
        (None, {"fields": [("name", "purpose"), ("phone", "phone_note"), ("email", "web"), "hours_note", "note"]}),
        ("Where it is from", {"fields": [("source", "source_as_of")]}),
        ("Who confirmed it", {"fields": [("confirmed_on", "confirmed_by")]}),
    ]


class ContactPointInline(PointFields, admin.StackedInline):
    model = ContactPoint
    extra = 0
    show_change_link = True


class OpeningHoursInline(admin.TabularInline):
    model = OpeningHours
    extra = 0


class SavesPoints:
    """For an admin whose forms write contact points: a new number waits for a second person."""

    def save_point(self, request, point):
        if change := save_or_propose(point, request.user):
            sentence = (
                f"The number {phone(point.phone) or 'that the site shows'} stays"
                if point.phone
                else "No number is shown"
            )
            self.message_user(
                request,
                f"{point}: the new number waits until somebody else accepts it. {sentence} until then.",
                messages.WARNING,
            )
        return change

    def save_formset(self, request, form, formset, change):
        if formset.model is not ContactPoint:
            super().save_formset(request, form, formset, change)
            return
        for point in formset.save(commit=False):
            self.save_point(request, point)
        for point in formset.deleted_objects:
            point.delete()
