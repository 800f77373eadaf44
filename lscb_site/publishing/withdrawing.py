"""The screen on which a publisher says why something is withdrawn, and where its readers go instead."""

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.editing.typed import typed_page
from lscb_site.publishing.forms import WithdrawalForm
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State
from lscb_site.publishing.wording import quoted, sentences

if TYPE_CHECKING:

    class Base(admin.ModelAdmin[Publishable]):
        """What it needs of `PublishableAdmin`."""

        def has_publish_permission(self, request: HttpRequest) -> bool: ...
        def _form_address(self, item: Publishable) -> str: ...
        def _list_address(self) -> str: ...
else:
    Base = object


class Withdraws(Base):
    """For `PublishableAdmin`: one item, or those that were chosen in its list."""

    def withdraw_one(self, request: HttpRequest, item: Publishable, reason: str, instead: str) -> None:
        with transaction.atomic():
            item.withdraw(reason, instead)
        self.log_change(request, item, f"Withdrawn: {reason}")

    @admin.action(description="Withdraw the chosen items…", permissions=["publish"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Publishable]) -> HttpResponse | None:
        items = list(queryset.filter(state=State.PUBLISHED))
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
        if item.state != State.PUBLISHED:
            if request.method == "POST":
                sentence = "It was withdrawn or returned to draft while you were writing. Copy what you need."
                return typed_page(request, f"“{item}” is not published any more", sentence, status=409)
            self.message_user(request, f"“{item}” is not published.", messages.WARNING)
            return HttpResponseRedirect(self._form_address(item))
        return self._withdraw(request, [item], self._form_address(item)) or HttpResponseRedirect(self._list_address())

    def _withdraw(self, request: HttpRequest, items: list[Publishable], back: str) -> HttpResponse | None:
        """The screen that asks why; None once it is answered and the items are withdrawn."""
        form = WithdrawalForm(request.POST if "reason" in request.POST else None)
        with transaction.atomic():
            keys = [item.pk for item in items]
            items = list(self.model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk"))
            mark = seen(f"{item.pk} {item.state} {item.updated_at}" for item in items)
            if form.is_bound and request.POST.get(SEEN) != mark:
                self.message_user(request, look_again(request, "withdrawn"), messages.WARNING)
            elif form.is_valid() and self._withdraw_all(request, items, form):
                self.message_user(request, f"Withdrawn: {quoted(items)}.", messages.SUCCESS)
                return None
        context = self.admin_site.each_context(request) | {
            "title": f"Withdraw {quoted(items)}",
            "opts": self.opts,
            "form": form,
            "items": items,
            "seen": mark,
            "shown": shown(request),
            "back": back,
            "action": request.POST.get("action", ""),
        }
        return TemplateResponse(request, "admin/publishing/withdraw.html", context)

    def _withdraw_all(self, request: HttpRequest, items: list[Publishable], form: WithdrawalForm) -> bool:
        try:
            with transaction.atomic():
                for item in items:
                    self.withdraw_one(request, item, form.cleaned_data["reason"], form.cleaned_data["instead"])
        except ValidationError as refusal:
            beside = refusal.message_dict if hasattr(refusal, "error_dict") else {}
            form.add_error("instead" if "withdrawn_to" in beside else "reason", sentences(refusal))
            return False
        return True

    def get_urls(self) -> list[URLPattern]:
        withdraw = path(
            "<path:object_id>/withdraw/",
            self.admin_site.admin_view(self.withdraw_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_withdraw",
        )
        return [withdraw, *super().get_urls()]
