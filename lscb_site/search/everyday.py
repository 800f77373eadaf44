"""Words of every day for what the Board's texts call something else: for what was typed and stands in no text."""

from functools import cache
from pathlib import Path

from lscb_site.search.tokens import singular, words_of

# A line has words as people type them, and after the colon what texts may call it, the likeliest first.
WORDS = Path(__file__).with_name("everyday.txt")

Words = tuple[str, ...]


@cache
def meanings() -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = {}
    for line in filter(None, WORDS.read_text(encoding="utf-8").splitlines()):
        typed, _, meant = line.partition(":")
        for word in typed.split():
            found[singular(word)] = [tuple(words_of(each)) for each in meant.split(",")]
    return found


def meant_by(word: str) -> list[Words]:
    """What texts may call it; nothing where the word is no such one."""
    return [words for words in meanings().get(singular(word), []) if words != (word,)]
