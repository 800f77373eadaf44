"""The screen on which a publisher says why something is withdrawn, where its readers go instead, and which of the
places that lead to it lead there from now on. One for everything that is published, pages of the CMS among them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.editing.typed import typed_page
from lscb_site.publishing.asking import Question, are_answered
from lscb_site.publishing.asking_besides import besides
from lscb_site.publishing.forms import WithdrawalForm
from lscb_site.publishing.repointing import Repointing, Taken, repointing
from lscb_site.publishing.states import State
from lscb_site.publishing.wording import quoted, sentences
from lscb_site.web.locking import lock

if TYPE_CHECKING:

    class Base(admin.ModelAdmin[Any]):
        """What it needs of the admin."""

        def has_publish_permission(self, request: HttpRequest) -> bool: ...
        def _form_address(self, item: Any) -> str: ...
        def _list_address(self) -> str: ...
else:
    Base = object

LEAD = "lead"  # the name of the ticks
MOST_TOLD = 5  # places, in the message above the next screen


class Withdraws(Base):
    """One item, or those that were chosen in its list."""

    # What differs for pages of the CMS ----------------------------------------------------------------------------

    def why_not_withdrawn(self, item: Any) -> str:
        """Why nobody can, in a sentence; empty where somebody can."""
        return "" if item.state == State.PUBLISHED else f"“{item}” is not published."

    def warning_before_withdrawing(self, item: Any) -> str:
        """What a publisher must know before, in a sentence."""
        return ""

    def shown_of(self, item: Any) -> str:
        """Changes whenever what would be withdrawn does."""
        return f"{item.pk} {item.state} {item.updated_at}"

    def withdraw_one(self, request: HttpRequest, item: Any, reason: str, instead: str, leads_on: bool) -> None:
        """Raises ValidationError. The caller holds the transaction."""
        item.withdraw(reason, instead, leads_on)
        record(Act.WITHDRAWN, person=request.user, thing=item)

    # The screen ---------------------------------------------------------------------------------------------------

    @admin.action(description="Withdraw the chosen items…", permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        items = [item for item in queryset if not self.why_not_withdrawn(item)]
        if not items:
            self.message_user(request, "None of these is published, so there is nothing to withdraw.", messages.WARNING)
            return None
        return self._withdraw(request, items, self._list_address())

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404("There is no such item.")
        if not self.has_publish_permission(request):
            raise PermissionDenied
        if words := self.why_not_withdrawn(item):
            if request.method == "POST":
                return typed_page(request, "Nothing was withdrawn", f"{words} Copy what you need.", status=409)
            self.message_user(request, words, messages.WARNING)
            return HttpResponseRedirect(self._form_address(item))
        return self._withdraw(request, [item], self._form_address(item)) or HttpResponseRedirect(self._list_address())

    def _withdraw(self, request: HttpRequest, items: Sequence[Any], back: str) -> HttpResponse | None:
        """The screen that asks why; None once it is answered and the items are withdrawn."""
        form = WithdrawalForm(request.POST if "reason" in request.POST else None, label_suffix="")
        with transaction.atomic():
            if form.is_bound:
                lock([*items, *repointing(request, items).holders])
            items = list(self.model._default_manager.filter(pk__in=[item.pk for item in items]).order_by("pk"))
            plan = repointing(request, items)
            places = [f"{place.key} {place.obstacle}" for place in plan.places]
            asked = besides(items, request.POST if form.is_bound else None, are_leaving=True)
            mark = seen([*map(self.shown_of, items), *places, *(question.mark for question in asked)])
            if form.is_bound and request.POST.get(SEEN) != mark:
                self.message_user(request, look_again(request, "withdrawn"), messages.WARNING)
            elif form.is_valid() & are_answered(asked) and self._withdraw_all(request, items, form, plan, asked):
                return None
        ticked = request.POST.getlist(LEAD) if form.is_bound else [each.key for each in plan.places if each.should_move]
        context = self.admin_site.each_context(request) | {
            "title": f"Withdraw {quoted(items)}",
            "opts": self.opts,
            "form": form,
            "items": items,
            "warnings": [words for item in items if (words := self.warning_before_withdrawing(item))],
            "plan": plan.by_item(),
            "questions": asked,
            "ticked": ticked,
            "seen": mark,
            "shown": shown(request),
            "back": back,
            "list_address": self._list_address(),
            "action": request.POST.get("action", ""),
        }
        return TemplateResponse(request, "admin/publishing/withdraw.html", context)

    def _withdraw_all(
        self,
        request: HttpRequest,
        items: Sequence[Any],
        form: WithdrawalForm,
        plan: Repointing,
        asked: Sequence[Question],
    ) -> bool:
        """All or nothing."""
        reason, instead, leads_on = (form.cleaned_data[name] for name in ("reason", "instead", "leads_on"))
        try:
            with transaction.atomic():
                for question in asked:
                    self.log_change(request, question.subject, question.write(request.user))
                for item in items:
                    self.withdraw_one(request, item, reason, instead, leads_on)
                done = plan.lead(request.POST.getlist(LEAD), instead) if instead else {}
                for item in items:
                    self.log_change(request, item, "\n".join([f"Withdrawn: {reason}", *done.get(item.pk, ())]))
        except ValidationError as refusal:
            beside = refusal.message_dict if hasattr(refusal, "error_dict") else {}
            form.add_error("instead" if "withdrawn_to" in beside else "reason", sentences(refusal))
            return False
        except Taken:
            self.message_user(request, look_again(request, "withdrawn"), messages.WARNING)
            return False
        outcomes = [each for item in items for each in done.get(item.pk, ())]
        more = ["Its history tells of the others."] if len(outcomes) > MOST_TOLD else []
        told = [f"Withdrawn: {quoted(items)}.", *outcomes[:MOST_TOLD], *more]
        self.message_user(request, " ".join(told), messages.SUCCESS)
        return True

    def get_urls(self) -> list[URLPattern]:
        withdraw = path(
            "<path:object_id>/withdraw/",
            self.admin_site.admin_view(self.withdraw_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_withdraw",
        )
        return [withdraw, *super().get_urls()]
