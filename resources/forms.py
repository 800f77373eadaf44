import re

from django import forms

from lscb_site.publishing.lists import chosen
from resources.models import Audience, Document, Topic


class DigestForm(forms.Form):
    """The digest of a reader's copy, as the programs that work it out print it: some with spaces or in capitals."""

    digest = forms.CharField(label="Digest (SHA-256) of your copy", max_length=200)

    def clean_digest(self):
        digest = "".join(self.cleaned_data["digest"].split()).lower()
        if not re.fullmatch("[0-9a-f]{64}", digest):
            raise forms.ValidationError("A digest has 64 characters, each a number or a letter from a to f.")
        return digest


class DocumentFilter(forms.Form):
    """The filters beside the list of documents."""

    q = forms.CharField(label="Words in the title or summary", required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Document.Kind.choices])
    topic = forms.ModelChoiceField(Topic.objects, to_field_name="slug", required=False, empty_label="All topics")
    audience = forms.ModelChoiceField(Audience.objects, to_field_name="slug", required=False, empty_label="Everyone")
    superseded = forms.BooleanField(label="Include superseded documents", required=False)

    def apply(self, documents):
        self.is_valid()
        if text := chosen(self, "q"):
            documents = documents.matching(text)
        if kind := chosen(self, "kind"):
            documents = documents.of_kind(kind)
        if topic := chosen(self, "topic"):
            documents = documents.filter(topics=topic)
        if audience := chosen(self, "audience"):
            documents = documents.filter(audiences=audience)
        if not chosen(self, "superseded"):
            documents = documents.not_succeeded()
        return documents
