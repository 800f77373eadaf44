"""The form of an item, opened on the draft of its next version.

The draft is written into the item's own rows, the item's own form is shown or saved on top of them, what the rows say
then is kept as the draft, and the rows are rolled back. So every field, check and inline is the form's own, and readers
never see any of it: the transaction ends before they could.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.editing.typed import typed_in, typed_page
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State
from lscb_site.publishing.submissions import Submission
from lscb_site.versions.acts import quietly
from lscb_site.versions.contents import OF_PUBLISHING, Data, contents, put, refused
from lscb_site.versions.drafting import draft_of, draft_on_top, number_of_draft, write_draft
from lscb_site.versions.keeping import keep_before, stored
from lscb_site.versions.models import Version
from lscb_site.versions.publishing_screen import PublishesVersions
from lscb_site.versions.words import Change, InWords
from lscb_site.web.addresses import admin_address

PUBLISH = "_publish_version"
PREVIEW = "_preview_version"
NO_FILES = "Files are no part of a draft, and what you chose is not kept: add it to the live item, or to the library."


@dataclass
class Writing:
    """The draft that a request shows or saves."""

    item: Publishable  # as readers see it
    draft: Version | None  # None where none is begun yet
    number: int
    readers_see: int  # the number of the version that is live
    conflicts: list[Change] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # sentences on what could not be put back
    taken_over: bool = False
    said: Data | None = None  # what the form says, once it is saved


def writing(request: HttpRequest) -> Writing | None:
    return getattr(request, "writing", None)


class WritesDrafts(PublishesVersions):
    """For `KeepsVersions`."""

    def item_of(self, request: HttpRequest, object_id: str, *, lock: bool = False) -> Publishable:
        """Raises Http404 and, for whoever may not see it, PermissionDenied. Locked until the transaction ends."""
        found: Any = self.locked(request, object_id) if lock else self.get_object(request, unquote(object_id))
        item: Publishable | None = found
        if item is None:
            raise Http404("There is no such item.")
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def may_write_draft(self, request: HttpRequest, item: Publishable) -> bool:
        """Beside what is published whoever may write at all; of anything else, whoever may change that."""
        if item.state == State.PUBLISHED:
            return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")
        return self.has_change_permission(request, item)

    def is_draft(self, item: Publishable) -> bool:
        """What can be submitted: a draft, or the draft beside what is live."""
        return super().is_draft(item) or draft_of(item) is not None

    def may_submit(self, request: HttpRequest, item: Publishable) -> bool:
        return self.may_write_draft(request, item)

    def has_change_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        if writing(request) and obj is not None:
            return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")
        return super().has_change_permission(request, obj)

    # The screens ---------------------------------------------------------------------------------------------------

    def draft_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.FILES:  # chosen on the form of the live item
            request.FILES.clear()
            self.message_user(request, NO_FILES, messages.WARNING)
        with transaction.atomic():
            item = self.item_of(request, object_id, lock=True)
            if refusal := self.no_draft(request, item):
                return refusal
            if PUBLISH in request.POST and not self.has_publish_permission(request):
                raise PermissionDenied
            try:
                answer = self.on_the_draft(request, item, object_id)
            except (ValidationError, IntegrityError) as problem:
                self.message_user(request, f"The draft cannot be opened. {refused(problem)}", messages.ERROR)
                return HttpResponseRedirect(admin_address(item, "versions"))
            now = writing(request)
            if now is None or now.said is None:
                return answer
            write_draft(item, now.said, request.user)
            if PUBLISH in request.POST:
                return self.publish_written(request, item)
        self.log_change(request, item, f"Wrote the draft of version {now.number}.")
        if "_submit" in request.POST:
            return HttpResponseRedirect(admin_address(item, "submit"))
        sentence = f"Version {now.number} is saved as a draft. Readers go on seeing what they saw."
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(admin_address(item, "draft_preview" if PREVIEW in request.POST else "draft"))

    def on_the_draft(self, request: HttpRequest, item: Publishable, object_id: str) -> HttpResponse:
        """The form's answer. What it wrote is undone."""
        on_top, draft = draft_on_top(item), draft_of(item)
        live = Version.objects.of(item).published().first()
        readers_see = live.number if live else 1
        now = Writing(item, draft, number_of_draft(item), readers_see, taken_over=on_top.taken_over)
        if on_top.conflicts and draft:
            stands = contents(item)
            asked = {(group, name) for group, _, name in on_top.conflicts}
            now.conflicts = InWords(type(item), stands, on_top.data).changes_of(stands, on_top.data, asked)
        with transaction.atomic(), quietly():
            now.lost = put(stored(item), on_top.data, temporary=True)
            request.writing = now  # type: ignore[attr-defined]
            answer = self.changeform_view(request, object_id)
            if isinstance(answer, TemplateResponse):
                answer.render()
            transaction.set_rollback(True)
        return answer

    def discard_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks once."""
        item = self.item_of(request, object_id)
        draft = draft_of(item)
        if refusal := self.no_draft(request, item):
            return refusal
        if draft is None:
            self.message_user(request, f"Nobody is writing a draft beside “{item}”.", messages.WARNING)
            return HttpResponseRedirect(self._form_address(item))
        mark = seen([draft.pk, draft.made_at])
        if request.method == "POST" and request.POST.get(SEEN) != mark:
            self.message_user(request, look_again(request, "thrown away"), messages.WARNING)
        elif request.method == "POST":
            with transaction.atomic():
                draft.delete()
                if waiting := item.waiting_submission:
                    waiting.close(Submission.Answer.TAKEN_BACK, request.user)
                self.log_change(request, item, f"Threw away the draft of version {draft.number}.")
            self.message_user(request, "The draft is thrown away. Readers see what they saw.", messages.SUCCESS)
            return HttpResponseRedirect(self._form_address(item))
        context = self.admin_site.each_context(request) | {
            "title": f"Throw away the draft of version {draft.number}?",
            "opts": self.opts,
            "original": item,
            "draft": draft,
            "seen": mark,
            "shown": shown(request),
            "back": admin_address(item, "draft"),
        }
        return TemplateResponse(request, "admin/versions/discard.html", context)

    def no_draft(self, request: HttpRequest, item: Publishable) -> HttpResponse | None:
        """Why this person gets no draft of this item; None where they do."""
        if item.state == State.PUBLISHED:
            if not self.may_write_draft(request, item):
                raise PermissionDenied
            return None
        if typed_in(request):
            sentence = "It was withdrawn or returned to draft while you were writing. Copy what you need."
            return typed_page(request, f"“{item}” is not published any more", sentence, status=409)
        said = f"“{item}” is not published, so its own form is where to write."
        if draft_of(item):
            said += " The draft of its next version is kept: restore it under “Versions”."
        self.message_user(request, said, messages.WARNING)
        return HttpResponseRedirect(self._form_address(item))

    def bring_up_to_date(self, request: HttpRequest, stored: Publishable) -> None:
        """Before a form is saved, with the item locked."""
        if stored.state == State.PUBLISHED and not writing(request):
            keep_before(stored)
        super().bring_up_to_date(request, stored)

    # The form on the draft -----------------------------------------------------------------------------------------

    def get_inlines(self, request: HttpRequest, obj: Publishable | None) -> list[Any]:
        """Those whose rows are a part of the version."""
        inlines: list[Any] = list(super().get_inlines(request, obj))
        if not writing(request):
            return inlines
        parts = {self.model._meta.get_field(name).related_model for name in self.model.parts}
        return [inline for inline in inlines if inline.model in parts]

    def get_fieldsets(self, request: HttpRequest, obj: Publishable | None = None) -> Any:
        """Without what is the item's own whatever version is live, and without files, which are no part of one."""
        fieldsets = super().get_fieldsets(request, obj)
        if not writing(request):
            return fieldsets
        own = {each.name for each in self.model._meta.get_fields()} - OF_PUBLISHING
        found = []
        for name, facts in fieldsets:
            lines = [line if isinstance(line, (list, tuple)) else [line] for line in facts["fields"]]
            if fields := [kept for line in lines if (kept := tuple(name for name in line if name in own))]:
                found.append((name, facts | {"fields": fields}))
        return found

    def response_change(self, request: HttpRequest, obj: Publishable) -> HttpResponse:
        if now := writing(request):
            now.said = contents(stored(obj))
            return HttpResponseRedirect(admin_address(obj, "draft"))
        return super().response_change(request, obj)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Publishable | None = None,
    ) -> HttpResponse:
        now = writing(request)
        if now is None:
            return super().render_change_form(request, context, add, change, form_url, obj)
        context |= {
            "title": f"Version {now.number} of “{now.item}”, a draft",
            "subtitle": None,
            "writing": now,
            "versions_address": admin_address(now.item, "versions"),
            "discard_address": admin_address(now.item, "discard") if now.draft else "",
            "item_address": self._form_address(now.item),
            "may_publish_version": self.has_publish_permission(request),
        }
        answer = super().render_change_form(request, context, add, change, form_url, obj)
        if isinstance(answer, TemplateResponse):
            answer.template_name = "admin/versions/draft_form.html"
        return answer
