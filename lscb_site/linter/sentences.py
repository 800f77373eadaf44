"""Where one sentence ends and the next begins, in plain English text."""

import re
from dataclasses import dataclass

from lscb_site.linter.wordlists import wordlist

# After these a full stop ends no sentence.
ABBREVIATIONS = wordlist("abbreviations")
END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s+[\"“‘'(\[]?[A-Z0-9£])|\n+")
LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)\Z")
LONGEST = 1_000  # characters: what is longer is no sentence, and is not read; the rules would take minutes over it
LONGEST_WORD, AFTER = 60, 20  # characters beside a full stop that say whether a sentence ends there
QUOTED = re.compile(r"“[^”]{1,300}”|\"[^\"]{1,300}\"|‘[^’\n]{1,120}’(?!\w)")


@dataclass(frozen=True)
class Sentence:
    start: int  # in its passage
    end: int
    text: str


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a passage, each without the space around it."""
    found, start = [], 0
    for stop in END.finditer(text):
        if stop.group().startswith(".") and goes_on(
            text[max(0, stop.start() - LONGEST_WORD) : stop.start()], text[stop.end() : stop.end() + AFTER].lstrip()
        ):
            continue
        found.append((start, stop.end()))
        start = stop.end()
    found.append((start, len(text)))
    return tuple(made for first, last in found if 0 < len((made := trimmed(text, first, last)).text) <= LONGEST)


def goes_on(before: str, after: str) -> bool:
    """Whether the full stop behind `before` belongs to an abbreviation."""
    word = LAST_WORD.search(before)
    if word is None:
        return False
    last = word[1].lower()
    is_initial = len(last) == 1 and word[1].isupper()
    return is_initial or last in ABBREVIATIONS or (last == "no" and after[:1].isdigit())


def trimmed(text: str, start: int, end: int) -> Sentence:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    part = part.strip()
    return Sentence(start, start + len(part), part)


def without_quotations(text: str) -> str:
    """The same text with blanks in the place of what it quotes, so that places in it stay the same."""
    return QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
