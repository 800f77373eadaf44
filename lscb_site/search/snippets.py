"""The words of a text around what was asked for, with that marked."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from html import escape
from itertools import accumulate, chain

from django.utils.safestring import SafeString, mark_safe

from lscb_site.search.lexemes import lexemes_in
from lscb_site.search.parsing import Phrase, Query

WORDS = 32  # of a text that are shown
LONGEST = 100_000  # characters of a text that are looked at
CUT = "…"
BARS = re.compile(r"\|[\s|]*")  # between the cells of a table
WORD = re.compile(r"\A(\W*)(.*?)(\W*)\Z", re.DOTALL)  # and the signs before and behind it


def snippet(text: str, query: Query) -> SafeString:
    """The part that has most of what was asked for, as HTML: its words in `mark` elements, everything else escaped."""
    pieces = BARS.sub(" ", text[:LONGEST]).split()
    asked = found_at(pieces, query)
    start = best_start(asked, len(pieces))
    end = min(start + WORDS, len(pieces))
    shown = " ".join(
        mark(pieces[places[0]]) if places[0] in asked else escape(" ".join(pieces[at] for at in places))
        for places in runs(start, end, asked)
    )
    return mark_safe(f"{CUT if start else ''}{shown}{CUT if end < len(pieces) else ''}")  # noqa: S308 - escaped above


def runs(start: int, end: int, asked: Collection[int]) -> Iterator[list[int]]:
    """The places in their order: each that was asked for alone, those between together."""
    between: list[int] = []
    for at in range(start, end):
        if at in asked:
            if between:
                yield between
            yield [at]
            between = []
        else:
            between.append(at)
    if between:
        yield between


def mark(piece: str) -> str:
    before, word, behind = map(escape, WORD.findall(piece)[0])
    return f"{before}<mark>{word}</mark>{behind}"


def found_at(pieces: list[str], query: Query) -> dict[int, int]:
    """The places of pieces that were asked for, each with the number of the thing that it belongs to."""
    parts = list(map(lexemes_in, pieces))
    lexemes = list(chain.from_iterable(parts))
    ends = list(accumulate(map(len, parts)))  # where the lexemes of each piece end
    firsts = {phrase.lexemes[0] for _, phrase in query.phrases if not phrase.is_prefix}
    beginnings = tuple(phrase.beginning for _, phrase in query.phrases if phrase.is_prefix)
    said = set(lexemes)
    begun = (each for each in said if each.startswith(beginnings)) if beginnings else ()
    wanted = (firsts & said).union(begun)
    places: dict[str, list[int]] = {}
    for at, each in enumerate(lexemes):
        if each in wanted:
            places.setdefault(each, []).append(at)
    found: dict[int, int] = {}
    for number, phrase in query.phrases:
        for at in standing(phrase, lexemes, places):
            for word in range(at, at + len(phrase.lexemes)):
                found.setdefault(bisect_right(ends, word), number)
    return found


def standing(phrase: Phrase, lexemes: list[str], places: dict[str, list[int]]) -> Iterator[int]:
    """Where a phrase begins."""
    if phrase.is_prefix:
        yield from (at for each, some in places.items() if each.startswith(phrase.beginning) for at in some)
        return
    length = len(phrase.lexemes)
    for at in places.get(phrase.lexemes[0], ()):
        if length == 1 or tuple(lexemes[at : at + length]) == phrase.lexemes:
            yield at


def best_start(asked: dict[int, int], length: int) -> int:
    """Where to begin so that the most things are seen, and of these the most; the first such place."""
    if not asked or length <= WORDS:
        return 0
    places = sorted(asked)
    best, best_at = (0, 0), 0
    for first, at in enumerate(places):
        inside = [place for place in places[first : first + WORDS] if place < at + WORDS]
        has = len({asked[place] for place in inside}), len(inside)
        if has > best:
            best, best_at, last = has, at, inside[-1]
    # As many words before the first as behind the last.
    room = WORDS - (last - best_at + 1)
    return max(0, min(best_at - room // 2, length - WORDS))
