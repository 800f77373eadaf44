"""The commonest cries for help in languages of London, in their own script and in Latin letters."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("languages.txt")
# Not the words of tokens.py: they part a word of Bengali at its vowel signs.
APART = re.compile(r"[\s.,;:!?¿¡…।،؟۔、。\"'’‘“”()\-/]+")


@dataclass(frozen=True)
class Language:
    """A language, with the sentence on interpreters in it."""

    code: str
    name: str
    direction: str
    ask: str
    cries: tuple[str, ...]


def language_of(text: str) -> Language | None:
    """The language in which help was asked for; None where it was not, or in English."""
    typed = f" {folded(text)} "
    if not typed.strip():
        return None
    return next((each for each in languages() if any(f" {cry} " in typed for cry in each.cries)), None)


def folded(text: str) -> str:
    """The words of a text, without capitals and the accents that people leave out on a telephone."""
    plain = unicodedata.normalize("NFC", text).casefold()
    latin = "".join(unaccented(sign) if sign < "\u0250" or "\u1e00" <= sign < "\u1f00" else sign for sign in plain)
    # Casefolding leaves the dot of a Turkish İ behind; Turkish writes ı without one.
    return " ".join(APART.split(latin.replace("\u0307", "").replace("ı", "i").replace("ł", "l"))).strip()


def unaccented(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0]


@cache
def languages() -> tuple[Language, ...]:
    """The languages of `languages.txt`."""
    found = []
    blocks = FILE.read_text(encoding="utf-8").split("\n\n")
    for lines in ([line for line in block.splitlines() if line[:1] != "#"] for block in blocks):
        if lines:
            code, direction, name = lines[0].split()
            found.append(Language(code, name, direction, lines[1], tuple(map(folded, lines[2:]))))
    return tuple(found)
