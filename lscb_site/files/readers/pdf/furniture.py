"""Tells a page's furniture (running heads, feet, page numbers) from its text.

Furniture is a line near the top or bottom edge that comes again at the same height on other pages: in the same
words, or holding a number that counts along with the pages. Numbers must do so on a good share of the pages, so
"Appendix 1", "Appendix 2" at the top of a few pages stay text. Nor is it a heading that counts with the pages, as
"Recommendation 5" at the top of page 5: there a number is a page's only where nothing but it says what it counts
("5", "Page 5", "5 | Annual report"), or in letters smaller than the text's.
A line with a telephone number is never furniture.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lscb_site.files.readers.pdf.lines import Line

NUMBER = re.compile(r"\d{1,5}")
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|·\s]*(\d{1,5})(?:\s*(?:of|/)\s*\d{1,5})?[-–—|·\s]*", re.IGNORECASE)
# Whoever looks for a number must find it, also where it counts with the pages: “020 7946 0001” to “0006”.
TELEPHONE = re.compile(r"(?<!\d)(?:\+44[\s()0]{0,4}|\(?0)\d(?:[\s()-]{0,2}\d){7,9}(?!\d)")
ROMAN = re.compile(r"[ivxl]+", re.IGNORECASE)
ROMAN_FIGURES = {"i": 1, "v": 5, "x": 10, "l": 50}
# Lines counted from each edge: a running head or foot of a council's template has up to three.
DEPTH = 4
# A number at the top that is set apart from the words beside it.
SET_APART = re.compile(
    r"(?:.*\s)?(?:page|p\.|pg\.?)\s*\d{1,5}(?:\s*(?:of|/)\s*\d{1,5})?"
    r"|.*\S\s*[|–—•·-]\s*\d{1,5}|\d{1,5}\s*[|–—•·-]\s.*",
    re.IGNORECASE,
)
# Times the size of the text's letters: no heading is smaller, and no page number larger.
SMALLER, LARGER = 0.93, 1.3
# The part of a page's height, at top and bottom, in which furniture stands.
EDGE = 0.15
# Points within which two heights are the same.
SAME_HEIGHT = 4
MAX_NUMBERS = 4
# The share of pages on which a number must count along.
COUNTED = 0.3


def furniture_of(pages: list[list[Line]], names: list[str]) -> list[set[int]]:
    """For each page, the indices of its lines that are furniture. ``names`` are what the file calls its pages."""
    candidates = [[(index, lines[index]) for index in _at_edges(lines)] for lines in pages]
    seen: Counter[tuple[int, str | int]] = Counter()
    for number, edges in enumerate(candidates):
        seen.update({key for _, line in edges for key in _keys(number, line)})
    body = _usual_size(pages)
    repeated = 2 if len(pages) < 4 else 3
    counted = max(repeated, round(len(pages) * COUNTED))

    def is_furniture(number: int, line: Line) -> bool:
        if TELEPHONE.search(line.text):
            return False
        if _is_this_page(line.text, number, names[number]) and not _may_be_heading(line, body):
            return True
        enough = repeated if _is_bare(line.text) else counted
        return any(
            sum(seen[near, what] for near in (height - 1, height, height + 1))
            >= (repeated if isinstance(what, str) else enough)
            for height, what in _keys(number, line)
            if isinstance(what, str) or not _may_be_heading(line, body)
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
    if _is_bare(line.text) and not PAGE_NUMBER.fullmatch(line.text):
        yield height, _roman(line.text) - number
    for match in list(NUMBER.finditer(line.text))[:MAX_NUMBERS]:
        yield height, int(match.group()) - number


def _usual_size(pages: list[list[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _may_be_heading(line: Line, body: float) -> bool:
    """Whether a line with a number says more than the page's number. A heading is followed by its text: it is never
    at the foot of a page."""
    if line.height < EDGE:
        return False
    if _is_bare(line.text):
        return line.size > LARGER * body
    return line.size > SMALLER * body and not SET_APART.fullmatch(line.text)


def _is_this_page(text: str, number: int, name: str) -> bool:
    """A bare page number that is right for this page, even where nothing repeats."""
    match = PAGE_NUMBER.fullmatch(text)
    return (match is not None and int(match.group(1)) == number + 1) or (_is_bare(text) and text == name)


def _is_bare(text: str) -> bool:
    """Whether a line is a page's number and nothing more: “5”, “Page 5 of 60”, “iv”."""
    return PAGE_NUMBER.fullmatch(text) is not None or (len(text) < 9 and ROMAN.fullmatch(text) is not None)


def _roman(text: str) -> int:
    figures = [ROMAN_FIGURES[letter] for letter in text.casefold()]
    return sum(-one if one < after else one for one, after in zip(figures, [*figures[1:], 0], strict=True))
