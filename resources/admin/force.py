"""Whether something live is in force: what was stated of it, “Checked, still in force”, and what is past its check."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.publishing.asking import ANSWERED, ForceQuestion, in_words
from lscb_site.publishing.force import Force
from lscb_site.web.addresses import admin_address
from lscb_site.web.locking import lock
from resources.force import mark_of
from resources.models import Document, Edition
from resources.succession import succession


class StatesForce:
    """For the admin of something that claims force. Stands before `PublishableAdmin` among the bases."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and obj:
            context |= self.facts_of_force(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def facts_of_force(self, request, item):
        """What the box with the one click shows; nothing where nobody can say anything of its force."""
        claim = live_claim(item)
        if claim is None:
            return {}
        again = claim.checked_again()
        return {
            "claim": claim,
            "claim_mark": mark_of(place_of(claim)),
            "claim_seen": mark_seen(claim),
            "checked_again": again,
            "checked_again_words": again and in_words(again.stated_by, again.stated_on, again.check_on),
            "force_prefix": ForceQuestion.about(claim).form.prefix,
            "force_address": admin_address(item, "force"),
            "may_state_force": self.has_publish_permission(request),
        }

    def force_view(self, request, object_id):
        """Asks whether something live is in force. The one click of the form answers without being asked."""
        item = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404("There is no such item.")
        if not self.has_publish_permission(request):
            raise PermissionDenied
        back = HttpResponseRedirect(self._form_address(item))
        with transaction.atomic():
            lock([item])
            claim = live_claim(item)
            if claim is None:
                sentence = f"“{item}” is not live, or superseded, or a record: nothing is said of its force."
                self.message_user(request, sentence, messages.WARNING)
                return back
            mark = mark_seen(claim)
            question = ForceQuestion.about(claim, request.POST if ANSWERED in request.POST else None, is_live=True)
            if question.form.is_bound and request.POST.get(SEEN) != mark:
                self.message_user(request, look_again(request, "written"), messages.WARNING)
            elif question.form.is_valid():
                words = question.write(request.user)
                self.log_change(request, claim, words)
                self.message_user(request, f"“{claim}”: {words}", messages.SUCCESS)
                return back
        context = self.admin_site.each_context(request) | {
            "title": f"Is it in force? {claim}",
            "opts": self.opts,
            "questions": [question],
            "seen": mark,
            "shown": shown(request),
            "back": back.url,
        }
        return TemplateResponse(request, "admin/resources/force.html", context)

    def get_urls(self):
        force = path(
            "<path:object_id>/force/",
            self.admin_site.admin_view(self.force_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_force",
        )
        return [force, *super().get_urls()]


def live_claim(item):
    """What of a live item can be stated to be in force; None of a record, and of what something took the place of."""
    claim = next(iter(item.claims_of_force()), None) if item.is_live else None
    return claim if claim and claim.is_live and not place_of(claim).is_superseded else None


def place_of(claim):
    return succession(claim, claim.document) if isinstance(claim, Edition) else succession(None, claim)


def mark_seen(claim):
    """Of what a statement would be about: the edition, its document itself, and what was said of it before."""
    file = claim.main_file if isinstance(claim, Edition) else None
    last = claim.last_statement
    return seen([claim._meta.model_name, claim.pk, file.sha256 if file else "", last and (last.pk, last.updated_at)])


class ForceFilter(admin.SimpleListFilter):
    title = "force"
    parameter_name = "force"

    def lookups(self, request, model_admin):
        return Force.choices

    def queryset(self, request, queryset):
        if self.value() not in Force.values:
            return queryset
        now = timezone.now()
        return queryset.filter(Document.live_rule(now), force=self.value())


@admin.display(description="force")
def force_text(document):
    """Of the newest edition of a live document, with the day of its check."""
    if not document.is_live:
        return ""
    force = Force(document.force)
    if force in (Force.IN_FORCE, Force.PAST_CHECK):
        return f"{force.label}, check {format_date(document.stated_until, 'j F Y')}"
    return force.label
