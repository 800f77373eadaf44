from django import forms

from lscb_site.web.lists import NOT_OFFERED, chosen
from news.models import Post
from news.selectors import Archive


class FeedFilter(forms.Form):
    """What a feed of the news is about. A wrong value is an error: nobody would notice a feed of all the rest."""

    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Post.Kind.choices])

    @property
    def kind_asked(self) -> str:
        return self.cleaned_data["kind"]

    @property
    def asked(self) -> dict[str, str]:
        """The query of the feed's own address."""
        return {"kind": self.kind_asked} if self.kind_asked else {}


class PostFilter(forms.Form):
    """The filters above the news list."""

    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Post.Kind.choices])
    year = forms.ChoiceField(required=False)

    def __init__(self, data, archive: Archive):
        super().__init__(data)
        self.archive = archive
        years = sorted(archive.facets.values("year"), key=int, reverse=True)
        self.fields["year"].choices = [("", "All years"), *((year, year) for year in years)]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = NOT_OFFERED
        self.is_valid()

    def apply(self, pks: list[int]) -> list[int]:
        """Those of the posts that every filter leaves."""
        asked = {(name, value) for name in self.fields if (value := chosen(self, name))}
        left = self.archive.facets.narrowed(set(pks), asked)
        return [pk for pk in pks if pk in left]
