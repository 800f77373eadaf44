"""For admin forms with a `DocumentField`: uploads are received before Django opens the transaction of the form."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from lscb_site.files.receiving import receive_all

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class ReceivesFiles(Base):
    """Stands before `ModelAdmin` among the bases."""

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
