"""What the frame of every page shows of notices, and who answers for the site."""

from typing import Any

from django import template
from django.template.context import Context

from lscb_site.notices.models import SiteWords
from lscb_site.notices.shown import MOST, last_known_words, notices_for, on_every_page

register = template.Library()


@register.simple_tag(takes_context=True)
def notices_of_page(context: Context) -> dict[str, Any]:
    """Those of the page that is asked for: the `first`, the `others`, and whether a reader can close one of them."""
    found = notices_for(context["request"].path)
    return {"first": found[:MOST], "others": found[MOST:], "can_close": any(each.can_be_closed for each in found)}


@register.simple_tag
def site_words() -> SiteWords:
    return on_every_page.get().words


@register.simple_tag
def words_without_database() -> SiteWords:
    """For the pages that are made while the database may be away."""
    return last_known_words()


@register.inclusion_tag("components/owner_contact.html")
def owner_contact() -> dict[str, Any]:
    """`{% owner_contact %}`: a paragraph that says how to write to the Board, or that there is no way yet."""
    return {"words": on_every_page.get().words}
