from django import forms

from lscb_site.files.fields import DocumentsField
from lscb_site.publishing.forms import PublishableForm


class PostForm(PublishableForm):
    """A news item, with files that become documents of the library."""

    new_documents = DocumentsField(
        label="Add documents",
        required=False,
        help_text="Choose one or several files at once: PDF, Word, PowerPoint, Excel or OpenDocument text. "
        "Each becomes a draft document of the library, attached below, and goes live with this item.",
    )

    class Meta:
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
