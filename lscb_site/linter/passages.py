"""A formatted text as its passages: paragraphs, headings, items and cells, with the links that stand in each."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from lscb_site.linter.sentences import Sentence, sentences_of, without_quotations

INSIDE = {"a", "abbr", "b", "cite", "em", "i", "q", "span", "strong", "sub", "sup", "time", "u", "mark", "small"}
SPACE = re.compile(r"\s+")
CMS_LINK = "data-cms-href"


@dataclass(frozen=True)
class Link:
    start: int  # in its passage
    end: int
    address: str
    words: str


@dataclass(frozen=True)
class PictureIn:
    alternative: str | None  # None: it has none at all
    address: str


@dataclass
class Passage:
    tag: str
    text: str = ""
    links: list[Link] = field(default_factory=list)
    pictures: list[PictureIn] = field(default_factory=list)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return sentences_of(self.text)

    @cached_property
    def own_words(self) -> str:
        """Without what it quotes, each letter in its place."""
        return without_quotations(self.text)

    @property
    def level(self) -> int:
        """2 for a heading of the second level; 0 for what is no heading."""
        return int(self.tag[1]) if re.fullmatch(r"h[1-6]", self.tag) else 0

    def links_in(self, sentence: Sentence) -> list[Link]:
        return [link for link in self.links if link.start < sentence.end and link.end > sentence.start]


def passages_of_text(text: str, *, is_link: bool = False, address: str = "") -> tuple[Passage, ...]:
    """A text without formatting: a blank line starts a new passage."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return tuple(Passage("p", part, [Link(0, len(part), address, part)] if is_link else []) for part in parts)


def passages_of_html(html: str) -> tuple[Passage, ...]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return tuple(reader.passages)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self.passage = Passage("p")
        self.link_address: str | None = None
        self.link_start = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.end_link()
            self.link_address = given.get(CMS_LINK) or given.get("href", "")
            self.link_start = len(self.passage.text)
        elif tag == "img":
            self.passage.pictures.append(PictureIn(given.get("alt"), given.get("src", "")))
        elif tag == "br":
            self.passage.text = f"{self.passage.text.rstrip(' ')}\n"
        elif tag not in INSIDE:
            self.finish(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.end_link()
        elif tag not in INSIDE and tag not in ("br", "img"):
            self.finish()

    def handle_data(self, data: str) -> None:
        data = SPACE.sub(" ", data)
        if not self.passage.text or self.passage.text.endswith((" ", "\n")):
            data = data.lstrip(" ")
        self.passage.text += data

    def end_link(self) -> None:
        if self.link_address is not None:
            start, end = self.link_start, len(self.passage.text)
            self.passage.links.append(Link(start, end, self.link_address.strip(), self.passage.text[start:end]))
        self.link_address = None

    def finish(self, tag: str = "p") -> None:
        """End the passage that is being read, and begin one of this tag."""
        address = self.link_address
        self.end_link()
        self.passage.text = self.passage.text.rstrip()
        if self.passage.text or self.passage.links or self.passage.pictures or self.passage.level:
            self.passages.append(self.passage)
        self.passage = Passage(tag)
        if address is not None:  # a link around several paragraphs
            self.link_address, self.link_start = address, 0
