"""The headings of what editors put on a page, to be listed beside it."""

from django import template
from django.utils.safestring import mark_safe

from lscb_site.web.headings import Headed, headed

register = template.Library()


class WithHeadings(template.Node):
    # A simple block tag of Django's hides what is in it from the CMS, which looks for its placeholders there.
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> str:
        html = self.nodelist.render(context)
        toolbar = getattr(context["request"], "toolbar", None)
        # Left alone while somebody edits in place: the CMS finds its blocks by what stands around them.
        is_edited = getattr(toolbar, "edit_mode_active", False)
        context[self.name] = Headed(mark_safe(html), ()) if is_edited else headed(html)  # noqa: S308 - rendered here
        return ""


@register.tag
def with_headings(parser, token):
    """`{% with_headings as text %}{% placeholder "content" %}{% endwith_headings %}`: `text.html`, `text.headings`."""
    try:
        _, as_, name = token.split_contents()
    except ValueError:
        as_ = ""
    if as_ != "as":
        raise template.TemplateSyntaxError("Write {% with_headings as text %}.")
    nodelist = parser.parse(("endwith_headings",))
    parser.delete_first_token()
    return WithHeadings(nodelist, name)
