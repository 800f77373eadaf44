"""A formatted text as its passages: paragraphs, headings, items and cells, with the links that stand in each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from lscb_site.linter.sentences import Sentence, sentences_of, without_quotations

INSIDE = {"a", "abbr", "b", "cite", "em", "i", "q", "span", "strong", "sub", "sup", "time", "u", "mark", "small"}
AROUND = {"html", "head", "body"}  # what the parser puts around a text
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
    """In a time that grows with its length: Python's own parser looks for the end of each tag that has none in all that
    follows, minutes for a text of 80,000 signs."""
    reader = Reader()
    if html.strip():
        # Its types tell of bytes too, which are never given to a target.
        parser = etree.HTMLParser(target=reader, huge_tree=True)  # type: ignore[arg-type]
        parser.feed(html)
        parser.close()
    reader.finish()
    return tuple(reader.passages)


class Reader:
    """Told by the parser what comes: the names of its methods are lxml's."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.begin("p")

    def begin(self, tag: str) -> None:
        """A passage: its text in pieces, which are put together once, and its links by their places in it."""
        self.passage = Passage(tag)
        self.pieces: list[str] = []
        self.length = 0
        self.links: list[tuple[int, int, str]] = []
        self.link_address: str | None = None
        self.link_start = 0

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        if tag in AROUND:
            return
        if tag == "a":
            self.end_link()
            self.link_address = given.get(CMS_LINK) or given.get("href", "")
            self.link_start = self.length
        elif tag == "img":
            self.passage.pictures.append(PictureIn(given.get("alt"), given.get("src", "")))
        elif tag == "br":
            if self.pieces and self.pieces[-1].endswith(" "):
                self.length -= 1
                self.pieces.append(self.pieces.pop()[:-1])
            self.add("\n")
        elif tag not in INSIDE:
            self.finish(tag)

    def end(self, tag: str) -> None:
        if tag in AROUND:
            return
        if tag == "a":
            self.end_link()
        elif tag not in INSIDE and tag not in ("br", "img"):
            self.finish()

    def data(self, data: str) -> None:
        data = SPACE.sub(" ", data)
        if not self.length or self.pieces[-1].endswith((" ", "\n")):
            data = data.lstrip(" ")
        self.add(data)

    def add(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def close(self) -> None:
        """The parser is done."""

    def end_link(self) -> None:
        if self.link_address is not None:
            self.links.append((self.link_start, self.length, self.link_address.strip()))
        self.link_address = None

    def finish(self, tag: str = "p") -> None:
        """End the passage that is being read, and begin one of this tag."""
        address = self.link_address
        self.end_link()
        text = "".join(self.pieces)
        self.passage.text = text.rstrip()
        self.passage.links = [Link(start, end, there, text[start:end]) for start, end, there in self.links]
        if self.passage.text or self.passage.links or self.passage.pictures or self.passage.level:
            self.passages.append(self.passage)
        self.begin(tag)
        if address is not None:  # a link around several paragraphs
            self.link_address = address
