from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lscb_site.web.dates import Precision
from lscb_site.web.head import page_description, page_title
from lscb_site.web.private_links import path_to_repeat

register = template.Library()


@register.filter
def dated(value: date | None, precision: str = Precision.DAY) -> str:
    """`{{ edition.effective_date|dated:edition.date_precision }}`: a `<time>` that claims no more than is known."""
    if not value:
        return ""
    precision = Precision(precision)
    return format_html('<time datetime="{}">{}</time>', precision.machine(value), precision.words(value))


@register.filter
def options(choices: Iterable[tuple[object, str]], chosen: object) -> SafeString:
    """`{{ field.field.widget.choices|options:field.value }}`: of a select. A page has up to forty, and a template takes
    ten times as long."""
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((value, " selected" if value == chosen else "", words) for value, words in choices),
    )


@register.simple_tag(takes_context=True, name="path_to_repeat")
def own_path(context: template.Context) -> str:
    return path_to_repeat(context.get("request"))


register.simple_tag(page_title)
register.filter(page_description)


@register.inclusion_tag("components/state.html")
def state(kind: str, date: date | None = None, words: str = "") -> dict[str, Any]:
    """`{% state "confirmed" date=point.confirmed_on %}`: see templates/components/state.html."""
    return {"kind": kind, "date": date, "words": words}
