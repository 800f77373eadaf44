"""One piece of news, in plain text: templates make a letter, an HTML letter and an entry of a feed of it."""

from dataclasses import dataclass
from typing import Any

from lscb_site.web.addresses import absolute


@dataclass(frozen=True)
class Link:
    words: str
    address: str  # full

    @classmethod
    def to(cls, words: str, row: Any) -> "Link":
        """To the page of a row, or to a path or an address."""
        address = row if isinstance(row, str) else row.get_absolute_url()
        return cls(words, address if "://" in address else absolute(address))


@dataclass(frozen=True)
class Item:
    """A heading, what happened, what to do, and where to read more."""

    heading: str
    sentences: tuple[str, ...]
    links: tuple[Link, ...]
    note: str = ""  # an editor's own words
    parts: tuple[str, ...] = ()  # of a text, which changed
    do: str = ""


def those(*sentences: str) -> tuple[str, ...]:
    """The sentences that say something."""
    return tuple(filter(None, sentences))
