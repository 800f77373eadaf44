"""The screens on which an editor asks for publishing, and a publisher sends a draft back."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.editing.typed import typed_in, typed_page
from lscb_site.publishing.states import State
from lscb_site.publishing.submissions import LONGEST_WORDS, Submission, submit, title_of
from lscb_site.publishing.wording import sentences

if TYPE_CHECKING:

    class Base(admin.ModelAdmin[Any]):
        """What it needs of the admin that it is mixed into."""

        def has_publish_permission(self, request: HttpRequest) -> bool: ...
        def _form_address(self, item: Any) -> str: ...
        def _list_address(self) -> str: ...
else:
    Base = object


class SubmissionForm(forms.Form):
    """What an editor says to the publishers."""

    note = forms.CharField(
        label="A note for the publisher",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60, "autofocus": True}),
        help_text=f"{Submission.note.field.help_text} You can leave it empty.",
    )


class SendingBackForm(forms.Form):
    """What a publisher says to the editor."""

    reason = forms.CharField(
        label="What must change before it can be published?",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60, "autofocus": True}),
        help_text="The editor reads it. Readers of the site do not.",
    )


class TakesSubmissions(Base):
    """For the admin of what is published: submit, take back, send back."""

    def is_draft(self, item: Any) -> bool:
        return bool(item.state == State.DRAFT)

    def may_submit(self, request: HttpRequest, item: Any) -> bool:
        return self.has_change_permission(request, item)

    def why_held_back(self, item: Any) -> list[str]:
        """What a publisher will have to answer before it can be published, in sentences."""
        return [words for file in item.files_held_back() if (words := file.why_held_back)]

    def submit_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for a note, and hands the draft to the publishers; or says that it waits, and takes it back."""
        item = self.get_object(request, unquote(object_id))
        if item is None:
            return self._deleted(request)
        if not self.may_submit(request, item):
            raise PermissionDenied
        if not self.is_draft(item):
            return self._moved_on(request, item)
        form = SubmissionForm(request.POST if "note" in request.POST else None)
        if "_take_back" in request.POST:
            return self._take_back(request, item)
        if form.is_valid():
            try:
                with transaction.atomic():
                    submit(item, request.user, form.cleaned_data["note"])
                    self.log_change(request, item, "Submitted for publishing.")
            except ValidationError as refusal:
                self.message_user(request, sentences(refusal), messages.WARNING)
            else:
                words = f"“{title_of(item)}” waits for a publisher. You will see on your desk what comes of it."
                self.message_user(request, words, messages.SUCCESS)
            return HttpResponseRedirect(self._list_address())
        facts = {"title": f"Submit “{title_of(item)}”", "form": form, "held": self.why_held_back(item)}
        return self._screen(request, item, "admin/publishing/submit.html", facts)

    def _take_back(self, request: HttpRequest, item: Any) -> HttpResponse:
        waiting = Submission.objects.of(item).waiting().first()
        if waiting and waiting.close(Submission.Answer.TAKEN_BACK, request.user):
            self.log_change(request, item, "Taken back from the publishers.")
            self.message_user(request, f"“{title_of(item)}” does not wait for a publisher any more.", messages.SUCCESS)
        else:
            self.message_user(request, f"“{title_of(item)}” was answered while you were looking.", messages.WARNING)
        return HttpResponseRedirect(self._form_address(item))

    def send_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks a publisher for the reason, and gives the draft back to its editor."""
        item = self.get_object(request, unquote(object_id))
        if item is None:
            return self._deleted(request)
        if not self.has_publish_permission(request):
            raise PermissionDenied
        waiting = Submission.objects.of(item).waiting().first()
        if waiting is None:
            return self._moved_on(request, item)
        form = SendingBackForm(request.POST if "reason" in request.POST else None)
        mark = seen([f"{waiting.pk} {waiting.answer}"])
        if form.is_bound and request.POST.get(SEEN) != mark:
            self.message_user(request, look_again(request, "sent back"), messages.WARNING)
        elif form.is_valid() and waiting.close(Submission.Answer.SENT_BACK, request.user, form.cleaned_data["reason"]):
            self.log_change(request, item, f"Sent back: {waiting.reason}")
            self.message_user(request, f"“{title_of(item)}” is sent back. Its editor reads why.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:index"))
        facts = {"title": f"Send “{title_of(item)}” back", "form": form, "seen": mark}
        return self._screen(request, item, "admin/publishing/send_back.html", facts)

    def _deleted(self, request: HttpRequest) -> HttpResponse:
        if not typed_in(request):
            raise Http404("There is no such item.")
        sentence = "Somebody deleted this while you were writing. Copy what you need."
        return typed_page(request, "It is not there any more", sentence, status=404)

    def _moved_on(self, request: HttpRequest, item: Any) -> HttpResponse:
        """It was published, withdrawn or answered meanwhile. What was typed can be copied."""
        words = f"“{title_of(item)}” does not wait for that any more"
        if request.method == "POST":
            sentence = "Somebody published it, sent it back or took it back. Copy what you need."
            return typed_page(request, words, sentence, status=409)
        self.message_user(request, f"{words}.", messages.WARNING)
        return HttpResponseRedirect(self._form_address(item))

    def _screen(self, request: HttpRequest, item: Any, template: str, facts: dict[str, Any]) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": item,
            "submission": Submission.objects.of(item).select_related("submitted_by").first(),
            "shown": shown(request),
            "back": self._form_address(item),
        }
        return TemplateResponse(request, template, context | facts)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        submit = path("<path:object_id>/submit/", view(self.submit_view), name=f"{name}_submit")
        send_back = path("<path:object_id>/send-back/", view(self.send_back_view), name=f"{name}_send_back")
        return [submit, send_back, *super().get_urls()]
