"""The preview of an item, and that of the draft of its next version, beside its form."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from lscb_site.previews.screen import Previews, page_in_frame
from lscb_site.publishing.models import Publishable
from lscb_site.versions.drafting import draft_of
from lscb_site.versions.models import Version
from lscb_site.web.addresses import admin_address

if TYPE_CHECKING:
    from lscb_site.versions.admin import KeepsVersions

    class Base(Previews, KeepsVersions): ...
else:
    Base = Previews


class HasPreviews(Base):
    """For the admin of a `Publishable`. Stands first among the bases, before `KeepsVersions`."""

    def may_share(self, request: HttpRequest, thing: Any) -> bool:
        if isinstance(thing, Version):
            item: Any = thing.item
            return self.may_write_draft(request, item)
        return super().may_share(request, thing)

    def draft_preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.item_of(request, object_id)
        if refusal := self.no_draft(request, item):
            return refusal
        draft = draft_of(item)
        return self.preview_of(request, draft) if draft else self.none_begun(request, item)

    def draft_preview_page_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        item = self.item_of(request, object_id)
        if refusal := self.no_draft(request, item):
            return refusal
        draft = draft_of(item)
        return page_in_frame(request, draft) if draft else self.none_begun(request, item)

    def none_begun(self, request: HttpRequest, item: Publishable) -> HttpResponse:
        self.message_user(request, f"Nobody is writing a draft beside “{item}”.", messages.WARNING)
        return HttpResponseRedirect(admin_address(item, "preview"))

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        screen, page = self.draft_preview_view, self.draft_preview_page_view
        return [
            path("<path:object_id>/draft/preview/", self.admin_site.admin_view(screen), name=f"{name}_draft_preview"),
            path(
                "<path:object_id>/draft/preview/page/",
                self.admin_site.admin_view(page),
                name=f"{name}_draft_preview_page",
            ),
            *super().get_urls(),
        ]
