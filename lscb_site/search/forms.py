from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

from lscb_site.search.searching import Search
from lscb_site.search.tokens import storable
from lscb_site.search.wanted import Choice

MOST = 10_000  # characters of a question that are looked at
KEPT = 500  # of them that its field and the links keep: many more than are in the words that are searched for
LONGEST_CHOICE = 60  # characters


def longest(name: str) -> int:
    return MOST if name == "q" else LONGEST_CHOICE


class Typed(forms.CharField):
    """Whatever was typed is searched for: nothing is refused."""

    def to_python(self, value: Any) -> str:
        return storable(value or "").strip()

    def validate(self, value: Any) -> None:
        return

    def run_validators(self, value: Any) -> None:
        return


class Offered(forms.ChoiceField):
    """Lets any value through: which there are is known only once something was found (`SearchForm.offer`)."""

    def valid_value(self, value: Any) -> bool:
        return True


class SearchForm(forms.Form):
    q = Typed(required=False)
    kind = Offered(required=False)
    topic = Offered(required=False)
    year = Offered(required=False)
    superseded = forms.BooleanField(label="Include superseded editions", required=False)
    exact = forms.BooleanField(required=False, widget=forms.HiddenInput)

    EVERYTHING = {"kind": "Everything", "topic": "All topics", "year": "All years"}

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(
            {name: str(data[name])[: longest(name)] for name in (*self.base_fields, "page") if name in data}
        )
        self.is_valid()

    @property
    def typed(self) -> str:
        typed: str = self.cleaned_data.get("q", "")
        return typed

    @property
    def is_cut(self) -> bool:
        """Whether the page keeps less than was typed."""
        return len(self.typed) > KEPT

    def kept(self) -> Any:
        """What the field and the links carry on, as the parameters of a request, whose type has no public name."""
        return QueryDict(urlencode({name: value[:KEPT] for name, value in self.data.items() if value}))

    @property
    def choice(self) -> Choice:
        year = self.cleaned_data.get("year", "")
        is_a_year = year.isascii() and year.isdigit() and len(year) == 4
        return Choice(
            kind=self.cleaned_data.get("kind", ""),
            topic=self.cleaned_data.get("topic", ""),
            year=int(year) if is_a_year else None,
        )

    @property
    def offered(self) -> list[forms.BoundField]:
        """The filters that would narrow these results, and whether to include what is superseded."""
        return [
            *(self[name] for name in self.EVERYTHING if len(self.fields[name].widget.choices) > 1),
            self["superseded"],
        ]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Each filter that narrows the results, with the words of what was chosen, once they are on offer."""
        return [
            (name, words)
            for name in self.EVERYTHING
            for value, words in self.fields[name].widget.choices
            if value and value == self.data.get(name)
        ]

    def offer(self, outcome: Search) -> None:
        """Make each filter a list of what it would leave, with how many; what is chosen stays on offer."""
        kinds = {group.kind: group.kind_words for group in outcome.groups}
        for name, everything in self.EVERYTHING.items():
            numbers = outcome.counts(name)
            if name == "topic":
                pairs = sorted((line.partition("\t")[::2] for line in numbers), key=lambda pair: pair[1].casefold())
                numbers = {line.partition("\t")[0]: number for line, number in numbers.items()}
            elif name == "year":
                pairs = [(str(year), str(year)) for year in sorted(numbers, reverse=True)]
                numbers = {str(year): number for year, number in numbers.items()}
            else:
                pairs = sorted(((kind, kinds[kind]) for kind in numbers), key=lambda pair: pair[1])
            chosen = self.cleaned_data.get(name, "")
            if chosen and chosen not in dict(pairs):
                pairs.append((chosen, kinds.get(chosen, chosen.replace("-", " ").capitalize())))
            self.fields[name].widget.choices = [
                ("", everything),
                *((value, f"{words} ({numbers.get(value, 0)})") for value, words in pairs),
            ]
