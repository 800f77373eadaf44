"""One file of an edition, and all that it holds and does not show: looked at, answered, cleaned, erased."""

import logging
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from lscb_site.editing.marks import shown
from lscb_site.editing.seen import FIELD as SEEN
from lscb_site.editing.seen import look_again, seen
from lscb_site.files.clean_copy import NoCleanCopy, clean_copy
from lscb_site.files.content_store import content_store
from lscb_site.files.inspection import on_disk
from lscb_site.files.receiving import Received, received_before
from lscb_site.files.serving import serve
from lscb_site.publishing.asking_private import PrivateQuestion
from resources.erasing import erase
from resources.models import EditionFile, ErasedFile
from resources.uploading import take_received

logger = logging.getLogger(__name__)

ASKED = "_answer"
SALT = "resources.admin.held_files"
CLEAN_COPY_LASTS = 60 * 60  # seconds


class ErasureForm(forms.ModelForm):
    sure = forms.BooleanField(
        label="I know that it cannot be brought back. Destroy it",
        error_messages={"required": "Tick this box to destroy the file, or go back."},
    )

    class Meta:
        model = ErasedFile
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3, "cols": 60})}
        labels = {"reason": "Why is it erased?"}
        error_messages = {"reason": {"required": "Say why: readers of its old address are told."}}


class HoldsFiles:
    """For the admin of editions. Stands before `PublishableAdmin` among the bases."""

    def get_urls(self) -> list[Any]:
        views = {
            "file": ("<path:object_id>/files/<int:file_id>/", self.file_view),
            "file_copy": ("<path:object_id>/files/<int:file_id>/copy/<str:signature>", self.clean_copy_view),
            "file_erase": ("<path:object_id>/files/<int:file_id>/erase/<str:sha256>/", self.erase_view),
        }
        return [
            *(
                path(route, self.admin_site.admin_view(view), name=f"resources_edition_{name}")
                for name, (route, view) in views.items()
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def file_of(self, request: Any, object_id: str, file_id: int) -> EditionFile:
        edition = self.get_object(request, unquote(object_id))
        file = edition and edition.files.filter(pk=file_id).exclude(file="").first()
        if file is None:
            raise Http404("There is no such file.")
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        return file

    def file_view(self, request: Any, object_id: str, file_id: int) -> HttpResponse:
        """What the file holds. A publisher answers; whoever may change the edition makes a clean copy."""
        file = self.file_of(request, object_id, file_id)
        may_answer = self.has_publish_permission(request)
        may_change = self.has_change_permission(request, file.edition)
        question = PrivateQuestion(file, request.POST if ASKED in request.POST else None)
        copy = None
        if request.method == "POST":
            if ASKED in request.POST:
                if not may_answer:
                    raise PermissionDenied
                if answered := self.answer(request, file, question):
                    return answered
            elif not may_change:
                raise PermissionDenied
            elif "_clean" in request.POST:
                copy = self.make_clean_copy(request, file)
            elif "_use" in request.POST:
                return self.use_clean_copy(request, file)
        context = self.file_screen(request, file, f"What “{file}” holds") | {
            "question": question,
            "seen": seen([question.mark]),
            "shown": shown(request),
            "known": [finding for finding in file.findings.all() if not finding.is_open],
            "may_answer": may_answer,
            "may_change": may_change,
            "may_erase": request.user.has_perm("resources.erase_file"),
            "removable": [finding.kind for finding in file.findings.all() if finding.kind.is_removable],
            "former": file.former_files.all(),
            "copy": copy,
        }
        return TemplateResponse(request, "admin/resources/file.html", context)

    def file_screen(self, request: Any, file: EditionFile, title: str) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": file.edition,
            "file": file,
            "is_live": file.edition.is_live,
        }

    def answer(self, request: Any, file: EditionFile, question: PrivateQuestion) -> HttpResponse | None:
        """Keep what a publisher answered. None where something is missing, or was said of something else."""
        with transaction.atomic():
            EditionFile.objects.select_for_update().get(pk=file.pk)
            if request.POST.get(SEEN) != seen([PrivateQuestion(file).mark]):
                self.message_user(request, look_again(request, "written"), messages.WARNING)
                return None
            if not question.is_valid():
                return None
            self.log_change(request, file.edition, question.write(request.user))
        self.message_user(request, f"Your answer about “{file}” is kept in the history.", messages.SUCCESS)
        return HttpResponseRedirect(file_address(file))

    def make_clean_copy(self, request: Any, file: EditionFile) -> dict[str, Any] | None:
        """A copy in the store, which nothing names yet, and what the screen says of it."""
        try:
            with file.file.open("rb") as stored, on_disk(stored) as stored_path:
                made = clean_copy(stored_path, file.kind_facts, file.name)
        except NoCleanCopy as why:
            self.message_user(request, str(why), messages.WARNING)
            return None
        except OSError:
            self.message_user(request, "The stored file could not be opened. Try again in a minute.", messages.ERROR)
            return None
        if made.received.sha256 == file.sha256:
            self.message_user(
                request, "There is nothing in this file that a clean copy would be without.", messages.WARNING
            )
            return None
        signature = signing.dumps([file.sha256, made.received.signed], salt=SALT, compress=True)
        left = [finding.kind for finding in made.received.findings or ()]
        return {"signature": signature, "facts": made.received.facts, "removed": made.removed, "left": left}

    def clean_copy_view(self, request: Any, object_id: str, file_id: int, signature: str) -> HttpResponse:
        """The bytes of a clean copy, for whoever looks at it before it is used."""
        file = self.file_of(request, object_id, file_id)
        found = received_again(signature, file)
        if found is None:
            raise Http404("This copy is no longer kept. Make it again.")
        facts = {"content_type": found.kind.content_type, "filename": found.safe_name, "etag": found.sha256}
        try:
            source = content_store().source(found.place)
            return serve(request, source, **facts, last_modified=timezone.now(), immutable=False, public=False)
        except OSError:
            raise Http404("This copy is no longer kept. Make it again.") from None

    def use_clean_copy(self, request: Any, file: EditionFile) -> HttpResponse:
        found = received_again(request.POST["_use"], file)
        if found is None:
            message = "This file was replaced meanwhile, or the copy is no longer kept. Nothing was changed."
            self.message_user(request, message, messages.WARNING)
            return HttpResponseRedirect(file_address(file))
        with transaction.atomic():
            file = EditionFile.objects.select_for_update().get(pk=file.pk)
            was_public = file.edition.readers_had_it
            take_received(file, found)
            file.save()
            if was_public:
                file.edition.corrections.create(
                    note="The file was replaced by a copy with the same pages, without some of what they do not show."
                )
            self.log_change(request, file.edition, f"A clean copy took the place of “{file}”.")
        self.message_user(request, f"The clean copy took the place of “{file}”.", messages.SUCCESS)
        return HttpResponseRedirect(file_address(file))

    def erase_view(self, request: Any, object_id: str, file_id: int, sha256: str) -> HttpResponse:
        """Asks an Administrator why, and destroys the bytes wherever the site reaches: those that the file has now, or
        had before a correction, which are kept for the record."""
        file = self.file_of(request, object_id, file_id)
        if not request.user.has_perm("resources.erase_file"):
            raise PermissionDenied
        former = file.former_files.filter(sha256=sha256).first()
        if sha256 != file.sha256 and former is None:
            raise Http404("This file never had these bytes.")
        form = ErasureForm(request.POST or None)
        if form.is_valid():
            edition = file.edition
            if self.erased(request, edition, sha256, form.cleaned_data["reason"]):
                return HttpResponseRedirect(self._form_address(edition))
        same = EditionFile.objects.filter(sha256=sha256).select_related("edition__document")
        context = self.file_screen(request, file, f"Erase “{file}”") | {
            "form": form,
            "shown": shown(request),
            "places": same,
            "former": former,
            "back": file_address(file),
        }
        return TemplateResponse(request, "admin/resources/erase.html", context)

    def erased(self, request: Any, edition: Any, sha256: str, reason: str) -> bool:
        """Erase, and say so; or say why that was not done."""
        try:
            count = erase(sha256, reason, request.user)
        except OSError:
            logger.exception("The disk did not let go of a file that was to be erased.")
            message = "Nothing was erased: the disk did not let go of it. Tell whoever runs the site, and try again."
            self.message_user(request, message, messages.ERROR)
            return False
        where = f", in {count} place{'' if count == 1 else 's'}" if count else ", which had been replaced before"
        self.log_change(request, edition, f"A file was erased{where}: {reason}")
        self.message_user(request, f"Erased. {ERASED_WHERE}", messages.SUCCESS)
        return True


def received_again(signature: str, file: EditionFile) -> Received | None:
    """A clean copy made of the bytes that the file has now; None where it is not kept any more."""
    try:
        digest, facts = signing.loads(signature, salt=SALT, max_age=CLEAN_COPY_LASTS)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return received_before(facts) if digest == file.sha256 else None


ERASED_WHERE = (
    "Its address says that the Board removed it. People’s browsers, and networks on the way to them, may keep a copy "
    "for a day. Backups keep it until they run out: tell whoever runs the site."
)


def file_address(file: EditionFile) -> str:
    return reverse("admin:resources_edition_file", args=[file.edition_id, file.pk])
