"""Tells a page's furniture (running heads, feet, page numbers) from its text.

Furniture is a line near the top or bottom edge that comes again at the same height on other pages: in the same
words, or holding a number that counts along with the pages. Numbers must do so on a good share of the pages, so
"Appendix 1", "Appendix 2" at the top of a few pages stay text.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lscb_site.files.readers.pdf_lines import Line

NUMBER = re.compile(r"\d{1,5}")
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|·\s]*(\d{1,5})(?:\s*(?:of|/)\s*\d{1,5})?[-–—|·\s]*", re.IGNORECASE)
# Lines counted from each edge: a running head or foot of a council's template has up to three.
DEPTH = 4
# The part of a page's height, at top and bottom, in which furniture stands.
EDGE = 0.15
# Points within which two heights are the same.
SAME_HEIGHT = 4
MAX_NUMBERS = 4
# The share of pages on which a number must count along.
COUNTED = 0.3


def furniture_of(pages: list[list[Line]]) -> list[set[int]]:
    """For each page, the indices of its lines that are furniture."""
    candidates = [[(index, lines[index]) for index in _at_edges(lines)] for lines in pages]
    seen: Counter[tuple[int, str | int]] = Counter()
    for number, edges in enumerate(candidates):
        seen.update({key for _, line in edges for key in _keys(number, line)})
    repeated = 2 if len(pages) < 4 else 3
    counted = max(repeated, round(len(pages) * COUNTED))

    def is_furniture(number: int, line: Line) -> bool:
        if _is_this_page(line.text, number):
            return True
        return any(
            sum(seen[near, what] for near in (height - 1, height, height + 1))
            >= (repeated if isinstance(what, str) else counted)
            for height, what in _keys(number, line)
        )

    return [{index for index, line in edges if is_furniture(number, line)} for number, edges in enumerate(candidates)]


def _at_edges(lines: list[Line]) -> Iterator[int]:
    by_height = sorted(range(len(lines)), key=lambda index: lines[index].height)
    edges = dict.fromkeys(by_height[:DEPTH] + by_height[-DEPTH:])
    return (index for index in edges if not EDGE < lines[index].height < 1 - EDGE)


def _keys(number: int, line: Line) -> Iterator[tuple[int, str | int]]:
    """What may come again: the words, and how far each number is from the number of its page."""
    height = round(line.points / SAME_HEIGHT)
    yield height, line.text
    for match in list(NUMBER.finditer(line.text))[:MAX_NUMBERS]:
        yield height, int(match.group()) - number


def _is_this_page(text: str, number: int) -> bool:
    """A bare page number that is right for this page, even where nothing repeats."""
    match = PAGE_NUMBER.fullmatch(text)
    return match is not None and int(match.group(1)) == number + 1
