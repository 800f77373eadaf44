"""Form fields for the library's files: each upload is judged by its bytes before a form accepts it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lscb_site.files.inspection import Refused, accept_attribute
from lscb_site.files.receiving import KEPT, MOST_AT_ONCE, received

TOO_MANY = "You chose {} files. At most {} can be added at once: choose the first of them, save, and add the others."


class DocumentInput(forms.FileInput):
    """Says which file is there now, when the value is a `FieldFile` whose row knows its address and name.

    A form that comes back keeps the uploads that were accepted: a ticked box each, which sends what they are signed by.
    """

    what_next = "Save to use it, or choose another. Clear the box to leave it out."

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chooser = super().render(name, value, attrs, renderer)
        if isinstance(value, list):
            return format_html("{}{}", self._kept(name, value), chooser)
        row = getattr(value, "instance", None)
        if not value or row is None:
            return chooser
        now = '<p class="file-now"><a href="{}">{}</a></p><p class="help">Choose another file to replace it:</p>{}'
        return format_html(now, row.get_absolute_url(), row.name, chooser)

    def _kept(self, name: str, uploads: "list[UploadedFile[bytes]]") -> SafeString:
        box = (
            '<p class="file-now"><label><input type="checkbox" name="{}" value="{}" checked> Kept: {} ({})</label></p>'
        )
        found = ((name + KEPT, upload.signature, upload.name, received(upload).facts) for upload in uploads)  # type: ignore[attr-defined]
        return format_html('{}<p class="help">{}</p>', format_html_join("", box, found), self.what_next)


class DocumentField(forms.FileField):
    """One file. A cleaned upload carries what was found as `upload.received`; a refusal names its file."""

    widget = DocumentInput

    def __init__(self, **kwargs: Any) -> None:
        # An empty file is refused with our sentence, not with Django's.
        super().__init__(allow_empty_file=True, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": accept_attribute()}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What a form that comes back shows: the uploads that were accepted, as a list; else the file there now."""
        uploads = data if isinstance(data, list) else [data]
        return [upload for upload in uploads if hasattr(upload, "signature")] or initial

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            try:
                received(upload)
            except Refused as refusal:
                raise ValidationError(f"“{upload.name}”: {refusal.messages[0]}", code=refusal.code) from None
        return upload


class SeveralDocumentsInput(DocumentInput):
    allow_multiple_selected = True
    what_next = "Save to use what is kept, and choose more if you like. Clear a box to leave that file out."


class DocumentsField(DocumentField):
    """Several files from one dialogue, as a list in the order chosen. When one is refused, the others are kept."""

    widget = SeveralDocumentsInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Only by files that were chosen: an empty list is what an untouched form sends."""
        return not self.disabled and bool(data)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if len(data or []) > MOST_AT_ONCE:
            raise ValidationError(TOO_MANY.format(len(data), MOST_AT_ONCE), code="too_many")
        uploads: list[Any] = []
        refused: list[str] = []
        for upload in data or []:
            try:
                uploads.append(super().clean(upload, initial))
            except ValidationError as refusal:
                refused += refusal.messages
        if refused:
            raise ValidationError(refused)
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        return uploads
