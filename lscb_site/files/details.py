"""What somebody says of each upload in its card: proposed from the file, editable at once, saved with the form.

A field of files names the details it asks for. The room that knows what a file becomes registers their form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.core.files import File

from lscb_site.files.receiving import received

if TYPE_CHECKING:
    Upload = File[bytes]
else:
    Upload = File

OF_ONE = 12  # digits of the digest that tell the details of one file from those of another


class UploadDetails(forms.Form):
    """Of one upload of the field called `field`. `context` is what the field's form knows: see `DocumentField`.

    Rooms add their fields, and what they propose for them.
    """

    def __init__(self, upload: Upload, field: str, context: Mapping[str, Any], data: Any = None):
        self.upload, self.context = upload, context
        self.name = str(upload.name)
        prefix = f"{field}-{received(upload).sha256[:OF_ONE]}"
        # A form without script says nothing of them, the first time.
        sent = data if data is not None and any(f"{prefix}-{name}" in data for name in self.base_fields) else None
        super().__init__(sent, prefix=prefix)

    @property
    def said(self) -> dict[str, Any]:
        """What was said, cleaned. Empty where the form had no place for it."""
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    def propose(self) -> None:
        """Fill in what the file says. It reads the file, so no transaction may be open."""

    def notes(self) -> Iterable[str]:
        """What is known of these bytes already, as safe HTML. Each is a sentence."""
        return ()

    def is_asked(self) -> bool:
        """Whether there is anything to say: a file that changes nothing is not asked about."""
        return True

    def offers(self, *, is_asked: bool) -> "Iterable[Offer]":
        """What the file says that a field of the form itself could take. `is_asked` says that the card has the fields
        of these details; else the form has all of them."""
        return ()


@dataclass(frozen=True)
class Offer:
    """`label` and `words` tell it; `fills` are the names of the form's fields, or of its row's, and their values."""

    label: str
    words: str
    fills: Mapping[str, str]

    @property
    def encoded(self) -> str:
        return urlencode(self.fills)


_forms: dict[str, type[UploadDetails]] = {}


def register(name: str, form: type[UploadDetails]) -> None:
    _forms[name] = form


def details_form(name: str) -> type[UploadDetails]:
    """The form registered as `name`; one without a field where none is asked for."""
    return _forms[name] if name else UploadDetails
