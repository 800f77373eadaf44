"""The first screen of the admin, and the bar for staff above a page."""

from django import template

from lscb_site.desk.attention.gathering import Desk
from lscb_site.desk.staff_bar import staff_bar
from lscb_site.desk.where_used import places_that_lead_to

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


@register.simple_tag
def places_leading_to(item):
    """What stands before the reason is asked for: whose links would end at “withdrawn”."""
    return places_that_lead_to(item)
