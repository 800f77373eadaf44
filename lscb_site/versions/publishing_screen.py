"""Putting the draft of the next version in the place of what readers see, after the questions that every publishing
asks. They are asked of the item as the draft would have it: another kind can be another claim."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.publishing.asking import ANSWERED, Question, are_answered, questions
from lscb_site.publishing.models import Publishable
from lscb_site.versions.contents import refused
from lscb_site.versions.drafting import as_the_draft_says, draft_of, draft_on_top, number_of_draft, publish_draft
from lscb_site.versions.keeping import stored
from lscb_site.web.addresses import admin_address

if TYPE_CHECKING:
    from lscb_site.publishing.admin import PublishableAdmin

    class Base(PublishableAdmin):
        """What it needs of `WritesDrafts`."""

        def item_of(self, request: HttpRequest, object_id: str, *, lock: bool = False) -> Publishable: ...
        def no_draft(self, request: HttpRequest, item: Publishable) -> HttpResponse | None: ...
else:
    Base = object

CHANGED = "What is live was changed since this draft was saved. Look at the draft once more, and publish it from there."


class PublishesVersions(Base):
    """For `WritesDrafts`."""

    def publish_written(self, request: HttpRequest, item: Publishable) -> HttpResponse:
        """A draft that was just saved: put in place, or first its questions. The caller has locked the item."""
        try:
            with as_the_draft_says(item) as then:
                asked = questions([then])
        except (ValidationError, IntegrityError) as problem:
            return self.not_put_in_place(request, item, problem)
        if asked:
            return HttpResponseRedirect(admin_address(item, "publish_version"))
        return self.put_in_place(request, item)

    def publish_version_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks what a publisher must say before readers get the draft, and publishes it."""
        with transaction.atomic():
            item = self.item_of(request, object_id, lock=True)
            if not self.has_publish_permission(request):
                raise PermissionDenied
            if refusal := self.no_draft(request, item):
                return refusal
            draft = draft_of(item)
            if draft is None or draft_on_top(item).data != draft.data:
                self.message_user(request, CHANGED, messages.WARNING)
                return HttpResponseRedirect(admin_address(item, "draft"))
            try:
                with as_the_draft_says(item) as then:
                    asked = questions([then], request.POST)
            except (ValidationError, IntegrityError) as problem:
                return self.not_put_in_place(request, item, problem)
            mark = seen([draft.pk, draft.made_at, *(question.mark for question in asked)])
            if ANSWERED in request.POST and request.POST.get(SEEN) != mark:
                self.message_user(request, look_again(request, "published"), messages.WARNING)
            elif not asked or (ANSWERED in request.POST and are_answered(asked)):
                if request.method == "POST":
                    return self.put_in_place(request, item, asked)
                return HttpResponseRedirect(admin_address(item, "draft"))
        context: dict[str, Any] = self.admin_site.each_context(request) | {
            "title": f"Publish version {draft.number} of “{item}”",
            "opts": self.opts,
            "questions": asked,
            "seen": mark,
            "shown": shown(request),
            "back": admin_address(item, "draft"),
        }
        return TemplateResponse(request, "admin/versions/publish.html", context)

    def put_in_place(self, request: HttpRequest, item: Publishable, asked: Sequence[Question] = ()) -> HttpResponse:
        number = number_of_draft(item)
        try:
            with transaction.atomic():
                self.write_answers(request, asked)
                lost = publish_draft(item, request.user)
        except (ValidationError, IntegrityError) as problem:
            return self.not_put_in_place(request, item, problem)
        item = stored(item)
        self.log_change(request, item, f"Published version {number}.")
        for sentence in lost:
            self.message_user(request, sentence, messages.WARNING)
        self.message_user(request, f"Readers see version {number} of “{item}” now.", messages.SUCCESS)
        return HttpResponseRedirect(self._form_address(item))

    def not_put_in_place(self, request: HttpRequest, item: Publishable, problem: Exception) -> HttpResponse:
        said = f"Version {number_of_draft(item)} is saved, but not published. {refused(problem)}"
        self.message_user(request, said, messages.ERROR)
        return HttpResponseRedirect(admin_address(item, "draft"))
