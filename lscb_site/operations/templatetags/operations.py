from django import template

from lscb_site.operations.heartbeats import silent
from lscb_site.operations.screen import may_see

register = template.Library()


@register.simple_tag
def silent_processes():
    """The background processes that were not heard of for some minutes."""
    return silent()


@register.simple_tag
def may_see_how_the_site_is(person):
    return may_see(person)
