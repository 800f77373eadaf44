"""The screen on which a publisher says whether something is in force before it is published."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.publishing.asking import ANSWERED, Question, are_answered, questions
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State
from lscb_site.publishing.wording import quoted
from lscb_site.web.locking import lock

if TYPE_CHECKING:

    class Base(admin.ModelAdmin[Publishable]):
        """What it needs of `PublishableAdmin`."""

        def has_publish_permission(self, request: HttpRequest) -> bool: ...
        def publish_one(self, request: HttpRequest, item: Publishable, asked: Sequence[Question] = ()) -> bool: ...
        def _form_address(self, item: Publishable) -> str: ...
        def _list_address(self) -> str: ...
else:
    Base = object


class AsksBeforePublishing(Base):
    """For `PublishableAdmin`, whose `publish_one` it calls with the answers."""

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks what a publisher must say of a saved item, and publishes it."""
        item = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404("There is no such item.")
        if not self.has_publish_permission(request):
            raise PermissionDenied
        if item.state == State.PUBLISHED or not questions([item]):
            if item.state == State.PUBLISHED:
                self.message_user(request, f"“{item}” is published already.", messages.WARNING)
            return HttpResponseRedirect(self._form_address(item))
        return self.publish_asking(request, [item], self._form_address(item)) or HttpResponseRedirect(
            self._list_address()
        )

    def publish_asking(self, request: HttpRequest, items: list[Publishable], back: str) -> HttpResponse | None:
        """The screen with the questions; None once they are answered and what can be published is."""
        with transaction.atomic():
            lock(items)
            asked = {item.pk: questions([item], request.POST) for item in items}
            every = [question for some in asked.values() for question in some]
            mark = seen(
                [*(f"{item.pk} {item.state} {item.updated_at}" for item in items), *(each.mark for each in every)]
            )
            if ANSWERED in request.POST and request.POST.get(SEEN) != mark:
                self.message_user(request, look_again(request, "published"), messages.WARNING)
            elif ANSWERED in request.POST and are_answered(every):
                for item in items:
                    self.publish_one(request, item, asked[item.pk])
                return None
        context = self.admin_site.each_context(request) | {
            "title": f"Publish {quoted(items)}",
            "opts": self.opts,
            "items": items,
            "questions": every,
            "seen": mark,
            "shown": shown(request),
            "back": back,
            "action": request.POST.get("action", ""),
        }
        return TemplateResponse(request, "admin/publishing/publish.html", context)

    def write_answers(self, request: HttpRequest, asked: Sequence[Question]) -> None:
        for question in asked:
            self.log_change(request, question.subject, question.write(request.user))

    def get_urls(self) -> list[URLPattern]:
        publish = path(
            "<path:object_id>/publish/",
            self.admin_site.admin_view(self.publish_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_publish",
        )
        return [publish, *super().get_urls()]
