"""Words as search means them: the same for what is stored and for what is typed, on every database."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
FULL_STOPS = re.compile(r"\b(?:\w\.){2,}")  # "M.A.S.H." is one word
ACCENTS = re.compile("[\u0300-\u036f\ud800-\udfff]")  # once parted from their letters; halves of signs too
CONTROL = re.compile(r"[\x00-\x08]")
LONGEST = 64  # characters of a word that are told apart
REMEMBERED = 50_000  # pieces of text whose words a process remembers: most texts are made of few
LONGEST_REMEMBERED = 40  # characters

# What a question is made of and an answer is not. Kept where nothing else was typed, and inside quotation marks.
STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been before being between
    but by can cannot cant could did do
    does doing done dont every find for from get give given go going got had has have having he her here hers him
    his how i id if im in into is isnt it its ive just know let like long look looking lot make many may me might
    more most much must my need needs new of off often on one only or other our out over own please put s said say
    see she should so some someone something soon such t tell than thank thanks that the their them then there these
    they thing things think this those through to too under until up us use used using very want wants was way we
    well were what whats when where which while who whom whose why will with within without wont work would yes yet
    you your
    """.split()  # noqa: SIM905 - easier to read than a hundred strings
)


def plain(text: str) -> str:
    """Without accents and capitals."""
    if text.isascii():
        return text.lower()
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def words_of(text: str) -> list[str]:
    """The words of a text in their order: letters and figures, everything else parts them."""
    return [word for piece in text.split() for word in words_in(piece)]


def words_in(piece: str) -> tuple[str, ...]:
    """Those of a piece of text without a blank."""
    return remembered(piece) if len(piece) <= LONGEST_REMEMBERED else part(piece)


def part(piece: str) -> tuple[str, ...]:
    joined = plain(piece)
    if "'" in joined or "’" in joined:
        joined = APOSTROPHE.sub("", POSSESSIVE.sub("", joined))
    joined = FULL_STOPS.sub(lambda match: match[0].replace(".", "") + " ", joined)
    return tuple(word[:LONGEST] for word in WORD.findall(joined))


remembered = lru_cache(REMEMBERED)(part)


def as_name(text: str) -> str:
    """A name or title as it is compared with what was typed: without its article, every word in the singular."""
    words = words_of(text)
    return " ".join(map(singular, words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words))


def singular(word: str) -> str:
    """“hubs” as “hub”. Wrong of some words, and of the same ones on both sides."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def storable(text: str) -> str:
    """A text without signs that PostgreSQL refuses or that mark words in a snippet."""
    return CONTROL.sub(" ", text).encode("utf-8", "replace").decode()
