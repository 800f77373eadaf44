"""A row that points at a document: at whatever edition is current, or at one that it keeps."""

from django.core.exceptions import ValidationError
from django.db import models


class KeepsEdition(models.Model):
    """For models with the foreign keys `document` and `edition`; an empty edition means whatever is current."""

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.edition_id and self.edition.document_id != self.document_id:
            whose = f"This is an edition of “{self.edition.document}”."
            raise ValidationError({"edition": f"{whose} Choose one of the document beside it, or none."})
