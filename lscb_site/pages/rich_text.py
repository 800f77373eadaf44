"""The text app of the CMS, held to this site's rule of formatted text (`lscb_site.text.formatted`).

Every text passes it: blocks, the admin's text fields, and what code stores. What an editor pastes is asked of the same
rule at once, by `lscb_site.pages.pasting`.
"""

from cms.models import Page, PageUrl
from django.conf import settings
from django.urls import reverse_lazy
from djangocms_text import fields, html, models
from djangocms_text.editors import DEFAULT_EDITOR
from djangocms_text.html import cms_parser, dynamic_href, register_attr

from lscb_site.text.formatted import ATTRIBUTES, SCHEMES, TAGS, tidied

SCRIPT, STYLE = "js/pasting.js", "css/pasting.css"


def restrict_cleaner():
    """Hold the text app's cleaner, which both blocks and the admin's text fields use, to these tags and attributes."""
    cms_parser.ALLOWED_TAGS = set(TAGS)
    cms_parser.ALLOWED_ATTRIBUTES = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    cms_parser.ALLOWED_URL_SCHEMES = set(SCHEMES)
    cms_parser.generic_attribute_prefixes = {"data-cms-"}  # a link that follows its page
    for module in (html, fields, models):
        module.clean_html = clean_html


def clean_html(data, full=None, cleaner=None):
    """In the place of the text app's own, which drops what it does not know instead of reading what was meant."""
    return tidied(data).html


def tell_editors_at_once():
    """The editor asks the rule about what is pasted (static/js/pasting.js)."""
    DEFAULT_EDITOR.js = (*DEFAULT_EDITOR.js, SCRIPT)
    DEFAULT_EDITOR.css = {**DEFAULT_EDITOR.css, "all": (*DEFAULT_EDITOR.css["all"], STYLE)}
    DEFAULT_EDITOR.additional_context["pasted_url"] = reverse_lazy("admin:pasted")


def follow_page(elem, obj, attr, edit_mode=False, request=None):
    """Writes the address of a link that follows its page. Alone, the text app asks the database for each link."""
    if request is not None and isinstance(obj, Page):
        obj.urls_cache = page_addresses(request).get(obj.pk, {})
    dynamic_href(elem, obj, attr, edit_mode)


def page_addresses(request) -> dict[int, dict[str, PageUrl]]:
    """The addresses of every page, as `Page.urls_cache` holds them; read once a request."""
    if not hasattr(request, "_page_addresses"):
        urls = PageUrl.objects.filter(site_id=settings.SITE_ID)
        request._page_addresses = {url.page_id: {url.language: url} for url in urls}
    return request._page_addresses


def read_addresses_once():
    register_attr("data-cms-href", follow_page)
