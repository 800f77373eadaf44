"""How everything publishable is edited: its status, its preview, and who may publish and withdraw it.

An Editor writes drafts. What is published or withdrawn changes only in the hands of somebody with the model's `publish`
permission; others see it, read-only, with a sentence that says why.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.editing.model_admin import EditedTogether
from lscb_site.publishing.asking import Question, questions
from lscb_site.publishing.asking_screen import AsksBeforePublishing
from lscb_site.publishing.forms import PublishableForm
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State, Status, has_status_at
from lscb_site.publishing.submitting import TakesSubmissions
from lscb_site.publishing.withdrawing import Withdraws
from lscb_site.publishing.wording import quoted, sentences
from lscb_site.web.addresses import admin_address

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Publishable]
else:
    Base = admin.ModelAdmin

NEEDS_PUBLISH = {"_publish", "_draft"}
READ_ONLY = {
    Status.LIVE: "This is live, so only a publisher can change it.",
    Status.SCHEDULED: "This will go live by itself, so only a publisher can change it.",
    Status.EXPIRED: "This was live, so only a publisher can change it.",
    Status.WITHDRAWN: "This has been withdrawn, so only a publisher can change it.",
}
WHEN = "j F Y \\a\\t H:i"


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> list[tuple[str, str]]:
        return Status.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value in Status.values:
            return queryset.filter(has_status_at(Status(value), timezone.now()))
        return queryset


class PublishableAdmin(Withdraws, TakesSubmissions, AsksBeforePublishing, EditedTogether, Base):
    """For a `Publishable`. Put `status_tag` in `list_display` and `PUBLICATION` last in `fieldsets`."""

    PUBLICATION: Any = ("When it is live", {"fields": ["publish_from", "publish_until"]})

    form = PublishableForm
    change_form_template = "admin/publishing/change_form.html"
    list_filter = [StatusFilter]
    actions = ["publish_chosen", "withdraw_chosen", "return_chosen_to_draft"]
    beside_the_form = ("state",)
    view_on_site = False  # the form has its own link, which says whether it opens a preview or the live page

    # Who may do what ----------------------------------------------------------------------------------------------

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def has_change_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.state == State.DRAFT or self.has_publish_permission(request))

    def has_delete_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        """Only what was never live: what readers may have linked to is withdrawn, so that its address can say why."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.state == State.DRAFT and not obj.has_been_public))

    def refusal(self, request: HttpRequest, stored: Publishable) -> str:
        """To somebody who was writing while it was published or withdrawn."""
        reason = READ_ONLY.get(stored.status(), "You may not change this, or not any more.")
        return f"{reason} Your text is below: copy it, and send it to a publisher."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publishable]:
        return super().get_queryset(request).prefetch_related("submissions")

    # What the screens show ----------------------------------------------------------------------------------------

    @admin.display(description="status", ordering="state")
    def status_tag(self, item: Publishable) -> str:
        status = item.status_for_staff()
        message = status.label
        if status == Status.SCHEDULED:
            message = f"Goes live {format_date(timezone.localtime(item.publish_from), WHEN)}"
        elif status == Status.EXPIRED:
            message = f"Ended {format_date(timezone.localtime(item.publish_until), WHEN)}"
        return format_html('<span class="status status-{}">{}</span>', status.value, message)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Publishable | None = None,
    ) -> HttpResponse:
        status = obj.status() if obj else Status.DRAFT
        submission = obj.submission if obj and self.is_draft(obj) else None
        may_publish = self.has_publish_permission(request)
        together = [other for other in obj.goes_live_with() if other.state == State.DRAFT] if obj else []
        context |= {
            "status": status,
            "status_tag": self.status_tag(obj) if obj else "",
            "read_only_reason": READ_ONLY.get(status, "") if change and not may_publish else "",
            "submission": submission,
            "may_take_back": not may_publish and obj is not None and self.may_submit(request, obj),
            "can_publish": may_publish and status in (Status.DRAFT, Status.WITHDRAWN),
            "can_submit": not may_publish and status == Status.DRAFT and not (submission and submission.is_open),
            "can_withdraw": may_publish and change and obj is not None and obj.state == State.PUBLISHED,
            "can_return": may_publish and status in (Status.SCHEDULED, Status.EXPIRED, Status.WITHDRAWN),
            "goes_live_too": quoted(together),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Buttons of the form ------------------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if NEEDS_PUBLISH & request.POST.keys() and not self.has_publish_permission(request):
            raise PermissionDenied
        return super().changeform_view(request, object_id, form_url, extra_context)

    def response_add(
        self, request: HttpRequest, obj: Publishable, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._answer(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Publishable) -> HttpResponse:
        return self._answer(request, obj) or super().response_change(request, obj)

    def _answer(self, request: HttpRequest, item: Publishable) -> HttpResponse | None:
        """What follows the button by which `item` was saved; None for the plain "Save"."""
        if "_preview" in request.POST:
            is_live = item.status() == Status.LIVE
            return HttpResponseRedirect(item.get_absolute_url() if is_live else admin_address(item, "preview"))
        if "_publish" in request.POST:
            if questions([item]):
                return HttpResponseRedirect(admin_address(item, "publish"))
            done = self.publish_one(request, item)
            return HttpResponseRedirect(self._list_address() if done else self._form_address(item))
        if "_submit" in request.POST:
            return HttpResponseRedirect(admin_address(item, "submit"))
        if "_draft" in request.POST:
            self.return_one_to_draft(request, item)
            return HttpResponseRedirect(self._form_address(item))
        return None

    def _list_address(self) -> str:
        return admin_address(self.model, "changelist")

    def _form_address(self, item: Publishable) -> str:
        return admin_address(item)

    # Publishing and withdrawing -----------------------------------------------------------------------------------

    def publish_one(self, request: HttpRequest, item: Publishable, asked: Sequence[Question] = ()) -> bool:
        """Publish a saved item with what goes live with it, all or nothing, and tell the editor how that went.

        `asked` has the answers to what is asked of these before (`lscb_site.publishing.asking`).
        """
        together = [other for other in item.goes_live_with() if other.state == State.DRAFT]
        try:
            with transaction.atomic():
                self.write_answers(request, asked)
                for each in (item, *together):
                    each.end_waiting(request.user)
                item.publish()
        except ValidationError as refusal:
            item.refresh_from_db()
            self.message_user(request, f"“{item}” is saved, but not published. {sentences(refusal)}", messages.ERROR)
            return False
        self.log_change(request, item, "Published.")
        for other in together:
            self.log_change(request, other, f"Published with “{item}”.")
        when = "is live"
        if item.status() == Status.SCHEDULED:
            when = f"will go live on {format_date(timezone.localtime(item.publish_from), WHEN)}"
        more = f", together with {quoted(together)}" if together else ""
        message = format_html('“<a href="{}">{}</a>” {}{}.', item.get_absolute_url(), item, when, more)
        self.message_user(request, message, messages.SUCCESS)
        return True

    def return_one_to_draft(self, request: HttpRequest, item: Publishable) -> None:
        with transaction.atomic():
            item.return_to_draft()
            record(Act.RETURNED_TO_DRAFT, person=request.user, thing=item)
        self.log_change(request, item, "Returned to draft.")
        self.message_user(request, f"“{item}” is a draft again.", messages.SUCCESS)

    @admin.action(description="Publish the chosen items", permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Publishable]) -> HttpResponse | None:
        waiting = list(queryset.exclude(state=State.PUBLISHED))
        asking = [item for item in waiting if questions([item])]
        for item in waiting:
            if item not in asking:
                self.publish_one(request, item)
        return self.publish_asking(request, asking, self._list_address()) if asking else None

    @admin.action(description="Return the chosen items to draft", permissions=["publish"])
    def return_chosen_to_draft(self, request: HttpRequest, queryset: QuerySet[Publishable]) -> None:
        live = queryset.filter(has_status_at(Status.LIVE, timezone.now()))
        if found := list(live):
            message = f"{quoted(found)} cannot return to draft while live. Withdraw first, so that readers learn why."
            self.message_user(request, message, messages.WARNING)
        for item in queryset.exclude(state=State.DRAFT).exclude(pk__in=[item.pk for item in found]):
            self.return_one_to_draft(request, item)
