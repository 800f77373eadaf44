"""What a rule is given, and what it answers: a thing's texts, what the site knows, and remarks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from functools import cached_property

from lscb_site.linter.passages import Passage, passages_of_html, passages_of_text
from lscb_site.linter.sentences import Sentence


class Kind(StrEnum):
    """What a thing is, as far as the rules treat it apart."""

    NEWS = "news"
    CONFERENCE = "conference"
    DOCUMENT = "document"
    NOTICE = "notice"
    PAGE = "page"
    CONTACT = "contact"


class Shape(Enum):
    """How a text is written."""

    PLAIN = "plain"
    TITLE = "title"
    HTML = "html"
    LINK = "link"  # the whole of it is the words of a link
    PICTURE = "picture"  # it says what a picture shows


class Code(StrEnum):
    """The kinds of remark, in the order in which they are listed."""

    NUMBER = "number"
    FUTURE = "future"
    NO_DATE = "no_date"
    PROMISE = "promise"
    SUPERSEDED = "superseded"
    PERSON = "person"
    CLICK_HERE = "click_here"
    RAW_FILE = "raw_file"
    PICTURE = "picture"
    HEADING = "heading"
    JARGON = "jargon"
    SHOUTING = "shouting"


@dataclass(frozen=True)
class Text:
    """One text of a thing, as it is stored."""

    field: str  # its name in the form; of a row beneath it `news.paper-12-label`
    name: str  # what editors call it: “Summary”
    value: str
    shape: Shape = Shape.PLAIN
    address: str = ""  # where the words of a link lead


@dataclass(frozen=True)
class Writing:
    """All texts of one thing. `day` is the one that its words were written on or for, where it has one."""

    title: str
    kind: Kind
    texts: tuple[Text, ...]
    today: date
    day: date | None = None
    event_starts: date | None = None
    event_ends: date | None = None
    for_the_public: bool = False
    has_attachments: bool = False  # files or documents stand beside its texts, as links
    own_addresses: tuple[str, ...] = ()  # what begins so is the thing itself
    texts_share_headings: bool = False  # its texts stand below one another, as the blocks of a page do

    @cached_property
    def parts(self) -> tuple[tuple[Text, tuple[Passage, ...]], ...]:
        """Each text with its passages."""
        return tuple((text, passages_of(text)) for text in self.texts)

    def passages(self) -> Iterator[tuple[Text, Passage]]:
        for text, passages in self.parts:
            for passage in passages:
                yield text, passage

    def sentences(self) -> Iterator[tuple[Text, Passage, Sentence]]:
        for text, passage in self.passages():
            for sentence in passage.sentences:
                yield text, passage, sentence

    @property
    def event_is_over(self) -> bool:
        last = self.event_ends or self.event_starts
        return last is not None and last < self.today


def passages_of(text: Text) -> tuple[Passage, ...]:
    if text.shape is Shape.HTML:
        return passages_of_html(text.value)
    return passages_of_text(text.value, is_link=text.shape is Shape.LINK, address=text.address)


@dataclass(frozen=True)
class Listed:
    """A number as the directory has it."""

    owner: str  # “Camden”, “NSPCC”
    purpose: str  # a `ContactPoint.Purpose`; empty of a helpline
    name: str  # “Camden: Children and Families Contact Service”


@dataclass(frozen=True)
class Knowledge:
    """What the site knows today that a text can contradict."""

    numbers: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)  # by their digits, 02079460000
    authorities: tuple[str, ...] = ()  # short names
    helplines: tuple[str, ...] = ()
    glossary: frozenset[str] = frozenset()  # every form of every term, in small letters
    superseded: Mapping[str, str] = field(default_factory=dict)  # from an address to what has taken its place
    files: frozenset[str] = frozenset()  # beginnings of addresses that hand out a file
    host: str = ""  # of this site’s own addresses


@dataclass(frozen=True)
class Remark:
    """One thing to look at. `sentence` stands in the text exactly so, and holds `words`, which are at fault."""

    code: Code
    sentence: str
    field: str
    name: str  # of the field, in the editor's words
    words: str
    message: str  # what is the matter
    advice: str  # what to do


def about(code: Code, text: Text, sentence: str, words: str, message: str, advice: str) -> Remark:
    return Remark(code, sentence.strip(), text.field, text.name, words.strip(), message, advice)
