from django import template

from lscb_site.operations.heartbeats import silent

register = template.Library()


@register.simple_tag
def silent_processes():
    """The background processes that were not heard of for some minutes."""
    return silent()
