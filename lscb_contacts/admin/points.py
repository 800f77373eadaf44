"""How a contact point is written, on its authority's page and on its own."""

from django import forms
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html

from lscb_contacts.admin.numbers import AsksAboutNumbers
from lscb_contacts.confirming.writing import write
from lscb_contacts.freshness import Freshness
from lscb_contacts.models import ContactPoint, OpeningHours
from lscb_site.editing.tables import Table
from lscb_site.web.addresses import admin_address


def confirmation(point) -> str:
    """“Confirmed 3 March 2026 by MASH manager”, marked with how far that can be relied on."""
    freshness = Freshness(point.freshness)
    if freshness == Freshness.UNCONFIRMED:
        return format_html('<span class="status status-expired">{}</span>', freshness.label)
    sentence = f"{format_date(point.confirmed_on, 'j F Y')} by {point.confirmed_by}"
    if freshness == Freshness.FRESH:
        return format_html('<span class="status status-live">Confirmed {}</span>', sentence)
    return format_html('<span class="status status-expired">{}</span> Confirmed {}', freshness.label, sentence)


class ContactPointForm(AsksAboutNumbers, forms.ModelForm):
    asks_about_numbers_in = ("name", "phone_note", "hours_note", "note")
    takes_no_numbers_in = ("source", "source_as_of", "source_note", "hours_source", "hours_source_as_of")

    def clean_confirmed_on(self):
        confirmed = self.cleaned_data["confirmed_on"]
        if confirmed and confirmed > timezone.localdate():
            raise forms.ValidationError("This day is still to come.")
        return confirmed


class PointFields:
    """One way to reach an authority or a board."""

    form = ContactPointForm
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *(("name", "purpose"), ("phone", "phone_note"), ("email", "web")),
                    *("hours_note", "note", "check_first"),
                ]
            },
        ),
        (
            "Where it is from",
            {"fields": [("source", "source_as_of"), "source_note", ("hours_source", "hours_source_as_of")]},
        ),
        (
            "Who confirmed it",
            {
                "fields": [("confirmed_on", "confirmed_by")],
                "description": "This goes for the whole entry: whose it is, its purpose, name, numbers, addresses, "
                "hours and notes. What you change above is confirmed only if you give the day and the role anew.",
            },
        ),
    ]


class ContactPointInline(PointFields, admin.StackedInline):
    model = ContactPoint
    extra = 0
    show_change_link = True


class OpeningHoursInline(Table):
    model = OpeningHours
    extra = 0


def lines_in(formset) -> list[OpeningHours] | None:
    """The lines of hours as a valid form has them; None where nobody touched them."""
    if not formset.has_changed():
        return None
    kept = [form for form in formset.forms if form not in formset.deleted_forms]
    return [form.instance for form in kept if form.instance.pk or form.has_changed()]


def until_then(written) -> str:
    """What readers see while a change waits."""
    if written.is_new:
        return "Until then readers see its name and purpose, and are sent to the council’s site"
    as_it_was = ", confirmed as it was" if written.point.confirmed_on else ""
    return f"Until then readers see the entry without it{as_it_was}"


class SavesPoints:
    """For an admin whose forms write contact points: what is new in an entry waits for a second person."""

    def save_point(self, request, point, lines=None):
        written = write(point, request.user, lines=lines)
        if change := written.waiting:
            told = '{}: what you changed (<a href="{}">{}</a>) waits until somebody else accepts it. {}.'
            self.message_user(
                request,
                format_html(told, point, admin_address(change), change.what, until_then(written)),
                messages.WARNING,
            )
        if written.was_confirmed:
            sentence = f"{point}: it is not shown as confirmed any more. Confirm it again when somebody has checked it."
            self.message_user(request, sentence, messages.WARNING)
        return written

    def save_formset(self, request, form, formset, change):
        if formset.model is not ContactPoint:
            super().save_formset(request, form, formset, change)
            return
        for point in formset.save(commit=False):
            self.save_point(request, point)
        for point in formset.deleted_objects:
            point.delete()
