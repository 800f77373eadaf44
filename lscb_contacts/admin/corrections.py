from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html_join

from lscb_contacts.admin.requests import ReadOnly
from lscb_contacts.confirming.corrections import NotAccepted, accept, is_own, reject
from lscb_contacts.confirming.values import Field, in_words, stored_value
from lscb_contacts.models import ContactPoint, ProposedChange, ProposedValue
from lscb_contacts.numbers_in_texts import numbers_in
from lscb_site.editing.marks import shown
from lscb_site.editing.seen import look_again, seen
from lscb_site.editing.written import replay_of
from lscb_site.web.addresses import admin_address

State = ProposedChange.State
NOTHING = "Nothing"
TEXTS = {Field.NAME, Field.PHONE_NOTE, Field.HOURS, Field.HOURS_NOTE, Field.NOTE}


def told(point: ContactPoint, value: ProposedValue) -> dict:
    """One field of a change in words: as the site shows it now, as it was when it was proposed, as it would be."""
    now = stored_value(point, value.field)
    return {
        "field": value.get_field_display(),
        "now": in_words(value.field, now) or NOTHING,
        "before": in_words(value.field, value.before) or NOTHING,
        "after": in_words(value.field, value.after) or NOTHING,
        "has_moved_on": now != value.before,
        "numbers": numbers_in(value.after) if value.field in TEXTS else [],
    }


class StateFilter(admin.SimpleListFilter):
    """Shows what waits, unless something else is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*State.choices, ("every", "Every state")]

    def choices(self, changelist):
        for value, label in self.lookup_choices:
            yield {
                "selected": (self.value() or State.WAITING.value) == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, queryset):
        asked = self.value() or State.WAITING.value
        return queryset.filter(state=asked) if asked in State.values else queryset


def mark_of(point: ContactPoint, waiting) -> str:
    """Of what a decision is made about: each change that waits, and what the site shows in its place."""
    return seen(
        (change.pk, value.field, stored_value(point, value.field), value.after, change.told_by)
        for change in sorted(waiting, key=lambda change: change.pk)
        for value in change.values.all()
    )


@admin.register(ProposedChange)
class ProposedChangeAdmin(ReadOnly, admin.ModelAdmin):
    """What waits for a decision, and what was decided. A change is decided on beside all others of its point."""

    list_display = ["contact_point", "values_text", "told_by", "proposed_at", "state"]
    list_filter = [StateFilter, "origin", "values__field"]
    list_select_related = ["contact_point__authority", "contact_point__board", "proposed_by"]
    search_fields = ["contact_point__name", "contact_point__authority__name"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("values")

    @admin.display(description="what, before and after")
    def values_text(self, change):
        lines = [
            (
                value.get_field_display(),
                *(in_words(value.field, text) or NOTHING for text in (value.before, value.after)),
            )
            for value in change.values.all()
        ]
        return format_html_join("", "<div>{}: <del>{}</del> <ins>{}</ins></div>", lines)

    @admin.display(description="proposed by")
    def told_by(self, change):
        return change.told_by

    def may_decide(self, request):
        return request.user.has_perm("lscb_contacts.change_proposedchange")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        change = self.get_object(request, object_id)
        if change is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            if not self.may_decide(request):
                raise PermissionDenied
            self.decide(request, change.contact_point)
            if not replay_of(request):
                return HttpResponseRedirect(admin_address(change))
        return TemplateResponse(request, "admin/lscb_contacts/corrections.html", self.facts(request, change))

    def facts(self, request, change) -> dict:
        point = change.contact_point
        changes = list(
            point.proposed_changes.select_related("contact_point", "proposed_by", "decided_by", "request")
            .prefetch_related("values")
            .order_by("state", "proposed_at")
        )
        told_of = [
            {
                "change": found,
                "values": [told(point, value) for value in found.values.all()],
                "is_own": is_own(found, request.user),
            }
            for found in changes
        ]
        return self.admin_site.each_context(request) | {
            "title": f"Changes to {point}",
            "opts": self.opts,
            "point": point,
            "may_decide": self.may_decide(request),
            "seen": mark_of(point, (found for found in changes if found.state == State.WAITING)),
            "shown": shown(request),
            "waiting": [each for each in told_of if each["change"].state == State.WAITING],
            "decided": [each for each in told_of if each["change"].state != State.WAITING],
        }

    def decide(self, request, point):
        """What the button says: `accept` or `reject` with the key of one of the point's changes."""
        decision = "accept" if "accept" in request.POST else "reject"
        key = request.POST.get(decision, "")
        change = point.proposed_changes.filter(pk=key).first() if key.isdecimal() else None
        if change is None:
            self.message_user(request, "Choose a change to accept or to reject.", messages.WARNING)
            return
        try:
            with transaction.atomic():
                point = ContactPoint.objects.select_for_update().get(pk=point.pk)
                if request.POST.get("seen") != mark_of(
                    point, point.proposed_changes.waiting().prefetch_related("values")
                ):
                    self.message_user(request, look_again(request, "decided"), messages.WARNING)
                    return
                rivals = []
                if decision == "accept":
                    _, rivals = accept(change, request.user)
                else:
                    reject(change, request.user)
        except (NotAccepted, ValidationError) as refusal:
            sentences = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
            self.message_user(request, " ".join(sentences), messages.ERROR)
            return
        done = "The site shows it now." if decision == "accept" else "The site goes on showing what it showed."
        self.message_user(request, f"{change}: {decision}ed. {done}", messages.SUCCESS)
        for rival in rivals:
            lost = f"What {rival.told_by} proposed ({rival.what}) is overtaken by this. Nobody needs to decide on it."
            self.message_user(request, lost, messages.WARNING)
