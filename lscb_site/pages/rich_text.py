"""What editors' formatted text may hold, everywhere on the site: structure and links, never looks.

A strict content security policy ignores `style` attributes, and colours or alignment would break dark mode and print;
so the editor's toolbar (see the settings) does not offer them and the cleaner does not let them through.
"""

from djangocms_text.html import cms_parser

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
