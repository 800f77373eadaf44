"""For admin forms with a `DocumentField`: uploads are received before Django opens the transaction of the form. Where
there is script, each is looked at on its own as soon as it is chosen.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from lscb_site.files.cards import Card
from lscb_site.files.fields import DocumentField
from lscb_site.files.receiving import receive_all

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object

LONGEST_NAME = 100  # of a field


class ReceivesFiles(Base):
    """Stands before `ModelAdmin` among the bases."""

    def get_urls(self) -> list[URLPattern]:
        look = path("look/", self.admin_site.admin_view(self.look_view), name=self._look_name)
        return [look, *super().get_urls()]

    @property
    def _look_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_look"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        self._lead_to_look(form.base_fields.values())
        return form

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            self._lead_to_look(formset.form.base_fields.values())
            yield formset, inline

    def _lead_to_look(self, fields: Iterable[forms.Field]) -> None:
        for field in fields:
            if isinstance(field, DocumentField):
                field.widget.attrs["data-look"] = reverse(f"admin:{self._look_name}")

    def _file_field(self, name: str) -> DocumentField | None:
        """The field that a form of this admin calls `name`, in a row of an inline too."""
        name = name.rpartition("-")[2]
        for form in (self.form, *(inline.form for inline in self.inlines)):
            field = form.base_fields.get(name)
            if isinstance(field, DocumentField):
                return field
        return None

    def look_view(self, request: HttpRequest) -> HttpResponse:
        """The card of one file that somebody chose in a form and has not saved: a fragment of HTML.

        Nothing is changed but the store, which keeps what was accepted as it keeps that of a form that comes back.
        """
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        name = request.POST.get("field", "")
        field = self._file_field(name) if len(name) <= LONGEST_NAME else None
        upload = request.FILES.get("file")
        if field is None or upload is None:
            return HttpResponseBadRequest("Choose a file.")
        receive_all(request)
        card = Card(upload, name, field.details, field.takes_several, request.POST.dict())
        return render(request, "admin/files/upload_card.html", {"card": card})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and (self.has_add_permission(request) or self.has_change_permission(request)):
            receive_all(request)
        return super().changeform_view(request, object_id, form_url, extra_context)
