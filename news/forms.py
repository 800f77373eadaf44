from django import forms

from lscb_site.publishing.lists import chosen
from news.models import Post


class PostFilter(forms.Form):
    """The filters above the news list."""

    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Post.Kind.choices])
    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, data, years):
        super().__init__(data)
        self.fields["year"].choices = [("", "All years"), *((str(year), str(year)) for year in years)]

    def apply(self, posts):
        self.is_valid()
        if kind := chosen(self, "kind"):
            posts = posts.of_kind(kind)
        if year := chosen(self, "year"):
            posts = posts.in_year(year)
        return posts
