from django import template
from django.utils.html import format_html

from lscb_site.publishing.dates import Precision

register = template.Library()


@register.filter
def dated(value, precision=Precision.DAY):
    """`{{ edition.effective_date|dated:edition.date_precision }}`: a `<time>` that claims no more than is known."""
    if not value:
        return ""
    precision = Precision(precision)
    return format_html('<time datetime="{}">{}</time>', precision.machine(value), precision.words(value))
