"""Reads what somebody typed as a query: words, "phrases" and -words. Nothing in it can be the syntax of a database."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from lscb_site.search.glossary import Glossary, glossary
from lscb_site.search.lexemes import NUMBERED, day_lexeme, in_ascii, lexemes_of, month_lexeme, number_lexeme
from lscb_site.search.tokens import STOP_WORDS, words_of
from lscb_site.search.wanted import Beginning, Wanted, both, either
from lscb_site.text.days_in_text import days_in
from lscb_site.text.telephone_digits import digits_of

MOST_WORDS = 24  # read of one query; a question has ten
PART = re.compile(r"""(?P<minus>(?<!\S)[-–−])?(?:["“”](?P<phrase>[^"“”]*)["“”]|(?P<words>[^\s"“”]+))""")

# What a text has in numbered pieces: “recommendation 5” is one thing, and no text about recommendations is meant.
NUMBERED_THINGS = frozenset(
    """
    action aim annex appendix article chapter clause figure level paragraph para part point principle question
    recommendation regulation schedule section slide stage step table theme volume
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
SECTION = re.compile(r"\A(?:s|ss|sec|sect)(\d{1,3}[a-z]?)\Z")
SHORT_FOR_SECTION = frozenset({"s", "ss", "sec", "sect"})

# What asks for a thing's state or form and not for words that stand in it: found with or without them.
OF_NOW = frozenset({"current", "currently", "latest", "newest", "present", "recent", "today", "updated"})
OF_THE_PAST = frozenset(
    """
    1st archive archived earlier earliest first former historic history old older oldest original past previous
    replaced superseded
    """.split()  # noqa: SIM905 - as above
)
OF_FORM = frozenset(
    """
    copy define defined definition doc docs document documents download edition editions file link mean meaning means
    online page pdf ppt version versions website
    """.split()  # noqa: SIM905 - as above
)
OPTIONAL = OF_NOW | OF_FORM


@dataclass(frozen=True)
class Phrase:
    """Words that must stand side by side; or the beginning of one word."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @cached_property
    def lexemes(self) -> tuple[str, ...]:
        return tuple(lexemes_of(self.text))

    @property
    def telling(self) -> tuple[str, ...]:
        """What tells it apart for a database, which knows nothing of order."""
        return (self.pattern,) if self.is_prefix else self.lexemes

    @property
    def beginning(self) -> str:
        return in_ascii(self.words[-1])

    @cached_property
    def pattern(self) -> str:
        """As it stands in a text of lexemes with a blank before and behind each. What follows a beginning is open."""
        return f" {self.beginning}" if self.is_prefix else f" {' '.join(self.lexemes)} "

    @cached_property
    def wanted(self) -> Wanted:
        """For a database: all of the words, wherever they stand. That they stand together is seen when the best texts
        are read, which is much quicker."""
        return Beginning(self.beginning) if self.is_prefix else both(list(dict.fromkeys(self.lexemes)))


@dataclass(frozen=True)
class Concept:
    """One thing that was asked for, in any of several ways; each way is phrases that must all be there. An optional one
    makes a text better and is not missed in another."""

    ways: tuple[tuple[Phrase, ...], ...]
    typed: str = ""  # the single word that it stands for, where it stands for one
    is_optional: bool = False

    def __bool__(self) -> bool:
        return bool(self.ways)

    @cached_property
    def wanted(self) -> Wanted:
        return either([both([phrase.wanted for phrase in way]) for way in self.telling_ways])

    @cached_property
    def telling_ways(self) -> list[tuple[Phrase, ...]]:
        """Those that a database must look for: who finds “referral” finds “make a referral” with it."""
        asked = [(way, frozenset(each for phrase in way for each in phrase.telling)) for way in self.ways]
        once = {lexemes: way for way, lexemes in reversed(asked)}
        return [way for way, lexemes in asked if once[lexemes] is way and not any(less < lexemes for less in once)]

    @cached_property
    def patterns(self) -> tuple[tuple[str, ...], ...]:
        """Each way as its phrases stand in a text of lexemes."""
        return tuple(tuple(phrase.pattern for phrase in way) for way in self.ways)

    def signed(self, sign: str) -> Wanted:
        """The same where the words stand in headings, or say much of their texts."""
        return either([both([sign_of(phrase, sign) for phrase in way]) for way in self.telling_ways])


def sign_of(phrase: Phrase, sign: str) -> Wanted:
    if phrase.is_prefix:
        return phrase.wanted
    return both([sign + each for each in dict.fromkeys(phrase.lexemes)])


@dataclass(frozen=True)
class Query:
    """`typed` is all that was typed, as plain words; `left_out` says that it had more words than are read."""

    groups: tuple[Concept, ...] = ()
    without: tuple[Phrase, ...] = ()
    typed: tuple[str, ...] = ()
    left_out: bool = False
    of_any: bool = field(default=False)  # any group is enough

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def needed(self) -> tuple[Concept, ...]:
        """What a text must have. Where everything that was typed is optional, that."""
        return tuple(group for group in self.groups if not group.is_optional) or self.groups

    @property
    def has_phrases(self) -> bool:
        """Whether something was asked for that only the text itself can tell: words that stand together."""
        return any(len(way) == 1 and len(way[0].lexemes) > 1 for group in self.groups for way in group.ways[:1])

    @cached_property
    def phrases(self) -> list[tuple[int, Phrase]]:
        """Each phrase of each way, and the number of its group."""
        return [(number, phrase) for number, group in enumerate(self.groups) for way in group.ways for phrase in way]

    @property
    def is_of_words(self) -> bool:
        """Whether a database can tell what fits: nothing was asked for that only texts show to stand together."""
        asked = [phrase for _, phrase in self.phrases]
        return all(len(phrase.lexemes) == 1 for phrase in [*asked, *self.without])

    @property
    def is_of_the_past(self) -> bool:
        """Whether what was superseded is asked for as well as what took its place."""
        return not OF_THE_PAST.isdisjoint(self.typed)

    def with_any(self) -> "Query":
        return replace(self, of_any=True)

    def with_words(self, other: dict[str, Phrase]) -> "Query":
        """The same with other words in the place of some that were typed."""
        groups = tuple(
            Concept(((other[group.typed],),), typed=group.typed) if group.typed in other else group
            for group in self.groups
        )
        return replace(self, groups=groups)


def read_query(text: str, known: Glossary | None = None) -> Query:
    """What `text` asks for, by the glossary or another one. Empty where it holds no word."""
    days = list(days_named(text))
    for _, start, end in reversed(days):
        text = f"{text[:start]}\0{text[end:]}"  # a sign that parts the words on either side
    runs: list[list[str]] = []  # of words side by side, between phrases
    phrases, without, typed = [], [], [word for concept, *_ in days for word in concept.ways[-1][0].words]
    room = MOST_WORDS
    left_out = False
    is_open = False
    for part in PART.finditer(text):
        whole = words_of(part["phrase"] if part["phrase"] is not None else part["words"])
        words = whole[:room]
        room -= len(words)
        left_out |= len(words) < len(whole)
        if not words:
            is_open &= "\0" not in part[0]
            continue
        if part["minus"]:
            without.append(Phrase(tuple(words)))
            is_open = False
            continue
        typed += words
        if part["phrase"] is not None:
            phrases.append(Phrase(tuple(words)))
            is_open = False
        elif is_open:
            runs[-1] += words
        else:
            runs.append(words)
            is_open = True
    if known is None:
        known = glossary.get()
    groups = [group for run in runs for group in concepts_of(run, known)]
    groups += [Concept(((phrase,),)) for phrase in phrases]
    groups += [concept for concept, *_ in days]
    if not groups:
        # Nothing but small words: they are what is asked for.
        groups = [Concept(((Phrase((word,)),),), typed=word) for run in runs for word in run]
    return Query(tuple(dict.fromkeys(groups)), tuple(without), tuple(typed), left_out)


def days_named(text: str) -> Iterator[tuple[Concept, int, int]]:
    """Each day or month that is named with its year, outside quotation marks, and where: however it is written."""
    if not any(sign.isdigit() for sign in text):
        return
    for day in days_in(text, None):
        if day.known == "year" or text[: day.start].count('"') % 2 or text[day.start : day.end].startswith("-"):
            continue
        named = day_lexeme(day.last) if day.known == "day" else month_lexeme(day.last)
        as_typed = Phrase(tuple(words_of(text[day.start : day.end])))
        yield Concept(((Phrase((named,)),), (as_typed,))), day.start, day.end


def of_number(typed: str, digits: str, known: tuple[str, ...]) -> Query:
    """Asks for a telephone number in every way in which it is written, and for those `known` of which it is a part."""
    lexemes = dict.fromkeys([number_lexeme(digits), digits, *(number_lexeme(digits_of(number)) for number in known)])
    ways = tuple((Phrase((each,)),) for each in lexemes)
    return Query((Concept(ways),), typed=tuple(words_of(typed))[:MOST_WORDS])


def concepts_of(words: list[str], known: Glossary) -> Iterable[Concept]:
    """A group for each word that says something, and one for each run of words that the glossary knows."""
    at = 0
    while at < len(words):
        form, others = known.longest_at(words, at)
        if not others and (numbered := numbered_at(words, at)):
            yield Concept(((numbered,),))
            at += 1 if SECTION.match(words[at]) else 2
            continue
        telling = [word for word in (form or (words[at],)) if word not in STOP_WORDS]
        at += len(form) or 1
        if not telling and not others:
            continue
        as_typed = tuple(Phrase((word,)) for word in telling or form)
        ways = (as_typed, *((Phrase(other),) for other in others))
        alone = telling[0] if len(form) <= 1 and telling and not others else ""
        yield Concept(ways, typed=alone, is_optional=alone in OPTIONAL)


def numbered_at(words: list[str], at: int) -> Phrase | None:
    """“section 47”, “s47” and “s 47” as a phrase, as any other numbered piece of a text."""
    word, following = words[at], "".join(words[at + 1 : at + 2])
    if short := SECTION.match(word):
        return Phrase(("section", short[1]))
    if not NUMBERED.fullmatch(following):
        return None
    if word in SHORT_FOR_SECTION:
        return Phrase(("section", following))
    return Phrase((word, following)) if word.removesuffix("s") in NUMBERED_THINGS else None
