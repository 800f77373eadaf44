"""Cleans HTML made from a file. In the parent: the child that made it has parsed a stranger's bytes."""

import nh3

from lscb_site.files.readers import LANGUAGE_TAG

TAGS = {
    "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "strong", "em", "sup", "sub", "a",
    "span", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan", "dir", "lang"},
    "td": {"colspan", "rowspan", "dir", "lang"},
    **{tag: {"dir", "lang"} for tag in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6")},
    **{tag: {"lang"} for tag in ("span", "em", "strong")},
}
SCHEMES = {"http", "https", "mailto", "tel"}
VALUES = {"scope": {"col", "row"}, "dir": {"auto"}}
MAX_SPAN = 100


def cleaned(html: str) -> str:
    """The HTML with nothing but words, structure and whole links. Links do not vouch for where they lead."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_allowed,
        link_rel="nofollow noopener",
    )


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        # A relative address would lead into our site.
        return value if value.partition(":")[0].casefold() in SCHEMES else None
    if attribute == "lang":
        return value if LANGUAGE_TAG.fullmatch(value) else None
    if attribute in VALUES:
        return value if value in VALUES[attribute] else None
    if attribute in ("colspan", "rowspan"):
        return value if value.isascii() and value.isdigit() and 1 < int(value[:4]) <= MAX_SPAN else None
    return value
