"""How a link is written in formatted text, and what it names."""

import re
from collections.abc import Iterator
from html import unescape

LINK = re.compile(r"<a\s[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\s(href|data-cms-href)=(["'])(.*?)\2""", re.IGNORECASE)


def named_by(link: str) -> str:
    """What the start of a link names: the row (`cms.page:5`), where it follows one, else the address."""
    found = {name.lower(): unescape(value).strip() for name, _, value in ATTRIBUTE.findall(link)}
    return found.get("data-cms-href") or found.get("href", "")


def links_in(html: str) -> Iterator[str]:
    """What each link of a text names, in order."""
    return (named_by(link) for link in LINK.findall(html))
