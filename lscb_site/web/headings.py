"""The headings of a long text, so that a page can list them beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

# What comes here was written by our own templates and the rule of formatted text, so it is well-formed.
HEADING = re.compile(r"<h2(?P<attributes>(?:\s[^>]*)?)>(?P<inside>.*?)</h2>", re.DOTALL)
ID = re.compile(r'\sid="(?P<id>[^"]+)"')
ANY_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Heading:
    anchor: str  # the id of its element
    words: str


@dataclass(frozen=True)
class Headed:
    """A text whose headings can be linked to."""

    html: SafeString
    headings: tuple[Heading, ...]


def headed(html: str) -> Headed:
    """`html`, which is safe, with an id on each heading of the second level; one that has an id keeps it."""
    taken = set(ANY_ID.findall(html))
    found: list[Heading] = []

    def with_id(match: re.Match[str]) -> str:
        attributes, inside = match["attributes"], match["inside"]
        words = " ".join(unescape(strip_tags(inside)).split())
        own = ID.search(attributes)
        anchor = own["id"] if own else next(name for name in names(words) if name not in taken)
        taken.add(anchor)
        if words:
            found.append(Heading(anchor, words))
        return match[0] if own else f'<h2{attributes} id="{anchor}">{inside}</h2>'

    done = HEADING.sub(with_id, html)
    return Headed(mark_safe(done), tuple(found))  # noqa: S308 - as safe as it came


def names(words: str) -> Iterator[str]:
    """Ids for a heading of these words, the plainest first."""
    plain = slugify(words) or "part"
    yield plain
    number = 1
    while True:
        number += 1
        yield f"{plain}-{number}"
