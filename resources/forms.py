import re

from django import forms

from lscb_site.publishing.lists import chosen
from resources import facets
from resources.models import Document, Topic


class DigestForm(forms.Form):
    """The digest of a reader's copy, as the programs that work it out print it: some with spaces or in capitals."""

    digest = forms.CharField(label="Digest (SHA-256) of your copy", max_length=200)

    def clean_digest(self):
        digest = "".join(self.cleaned_data["digest"].split()).lower()
        if not re.fullmatch("[0-9a-f]{64}", digest):
            raise forms.ValidationError("A digest has 64 characters, each a number or a letter from a to f.")
        return digest


class FeedFilter(forms.Form):
    """What a feed of the library is about. A wrong value is an error: nobody would notice a feed of all the rest."""

    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Document.Kind.choices])
    topic = forms.ModelChoiceField(Topic.objects, to_field_name="slug", required=False)

    @property
    def asked(self) -> dict[str, str]:
        """The query of the feed's own address."""
        return {name: self.data[name] for name in self.fields if self.cleaned_data[name]}


class DocumentFilter(forms.Form):
    """The filters beside the list of documents, each choice with how many documents it would leave."""

    q = forms.CharField(label="Words in the title or summary", required=False, max_length=200)
    kind = forms.ChoiceField(required=False)
    topic = forms.ChoiceField(required=False)
    audience = forms.ChoiceField(required=False)
    publisher = forms.ChoiceField(required=False)
    year = forms.ChoiceField(required=False)
    superseded = forms.BooleanField(label="Include superseded documents", required=False)
    order = forms.ChoiceField(
        required=False, choices=[("", "Newest first"), ("title", "A to Z")], widget=forms.HiddenInput
    )
    letter = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)

    ALL = {
        "kind": "All kinds",
        "topic": "All topics",
        "audience": "Everyone",
        "publisher": "All publishers",
        "year": "All years",
    }

    def __init__(self, data):
        super().__init__(data)
        found = {"kind": Document.Kind.choices} | facets.choices()
        for name, everything in self.ALL.items():
            self.fields[name].choices = [("", everything), *found.get(name, [])]
        self.is_valid()

    def clean_letter(self):
        return self.cleaned_data["letter"].upper()

    def apply(self, documents):
        found = self.narrowed(documents)
        return found.by_title() if chosen(self, "order") == "title" else found.newest_first()

    def narrowed(self, documents, but=None):
        """Those of `documents` that the filters leave, all of them or all but one."""
        documents = documents.with_dates().with_letters()
        if text := chosen(self, "q"):
            documents = documents.matching(text)
        for name, field in facets.FIELDS.items():
            value = chosen(self, name)
            if value and name != but:
                documents = documents.filter(**{field: value})
        return documents if chosen(self, "superseded") else documents.not_succeeded()

    def count(self, documents):
        """Tell beside each choice how many of `documents` it would leave; one that would leave none is not offered.

        Answers how many begin with each letter.
        """
        numbers = facets.counts({name: self.narrowed(documents, but=name) for name in facets.FIELDS})
        for name in self.ALL:
            field, found = self.fields[name], numbers[name]
            offered = [pair for pair in field.choices if pair[0] in found or pair[0] in ("", chosen(self, name))]
            field.widget.choices = [
                (value, f"{words} ({found.get(value, 0)})" if value else words) for value, words in offered
            ]
        return sorted(numbers["letter"].items())
