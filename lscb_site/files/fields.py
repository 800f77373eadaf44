"""Form fields for the library's files: each upload is judged by its bytes before a form accepts it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lscb_site.files.inspection import Inspection, accept_attribute, inspect


class DocumentInput(forms.FileInput):
    """Says which file is there now, when the value is a `FieldFile` whose row knows its address and name."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chooser = super().render(name, value, attrs, renderer)
        row = getattr(value, "instance", None)
        if not value or row is None:
            return chooser
        now = '<p class="file-now"><a href="{}">{}</a></p><p class="help">Choose another file to replace it:</p>{}'
        return format_html(now, row.get_absolute_url(), row.name, chooser)


class DocumentField(forms.FileField):
    """One file. A cleaned upload carries what was found as `upload.inspection`."""

    widget = DocumentInput

    def __init__(self, **kwargs: Any) -> None:
        # An empty file is refused with our sentence, not with Django's.
        super().__init__(allow_empty_file=True, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": accept_attribute()}

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            inspection_of(upload)
        return upload


class SeveralDocumentsInput(DocumentInput):
    allow_multiple_selected = True


class DocumentsField(DocumentField):
    """Several files from one dialogue, as a list in the order chosen. A refusal names its file."""

    widget = SeveralDocumentsInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads: list[Any] = []
        refused: list[str] = []
        for upload in data or []:
            try:
                uploads.append(super().clean(upload, initial))
            except ValidationError as refusal:
                refused += [f"“{upload.name}”: {sentence}" for sentence in refusal.messages]
        if refused:
            raise ValidationError([*refused, "No file was kept: choose the good ones again."])
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        return uploads


def inspection_of(upload: "File[bytes]") -> Inspection:
    """What is known of an upload, examined once however many ask. Raises `Refused`."""
    known: Inspection | None = getattr(upload, "inspection", None)
    if known is None:
        known = inspect(upload, upload.name or "", max_bytes=settings.FILES_MAX_BYTES)
        upload.inspection = known  # type: ignore[attr-defined]  # carried along, for whoever asks next
    return known
