"""Words in capitals, and marks of exclamation in a row."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lscb_site.linter.sentences import Sentence
from lscb_site.linter.wordlists import wordlist
from lscb_site.linter.writing import Code, Knowledge, Remark, Writing, about

CAPITALS = re.compile(r"(?<![\w@/.])[A-Z][A-Z’']+(?:-[A-Z]+)*(?![\w@/])")
MARKS = re.compile(r"[!?]*!{2,}[!?]*|\?{3,}|[!?]{3,}")
# Where they stand in capitals they shout. Those that are short forms too (SEND, PACE) count only beside others.
WORDS, ALSO_LETTERS = wordlist("shouted"), wordlist("also_letters")
LONG = re.compile(
    r"[A-Z]{4,}(?:ING|TION|MENT|NESS|LY|ABLE|IBLE|ANCE|ENCE|IOUS|OUSLY|FUL|LESS|ISED|IZED|ATED|ITED|ERED)S?"
)
MESSAGE = "Capitals and rows of exclamation marks shout. They are slower to read, and some programs spell them out."
ADVICE = "Write it in small letters. What matters most comes first, or is said in a short sentence."


def shouting(writing: Writing, known: Knowledge) -> Iterator[Remark]:
    for text, passage, sentence in writing.sentences():
        if words := loud_words(passage.own_words[sentence.start : sentence.end], sentence, known):
            yield about(Code.SHOUTING, text, sentence.text, words, MESSAGE, ADVICE)


def loud_words(own: str, sentence: Sentence, known: Knowledge) -> str:
    if marks := MARKS.search(own):
        return marks[0]
    found = list(CAPITALS.finditer(own))
    loud = [word for word in found if is_loud(word[0], known)]
    if loud:
        return own[loud[0].start() : run_end(own, loud[0].end())]
    # Words that may be letters too, but stand side by side as a sentence does.
    for one, other in pairwise(found):
        both = {one[0].lower(), other[0].lower()}
        if own[one.end() : other.start()].strip(" ,") == "" and both <= WORDS:
            return own[one.start() : other.end()]
    return ""


def run_end(own: str, end: int) -> int:
    while following := re.match(r"\s+[A-Z][A-Z’'-]+(?![\w])", own[end:]):
        end += following.end()
    return end


def is_loud(word: str, known: Knowledge) -> bool:
    plain = word.replace("’", "").replace("'", "").lower()
    if plain in known.glossary and plain not in WORDS:
        return False
    if plain in ALSO_LETTERS:
        return False
    return plain in WORDS or all(part in WORDS for part in plain.split("-")) or LONG.fullmatch(word) is not None
