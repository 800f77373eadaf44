"""The first screen of the admin, and the bar for staff above a page."""

from django import template

from lscb_site.desk.attention.gathering import Desk
from lscb_site.desk.guide import help_address
from lscb_site.desk.staff_bar import staff_bar

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_of(context):
    """Of who is signed in."""
    return Desk(context["request"].user)


@register.simple_tag(takes_context=True)
def help_with_screen(context):
    """The address of the guide's part about the screen that is shown."""
    match = context["request"].resolver_match
    return help_address(match.url_name or "" if match else "")


@register.inclusion_tag("includes/staff_bar.html", takes_context=True, name="staff_bar")
def bar(context):
    """For staff, about the one thing that the page shows."""
    item = context.get("object")
    return {"bar": staff_bar(context["request"], item) if item and "request" in context else None}


@register.simple_tag(takes_context=True)
def page_uses(context):
    """In how many places the page of this row of the tree is used."""
    return context["request"].uses_of_pages[context["page"].pk]
