"""The versions of an item beside its form: the list, a comparison, restoring one, and the draft of the next."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State
from lscb_site.versions.contents import contents, refused
from lscb_site.versions.draft_form import WritesDrafts
from lscb_site.versions.drafting import draft_of, number_of_draft, restore
from lscb_site.versions.models import Version
from lscb_site.versions.words import InWords
from lscb_site.web.addresses import admin_address

if TYPE_CHECKING:
    from lscb_site.publishing.admin import PublishableAdmin as Base
else:
    Base = object


class KeepsVersions(WritesDrafts, Base):
    """For the admin of a `Publishable`. Stands first among the bases."""

    # The list ------------------------------------------------------------------------------------------------------

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.item_of(request, object_id)
        versions = list(Version.objects.of(item).defer("data").select_related("made_by", "published_by"))
        readers_see = next((each for each in versions if each.state == Version.State.PUBLISHED), None)
        context = self.admin_site.each_context(request) | {
            "title": f"Versions of “{item}”",
            "opts": self.opts,
            "original": item,
            "versions": versions,
            "readers_see": readers_see,
            "may_restore": self.may_write_draft(request, item),
            "is_beside": item.state == State.PUBLISHED,
            "draft_address": admin_address(item, "draft"),
            "back": self._form_address(item),
        }
        return TemplateResponse(request, "admin/versions/list.html", context)

    def compare_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """With what readers see; where they see nothing, with what the item says now."""
        item = self.item_of(request, object_id)
        version = get_object_or_404(Version.objects.of(item), number=number)
        published = Version.objects.of(item).published().first()
        other = published.data if published else contents(item)
        changes = InWords(type(item), version.data, other).changes(other, version.data)
        context = self.admin_site.each_context(request) | {
            "title": f"Version {version.number} of “{item}”",
            "opts": self.opts,
            "original": item,
            "version": version,
            "readers_see": published,
            "changes": changes,
            "may_restore": version.state == Version.State.ARCHIVED and self.may_write_draft(request, item),
            "back": admin_address(item, "versions"),
        }
        return TemplateResponse(request, "admin/versions/compare.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            item = self.item_of(request, object_id, lock=True)
            if not self.may_write_draft(request, item):
                raise PermissionDenied
            version = get_object_or_404(Version.objects.of(item), number=number)
            try:
                with transaction.atomic():
                    lost = restore(item, version, request.user)
            except (ValidationError, IntegrityError) as problem:
                said = f"Version {number} cannot be restored. {refused(problem)}"
                self.message_user(request, said, messages.ERROR)
                return HttpResponseRedirect(admin_address(item, "versions"))
            self.log_change(request, item, f"Version {number} restored as a draft.")
        for sentence in lost:
            self.message_user(request, sentence, messages.WARNING)
        if item.state == State.PUBLISHED:
            return HttpResponseRedirect(admin_address(item, "draft"))
        self.message_user(request, f"The form says what version {number} said.", messages.SUCCESS)
        return HttpResponseRedirect(self._form_address(item))

    # On the item's own form ----------------------------------------------------------------------------------------

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Publishable | None = None,
    ) -> HttpResponse:
        if change and obj:
            context["versions_address"] = admin_address(obj, "versions")
            if obj.state == State.PUBLISHED and self.may_write_draft(request, obj):
                context |= {
                    "draft": draft_of(obj),
                    "draft_number": number_of_draft(obj),
                    "draft_address": admin_address(obj, "draft"),
                }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "versions": ("<path:object_id>/versions/", self.versions_view),
            "version": ("<path:object_id>/versions/<int:number>/", self.compare_view),
            "restore": ("<path:object_id>/versions/<int:number>/restore/", self.restore_view),
            "draft": ("<path:object_id>/draft/", self.draft_view),
            "publish_version": ("<path:object_id>/draft/publish/", self.publish_version_view),
            "discard": ("<path:object_id>/draft/discard/", self.discard_view),
        }
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            *(
                path(route, self.admin_site.admin_view(view), name=f"{name}_{screen}")
                for screen, (route, view) in views.items()
            ),
            *super().get_urls(),
        ]
