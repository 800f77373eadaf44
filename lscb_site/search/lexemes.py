"""What is compared with what: the forms of words under which texts are indexed and sought.

One rule for every database. It stems, and brings numbers and dates that are written in many ways to one form each. A
lexeme is of ASCII letters and figures alone, so that no database parts or folds it by a rule of its own.
"""

import re
import threading
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain

import snowballstemmer

from lscb_site.search.tokens import REMEMBERED, words_in
from lscb_site.text.days_in_text import days_in
from lscb_site.text.telephone_digits import numbers_in

# The stemmer keeps what it does in itself: two threads must not share one at a moment.
STEMMER = snowballstemmer.stemmer("english")
ALONE = threading.Lock()

# Where the stemmer does not know that two words are one, and the Americans' spellings.
SAME = {
    "children": "child",
    "childrens": "child",
    "men": "man",
    "women": "woman",
    "referral": "refer",
    "referrals": "refer",
    "behavior": "behaviour",
    "behavioral": "behavioural",
    "neighbor": "neighbour",
    "neighbors": "neighbours",
    "center": "centre",
    "centers": "centres",
    "program": "programme",
    "programs": "programmes",
    "licence": "license",
    "practise": "practice",
    "ageing": "aging",
    "enrol": "enroll",
    "mum": "mother",
    "mums": "mother",
    "mom": "mother",
    "dad": "father",
    "dads": "father",
    "kid": "child",
    "kids": "child",
    "phone": "telephone",
    "phones": "telephone",
}
AMERICAN = re.compile(r"(?<=\w{3})iz(?=(?:e|ed|es|er|ers|ing|ations?|ational)\Z)")
SECTION = re.compile(r"\A(?:s|ss|sec|sect|section|sections)(\d{1,3}[a-z]?)\Z")  # “s47”
SECTION_WORDS = frozenset({"s", "ss", "sec", "sect", "sections"})
NUMBERED = re.compile(r"\d{1,3}[a-z]?")
SHORTEST_NUMBER = 6  # figures, from which on a number can be a telephone's
MAY_HAVE_A_DAY = re.compile(r"\d(?:[09]\d\d|[/.]\d\d?[/.]\d\d)")
MAY_HAVE_A_NUMBER = re.compile(r"\d(?:[\s().\-/·•_\[\]]*\d){5}")


@lru_cache(REMEMBERED)
def lexeme(word: str) -> str:
    """What a word is compared by."""
    if not word.isascii() or not word.isalpha():
        return in_ascii(word)
    word = AMERICAN.sub("is", SAME.get(word, word))
    with ALONE:
        stemmed: str = STEMMER.stemWord(word)
    return stemmed


def in_ascii(word: str) -> str:
    return word if word.isascii() else f"u{word.encode().hex()}"


@lru_cache(REMEMBERED)
def lexemes_in(piece: str) -> tuple[str, ...]:
    """Those of a piece of text without a blank, in their order. “s47” and “s.47” are section 47."""
    words = words_in(piece)
    if len(words) == 1 and (numbered := SECTION.match(words[0])):
        return lexeme("section"), numbered[1]
    found = [lexeme(word) for word in words]
    return tuple(sections_named(found))


def sections_named(words: list[str]) -> list[str]:
    """“s 47” as “section 47”."""
    if SECTION_WORDS.isdisjoint(words):
        return words
    following = [*words[1:], ""]
    return [
        lexeme("section") if word in SECTION_WORDS and NUMBERED.fullmatch(following[at]) else word
        for at, word in enumerate(words)
    ]


def lexemes_of(text: str) -> list[str]:
    """The lexemes of a text, in their order."""
    return sections_named(list(chain.from_iterable(map(lexemes_in, text.split()))))


def figures_of(text: str) -> Iterator[str]:
    """A lexeme for each day, month and telephone number that a text names, however it is written."""
    if MAY_HAVE_A_DAY.search(text):
        for day in days_in(text, None):
            if day.known != "year":
                yield month_lexeme(day.last)
            if day.known == "day":
                yield day_lexeme(day.last)
    if MAY_HAVE_A_NUMBER.search(text):
        yield from (number_lexeme(digits) for digits in numbers_in(text) if len(digits) >= SHORTEST_NUMBER)


def day_lexeme(day: date) -> str:
    return f"{day:%Y%m%d}d"


def month_lexeme(day: date) -> str:
    return f"{day:%Y%m}m"


def number_lexeme(digits: str) -> str:
    return f"t{digits}"
