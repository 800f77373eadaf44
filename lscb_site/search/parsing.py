"""Reads what somebody typed as a query: words, "phrases" and -words. Nothing in it can be the syntax of a database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lscb_site.search.glossary import Glossary, read_glossary
from lscb_site.search.tokens import STOP_WORDS, words_of
from lscb_site.text.telephone_digits import as_written

MOST_WORDS = 24  # read of one query; a question has ten
PART = re.compile(r"""(?P<minus>(?<!\S)[-–−])?(?:["“”](?P<phrase>[^"“”]*)["“”]|(?P<words>[^\s"“”]+))""")


@dataclass(frozen=True)
class Phrase:
    """Words that must stand side by side. The last one may be only the beginning of a word."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True)
class Concept:
    """One thing that was asked for, in any of several ways; each way is phrases that must all be there."""

    ways: tuple[tuple[Phrase, ...], ...]
    typed: str = ""  # the single word that it stands for, where it stands for one

    def __bool__(self) -> bool:
        return bool(self.ways)


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

    def with_any(self) -> "Query":
        return replace(self, of_any=True)

    def with_words(self, other: dict[str, Phrase]) -> "Query":
        """The same with other words in the place of some that were typed."""
        groups = tuple(
            Concept(((other[group.typed],),), typed=group.typed) if group.typed in other else group
            for group in self.groups
        )
        return replace(self, groups=groups)


def read_query(text: str, glossary: Glossary | None = None) -> Query:
    """What `text` asks for. Empty where it holds no word. One query reads the glossary, unless it is given."""
    runs: list[list[str]] = []  # of words side by side, between phrases
    phrases, without, typed = [], [], []
    room = MOST_WORDS
    left_out = False
    is_open = False
    for part in PART.finditer(text):
        whole = words_of(part["phrase"] if part["phrase"] is not None else part["words"])
        words = whole[:room]
        room -= len(words)
        left_out |= len(words) < len(whole)
        if not words:
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
    if glossary is None:
        glossary = read_glossary([word for run in runs for word in run]) if runs else Glossary({})
    groups = [group for run in runs for group in concepts_of(run, glossary)]
    if not groups and not phrases:
        # Nothing but small words: they are what is asked for.
        groups = [Concept(((Phrase((word,)),),), typed=word) for run in runs for word in run]
    groups += [Concept(((phrase,),)) for phrase in phrases]
    return Query(tuple(dict.fromkeys(groups)), tuple(without), tuple(typed), left_out)


def of_number(typed: str, digits: str, known: tuple[str, ...]) -> Query:
    """Asks for a telephone number in every way in which it is written, and as the directory shows those `known`."""
    ways = dict.fromkeys(tuple(words_of(way)) for way in (typed, *as_written(digits), *known))
    return Query((Concept(tuple((Phrase(way),) for way in ways if way)),), typed=tuple(words_of(typed))[:MOST_WORDS])


def concepts_of(words: list[str], glossary: Glossary) -> Iterable[Concept]:
    """A group for each word that says something, and one for each run of words that the glossary knows."""
    at = 0
    while at < len(words):
        form, others = glossary.longest_at(words, at)
        telling = [word for word in (form or (words[at],)) if word not in STOP_WORDS]
        at += len(form) or 1
        if not telling and not others:
            continue
        as_typed = tuple(Phrase((word,)) for word in telling or form)
        ways = (as_typed, *((Phrase(other),) for other in others))
        yield Concept(ways, typed=telling[0] if len(form) <= 1 and telling and not others else "")
