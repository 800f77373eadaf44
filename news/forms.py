from django import forms

from lscb_site.publishing.catalogue import Listing
from lscb_site.publishing.forms import ListSelect
from lscb_site.publishing.lists import chosen
from news.catalogue import news
from news.models import Post


class PostFilter(forms.Form):
    """The filters above the news list."""

    kind = forms.ChoiceField(required=False, widget=ListSelect, choices=[("", "All kinds"), *Post.Kind.choices])
    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=ListSelect)

    def __init__(self, data):
        super().__init__(data)
        self.news = news()
        years = sorted(self.news.facets.get("year", ()), reverse=True)
        self.fields["year"].choices = [("", "All years"), *((str(year), str(year)) for year in years)]

    def apply(self, fetch):
        self.is_valid()
        left = self.news.everything
        for name in self.fields:
            if value := chosen(self, name):
                left &= self.news.having(name, value)
        return Listing(self.news, left, fetch)
