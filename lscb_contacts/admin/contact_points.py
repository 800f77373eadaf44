from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.template.response import TemplateResponse
from django.utils import timezone

from lscb_contacts.admin.history import history_of
from lscb_contacts.admin.numbers import FindsNumbers
from lscb_contacts.admin.points import OpeningHoursInline, PointFields, SavesPoints, confirmation, lines_in
from lscb_contacts.confirming.replies import seen
from lscb_contacts.confirming.values import hours_of
from lscb_contacts.confirming.writing import withhold_number
from lscb_contacts.exchange.contact_points import ContactPointResource
from lscb_contacts.freshness import Freshness
from lscb_contacts.models import ContactPoint, ProposedChange
from lscb_contacts.templatetags.contacts import phone
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.editing.marks import shown
from lscb_site.editing.seen import look_again
from lscb_site.exchange.admin import ExchangeAdmin
from lscb_site.text.job_roles import refuse_a_name
from lscb_site.web.date_fields import DayField


class FreshnessFilter(admin.SimpleListFilter):
    title = "confirmation"
    parameter_name = "freshness"

    def lookups(self, request, model_admin):
        return Freshness.choices

    def queryset(self, request, queryset):
        return queryset.filter(freshness=self.value()) if self.value() in Freshness.values else queryset


class ConfirmByHandForm(forms.Form):
    """What an editor was told, on the telephone or in a letter."""

    confirmed_by = forms.CharField(
        label="Which role confirmed them?",
        max_length=120,
        validators=[refuse_a_name],
        help_text="Such as “MASH manager”. Not a person's name: readers see it.",
    )
    confirmed_on = DayField(
        label="On which day?",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_confirmed_on(self):
        day = self.cleaned_data["confirmed_on"]
        if day > timezone.localdate():
            raise ValidationError("This day is still to come.")
        return day


@admin.register(ContactPoint)
class ContactPointAdmin(SavesPoints, FindsNumbers, PointFields, ExchangeAdmin):
    """The list by which numbers are checked and confirmed."""

    resource_classes = [ContactPointResource]
    import_help = (
        "It confirms nothing. What it changes of an entry (owner, purpose, name, numbers, addresses, hours, notes) "
        "waits until somebody else accepts it; readers see the old until then. A telephone number belongs in the "
        "column phone and in no other."
    )
    change_form_template = "admin/lscb_contacts/point_form.html"
    list_display = ["name", "owner", "purpose", "phone_text", "confirmation_text"]
    list_filter = [FreshnessFilter, "purpose"]
    list_select_related = ["authority", "board"]
    search_fields = ["name", "phone", "email", "authority__name", "board__name"]
    autocomplete_fields = ["authority", "board"]
    date_hierarchy = "confirmed_on"
    fieldsets = [(None, {"fields": [("authority", "board")]}), *PointFields.fieldsets]
    inlines = [OpeningHoursInline]
    actions = ["confirm_by_hand", "withhold_numbers"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_freshness()

    def save_model(self, request, obj, form, change):
        """Together with its opening hours, below: what is proposed at one time is decided on together."""

    def save_related(self, request, form, formsets, change):
        form.save_m2m()
        (hours,) = formsets
        hours.save(commit=False)  # nothing but to learn what was changed, for the history
        request.waits = self.save_point(request, form.instance, lines_in(hours)).waiting is not None

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        """Without the admin's “was changed successfully” where the change waits: readers do not see it."""
        if not (getattr(request, "waits", False) and level == messages.SUCCESS):
            super().message_user(request, message, level, *args, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["waiting"] = list(obj.proposed_changes.waiting()) if obj else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_deleted_objects(self, objs, request):
        """What was proposed about an entry goes with it. It is deleted nowhere else, so nobody has a permission to."""
        found, counts, needed, protected = super().get_deleted_objects(objs, request)
        return found, counts, needed - {ProposedChange._meta.verbose_name}, protected

    def history_view(self, request, object_id, extra_context=None):
        point = self.get_object(request, object_id)
        changes = {"changes": history_of(point) if point else []}
        return super().history_view(request, object_id, (extra_context or {}) | changes)

    object_history_template = "admin/lscb_contacts/point_history.html"

    @admin.display(description="of", ordering="authority")
    def owner(self, point):
        return point.owner

    @admin.display(description="telephone", ordering="phone")
    def phone_text(self, point):
        return phone(point.phone) or "None known"

    @admin.display(description="confirmation", ordering="confirmed_on")
    def confirmation_text(self, point):
        return confirmation(point)

    @admin.action(description="Confirm the chosen contact points…", permissions=["change"])
    def confirm_by_hand(self, request, queryset):
        """Asks for the role and the day, then confirms."""
        form = ConfirmByHandForm(request.POST if "confirmed_by" in request.POST else None)
        with transaction.atomic():
            list(ContactPoint.objects.select_for_update().filter(pk__in=queryset.values("pk")).values_list("pk"))
            points = list(queryset.prefetch_related("opening_hours"))
            mark = seen(points)
            if form.is_bound and request.POST.get("seen") != mark:
                # Only what was on the screen was confirmed.
                self.message_user(request, look_again(request, "confirmed"), messages.WARNING)
            elif form.is_valid():
                for point in points:
                    point.confirm(form.cleaned_data["confirmed_on"], form.cleaned_data["confirmed_by"])
                    point.save()
                    record(Act.CONFIRMED, person=request.user, thing=point)
                    self.log_change(request, point, "Confirmed by hand.")
                self.message_user(request, f"Confirmed: {', '.join(map(str, points))}.", messages.SUCCESS)
                return None
        context = self.admin_site.each_context(request) | {
            "title": "Confirm contact points",
            "opts": self.opts,
            "form": form,
            "points": [(point, hours_of(point)) for point in points],
            "seen": mark,
            "shown": shown(request),
        }
        return TemplateResponse(request, "admin/lscb_contacts/confirm_by_hand.html", context)

    @admin.action(description="Take the numbers of the chosen away now: they are wrong", permissions=["change"])
    def withhold_numbers(self, request, queryset):
        """At once and without a second person: a page without a number harms no one."""
        for point in queryset.exclude(Q(phone="")):
            try:
                withhold_number(point, request.user)
            except ValidationError as refusal:
                self.message_user(request, f"{point}: {' '.join(refusal.messages)}", messages.ERROR)
                continue
            self.log_change(request, point, "Number taken away.")
            self.message_user(request, f"{point}: the site no longer shows a number.", messages.SUCCESS)
