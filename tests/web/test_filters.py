from django import forms
from django.template import Context
from django.test import RequestFactory

from lscb_site.web.templatetags.filters import ChosenFilter, chosen_filters, without_filter


class Filter(forms.Form):
    q = forms.CharField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "All"), ("report", "Report")])
    year = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, choices=[("2015", "In 2015")])
    old = forms.BooleanField(label="Include old ones", required=False)


def cleaned(data):
    form = Filter(data)
    form.is_valid()
    return form


def test_filters_are_named_in_the_reader_s_words():
    form = cleaned({"q": "study", "kind": "report", "year": "2015", "old": "on"})
    assert chosen_filters(form) == [
        ChosenFilter("q", "study"),
        ChosenFilter("kind", "Report"),
        ChosenFilter("year", "In 2015"),
        ChosenFilter("old", "Include old ones"),
    ]


def test_empty_and_bad_values_are_no_filters():
    assert chosen_filters(cleaned({"q": "", "kind": "nonsense"})) == []


def test_removing_a_filter_keeps_the_others_and_returns_to_the_first_page():
    request = RequestFactory().get("/", {"q": "a b", "kind": "report", "page": "2"})
    assert without_filter(Context({"request": request}), "kind") == "?q=a+b"


def test_removing_the_last_filter_leaves_no_query():
    request = RequestFactory().get("/", {"kind": "report"})
    assert without_filter(Context({"request": request}), "kind") == ""
