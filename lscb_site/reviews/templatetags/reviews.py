"""The day on which a thing was checked last, for readers."""

from datetime import date

from django import template
from django.db.models import Model

from lscb_site.reviews.models import Review

register = template.Library()


@register.simple_tag
def checked_on(item: Model) -> date | None:
    """None where nobody has: then nothing is said. A test holds it to what staff are told."""
    meta = item._meta
    reviews = Review.objects.filter(content_type__app_label=meta.app_label, content_type__model=meta.model_name)
    return reviews.filter(object_id=item.pk).values_list("checked_on", flat=True).first()


@register.inclusion_tag("reviews/last_checked.html")
def last_checked(item: Model) -> dict[str, date | None]:
    """The sentence at the end of its page."""
    return {"checked": checked_on(item)}
