from django import forms

from lscb_site.files.fields import AsksAboutUploads, DocumentsField
from lscb_site.publishing.forms import PublishableForm
from lscb_site.publishing.states import State

KINDS = "Choose one or several files at once: PDF, Word, PowerPoint, Excel or OpenDocument text."
GOES_ALONG = (
    "Each becomes a draft document of the library, attached below, and goes live when a publisher publishes this item."
)
WAITS = (
    "Each becomes a draft document of the library, attached below. This item is published already: readers see a "
    "document of it once a publisher has looked at it and chosen “Publish these papers”."
)


class PostForm(AsksAboutUploads, PublishableForm):
    """A news item, with files that become documents of the library."""

    new_documents = DocumentsField(
        label="Add documents",
        required=False,
        details="document",
        help_text=f"{KINDS} {GOES_ALONG}",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.state == State.PUBLISHED and "new_documents" in self.fields:
            self.fields["new_documents"].help_text = f"{KINDS} {WAITS}"

    class Meta:
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
