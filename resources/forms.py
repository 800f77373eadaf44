import re

from django import forms

from lscb_site.web.lists import NOT_OFFERED, chosen
from resources.models import Document, Topic
from resources.selectors import FACETS, Library


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

    def __init__(self, data, library: Library):
        super().__init__(data)
        self.library = library
        for name, everything in self.ALL.items():
            self.fields[name].choices = [("", everything), *library.choices[name]]
            self.fields[name].error_messages["invalid_choice"] = NOT_OFFERED
        self.is_valid()

    def clean_letter(self):
        return self.cleaned_data["letter"].upper()

    def apply(self, pks: list[int]) -> list[int]:
        """Those of the documents that every filter leaves. Writes beside each choice how many it would leave."""
        among = set(pks)
        if not chosen(self, "superseded"):
            among -= self.library.set_aside
        if text := chosen(self, "q"):
            among &= set(Document.objects.live().matching(text).order_by().values_list("pk", flat=True))
        asked = {(facet, value) for facet in FACETS if (value := chosen(self, facet))}
        self.numbers = self.library.facets.counts(among, asked)
        self.offer()
        left = self.library.facets.narrowed(among, asked)
        return [pk for pk in pks if pk in left]

    def offer(self):
        """A choice that would leave no document is not offered, unless it is the one that was made."""
        for name, everything in self.ALL.items():
            numbered = [(value, words, self.number(name, value)) for value, words in self.library.choices[name]]
            self.fields[name].widget.choices = [
                ("", everything),
                *(
                    (value, f"{words} ({number})")
                    for value, words, number in numbered
                    if number or value == chosen(self, name)
                ),
            ]

    def number(self, facet: str, value: str) -> int:
        return self.numbers.get((facet, value), 0)

    @property
    def letters(self) -> list[tuple[str, int]]:
        """How many documents begin with each letter."""
        return sorted(
            (value, number) for (facet, value), number in self.numbers.items() if facet == "letter" and number
        )
