"""Words as search means them: the same for what is stored and for what is typed, on every database."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
FULL_STOPS = re.compile(r"\b(?:\w\.){2,}")  # "M.A.S.H." is one word
ACCENTS = re.compile("[\u0300-\u036f\ud800-\udfff]")  # once parted from their letters; halves of signs too
CONTROL = re.compile(r"[\x00-\x08]")
LONGEST = 64  # characters of a word that are told apart

# What a question is made of and an answer is not. Kept where nothing else was typed, and inside quotation marks.
STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been before being but by can cannot cant could did do
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
    joined = plain(text)
    if "'" in joined or "’" in joined:
        joined = APOSTROPHE.sub("", POSSESSIVE.sub("", joined))
    joined = FULL_STOPS.sub(lambda match: match[0].replace(".", "") + " ", joined)
    return [word[:LONGEST] for word in WORD.findall(joined)]


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
