"""The first screen of the admin, and the bar for staff above a page."""

from django import template

from lscb_site.desk.attention.gathering import Desk
from lscb_site.desk.staff_bar import staff_bar

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_of(context):
    """Of who is signed in."""
    return Desk(context["request"].user)


@register.inclusion_tag("includes/staff_bar.html", takes_context=True, name="staff_bar")
def bar(context):
    """For staff, about the one thing that the page shows."""
    item = context.get("object")
    return {"bar": staff_bar(context["request"], item) if item and "request" in context else None}


@register.simple_tag(takes_context=True)
def page_uses(context):
    """In how many places the page of this row of the tree is used."""
    return context["request"].uses_of_pages[context["page"].pk]
