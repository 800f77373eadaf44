import re

from django import forms

from lscb_site.publishing.catalogue import Listing
from lscb_site.publishing.forms import ListSelect
from lscb_site.publishing.lists import chosen
from resources.catalogue import FACETS, SUPERSEDED, library
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
    kind = forms.ChoiceField(required=False, widget=ListSelect)
    topic = forms.ChoiceField(required=False, widget=ListSelect)
    audience = forms.ChoiceField(required=False, widget=ListSelect)
    publisher = forms.ChoiceField(required=False, widget=ListSelect)
    year = forms.ChoiceField(required=False, widget=ListSelect)
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
        self.library = library()
        for name, everything in self.ALL.items():
            self.fields[name].choices = [("", everything), *self.library.choices[name]]
        self.is_valid()

    def clean_letter(self):
        return self.cleaned_data["letter"].upper()

    def apply(self, fetch):
        """The documents that every filter leaves, in the order asked for, as `fetch` brings them."""
        self.catalogue = self.library.in_order(by_title=chosen(self, "order") == "title")
        self.left = self.narrowed()
        return Listing(self.catalogue, self.left[None], fetch)

    def narrowed(self) -> dict[str | None, int]:
        """The bits of the documents that all filters leave, under None, and that all but one leave, under its name."""
        catalogue = self.catalogue
        rest = catalogue.everything
        if not chosen(self, "superseded"):
            rest &= ~catalogue.having(*SUPERSEDED)
        if text := chosen(self, "q"):
            matching = Document.objects.live().matching(text).order_by()
            rest &= catalogue.among(set(matching.values_list("pk", flat=True)))
        asked = {name: catalogue.having(name, value) for name in FACETS if (value := chosen(self, name))}
        left = {}
        for but in (None, *FACETS):
            left[but] = rest
            for name, bits in asked.items():
                if name != but:
                    left[but] &= bits
        return left

    def count(self):
        """Tell beside each choice how many documents it would leave; one that would leave none is not offered.

        Answers how many begin with each letter.
        """
        numbers = {name: self.catalogue.counts(name, self.left[name]) for name in FACETS}
        for name in self.ALL:
            field, found = self.fields[name], numbers[name]
            offered = [pair for pair in field.choices if pair[0] in found or pair[0] in ("", chosen(self, name))]
            field.widget.choices = [
                (value, f"{words} ({found.get(value, 0)})" if value else words) for value, words in offered
            ]
        return sorted(numbers["letter"].items())
