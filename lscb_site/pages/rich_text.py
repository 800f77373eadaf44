"""What editors' formatted text may hold, everywhere on the site: structure and links, never looks.

A strict content security policy ignores `style` attributes, and colours or alignment would break dark mode and print;
so the editor's toolbar (see the settings) does not offer them and the cleaner does not let them through.
"""

from cms.models import Page, PageUrl
from django.conf import settings
from djangocms_text.html import cms_parser, dynamic_href, register_attr

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "strong", "b", "em", "i", "sub", "sup", "abbr", "cite", "q", "time"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "a"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start", "type"},
    "time": {"datetime"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}


def restrict_cleaner():
    """Hold the text app's cleaner, which both blocks and the admin's text fields use, to these tags and attributes."""
    cms_parser.ALLOWED_TAGS = set(TAGS)
    cms_parser.ALLOWED_ATTRIBUTES = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    cms_parser.ALLOWED_URL_SCHEMES = {"http", "https", "mailto", "tel"}
    cms_parser.generic_attribute_prefixes = {"data-cms-"}  # a link that follows its page


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
