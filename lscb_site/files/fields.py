"""Form fields for the library's files: each upload is judged by its bytes before a form accepts it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from lscb_site.files.cards import Card
from lscb_site.files.details import details_form
from lscb_site.files.facts import size_in_words
from lscb_site.files.inspection import Refused, accept_attribute
from lscb_site.files.opening import MOST_OPENED
from lscb_site.files.receiving import MOST_AT_ONCE, received

TOO_MANY = "You chose {} files. At most {} can be added at once: choose the first of them, save, and add the others."
TOO_LARGE = "This file is larger than {}, which is the limit. Save a smaller copy and choose that."
LOOK_AT = "Look at what is said of “{}”."


class DocumentInput(forms.FileInput):
    """Says which file is there now, when the value is a `FieldFile` whose row knows its address and name.

    A form that comes back keeps the uploads that were accepted: a card each, whose ticked box sends what they are
    signed by. A script brings the same cards as soon as files are chosen (`static/js/modules/upload-cards.js`).
    """

    template_name = "admin/files/upload_input.html"
    what_next = "Save to use it, or choose another. Clear the box to leave it out."
    details = ""
    context: Mapping[str, str] = {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        uploads = value if isinstance(value, list) else []
        row = None if uploads or not value else getattr(value, "instance", None)
        cards = [
            Card(
                each,
                name,
                self.details,
                self.allow_multiple_selected,
                {**self.context, "number": str(at)},
                at < MOST_OPENED,
            )
            for at, each in enumerate(uploads)
        ]
        return super().get_context(name, None, attrs) | {"cards": cards, "what_next": self.what_next, "now": row}


class DocumentField(forms.FileField):
    """One file. A cleaned upload carries what was found as `upload.received`; a refusal names its file.

    `details` names the form of what its card asks or tells (`lscb_site.files.details`).
    """

    widget = DocumentInput
    takes_several = False

    def __init__(self, *, details: str = "", **kwargs: Any) -> None:
        self.details = details
        self.context: Mapping[str, str] = {}
        # An empty file is refused with our sentence, not with Django's.
        super().__init__(allow_empty_file=True, **kwargs)
        self.widget.details = details

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        limit = settings.FILES_MAX_BYTES
        most = {"data-most-bytes": limit, "data-too-large": TOO_LARGE.format(size_in_words(limit))}
        return super().widget_attrs(widget) | {"accept": accept_attribute()} | most

    def tell(self, **context: Any) -> None:
        """What the details are to know of the form: words, which a card that is asked for sends along."""
        self.context = {name: str(value) for name, value in context.items()}
        self.widget.context = self.context
        self.widget.attrs["data-context"] = urlencode(self.context)

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
    takes_several = True

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


class AsksAboutUploads(forms.Form):
    """For a form with a `DocumentsField`: what was said of each upload is judged with the form.

    Afterwards each upload carries its `lscb_site.files.details.UploadDetails` as `upload.details`.
    """

    def clean(self) -> dict[str, Any]:
        super().clean()
        asking = ((name, field) for name, field in self.fields.items() if isinstance(field, DocumentsField))
        for name, field in list(asking):
            details = details_form(field.details)
            for number, upload in enumerate(self.cleaned_data.get(name) or ()):
                context = {**field.context, "number": str(number)}
                upload.details = details(upload, self.add_prefix(name), context, self.data)
                if upload.details.is_bound and not upload.details.is_valid():
                    self.add_error(name, LOOK_AT.format(upload.name))
        return self.cleaned_data
