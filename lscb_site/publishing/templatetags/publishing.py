from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html

from lscb_site.publishing.dates import Precision

register = template.Library()


@register.filter
def dated(value, precision=Precision.DAY):
    """`{{ edition.effective_date|dated:edition.date_precision }}`: a `<time>` that claims no more than is known."""
    return time_element(value, Precision(precision)) if value else ""


@lru_cache(maxsize=5000)
def time_element(value, precision: Precision) -> str:
    return format_html('<time datetime="{}">{}</time>', precision.machine(value), precision.words(value))


@register.simple_tag
def state(kind, date=None, words="") -> str:
    """`{% state "confirmed" date=point.confirmed_on %}`: see templates/components/state.html.

    A list says a few states again and again, and nothing else goes into one: each is rendered once.
    """
    return (state_anew if settings.DEBUG else state_once)(str(kind), date, str(words))


def state_anew(kind, date, words):
    return render_to_string("components/state.html", {"kind": kind, "date": date, "words": words})


state_once = lru_cache(maxsize=500)(state_anew)
