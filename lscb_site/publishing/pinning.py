"""A row that points at a document: at whatever edition is current, or at one that it pins."""

from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models


class AnEdition(Protocol):
    """What is asked of an edition here, where the library is not known."""

    @property
    def document(self) -> object: ...

    @property
    def document_id(self) -> int: ...


class PinsEdition(models.Model):
    """For models with the foreign keys `document` and `edition`; an empty edition means whatever is the newest."""

    # Of the models that inherit.
    document_id: int | None
    edition: "models.ForeignKey[None, AnEdition | None]"
    edition_id: int | None

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.edition_id and self.edition and self.edition.document_id != self.document_id:
            whose = f"This is an edition of “{self.edition.document}”."
            raise ValidationError({"edition": f"{whose} Choose one of the document beside it, or none."})
