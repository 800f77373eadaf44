"""The text of a PDF, page by page: paragraphs, lists and headings found from where the lines stand."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

from lscb_site.files.readers.elements import MAX_SECTIONS, element, section
from lscb_site.files.readers.furniture import furniture_of
from lscb_site.files.readers.pdf_lines import Line, lines_of

# Of all pages; held in memory together, because furniture shows itself across pages.
MAX_LINES = 300_000
BULLET = re.compile(r"[•●○■▪▫◦‣∙·–—-] ")
NUMBERED = re.compile(r"(\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(\.\d{1,2}){1,3}) ", re.IGNORECASE)
ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
WORD = re.compile(r"\w+(?:-\w+)*")
# More than this between baselines, compared with what is usual for letters of this size, starts a paragraph.
WIDER = 1.15
SAME_BASELINE = 1.5  # points
SAME_SIZE = 0.06
# Letters this much larger than the body's, in a short paragraph, are a heading.
HEADING = 1.15
MAX_HEADING = 200
# How much wider than the average of its line the letters of one word may be.
LETTER_AT_MOST = 1.3


@dataclass(slots=True)
class Paragraph:
    size: float
    lines: list[Line] = field(default_factory=list)


def sections(path: str) -> Iterator[dict[str, Any]]:
    """A section for every page, empty ones too: their number is what readers know them by."""
    with pypdfium2.PdfDocument(path) as document:
        pages: list[list[Line]] = []
        drawn: list[bool] = []
        lines_left = MAX_LINES
        while lines_left > 0 and len(pages) < min(len(document), MAX_SECTIONS):
            page = document[len(pages)]
            lines = lines_of(page)
            pages.append(lines)
            drawn.append(not lines and pdfium.FPDFPage_CountObjects(page) > 0)
            lines_left -= len(lines)
            page.close()
        is_complete = len(pages) == len(document)
    furniture = furniture_of(pages)
    bodies = [
        [line for index, line in enumerate(lines) if index not in apart]
        for lines, apart in zip(pages, furniture, strict=True)
    ]
    layout = _Layout(bodies)
    for number, (lines, apart) in enumerate(zip(pages, furniture, strict=True)):
        made = section(
            f"Page {number + 1}",
            layout.blocks(bodies[number]),
            furniture=[lines[index].text for index in sorted(apart)],
            pictures=drawn[number] or bool(lines and not bodies[number]),
        )
        is_last = number == len(pages) - 1
        yield made if is_complete or not is_last else made | {"is_complete": False}


class _Layout:
    """What is usual in a document, learnt from all its pages: the size of its letters, the space between its lines."""

    def __init__(self, pages: list[list[Line]]) -> None:
        sizes: Counter[float] = Counter()
        leadings: Counter[tuple[int, float]] = Counter()
        self.words: set[str] = set()
        for lines in pages:
            columns = _columns(lines)
            after_hyphen = False
            for line in lines:
                sizes[round(line.size, 1)] += len(line.text)
                # The halves of a broken word are not words.
                self.words.update(WORD.findall(line.text.casefold())[after_hyphen : -1 if line.broken else None])
                after_hyphen = line.broken
            for above, below in pairwise(lines):
                gap = above.points - below.points
                # After a line that fills its column a paragraph most often goes on.
                if gap > 0 and _same_size(above.size, below.size) and not _broke_early(above, below, columns):
                    leadings[round(below.size), round(gap, 1)] += 1
        self.body = sizes.most_common(1)[0][0] if sizes else 0.0
        self.leading: dict[int, float] = {}
        for (size, leading), _ in reversed(leadings.most_common()):
            self.leading[size] = leading

    def blocks(self, lines: list[Line]) -> Iterator[etree._Element]:
        """The page as HTML elements, bullets that follow one another as one list."""
        items = []
        for paragraph in self._paragraphs(lines):
            text = self._joined(paragraph.lines)
            if match := BULLET.match(text):
                items.append(element("li", text[match.end() :]))
                continue
            if items:
                yield element("ul", "", *items)
                items = []
            is_heading = paragraph.size > self.body * HEADING and len(text) <= MAX_HEADING
            yield element("h3" if is_heading else "p", text)
        if items:
            yield element("ul", "", *items)

    def _paragraphs(self, lines: list[Line]) -> Iterator[Paragraph]:
        columns = _columns(lines)
        current = None
        for line in lines:
            if current is None or self._starts(current, line, columns):
                if current:
                    yield current
                current = Paragraph(line.size)
            current.lines.append(line)
        if current:
            yield current

    def _starts(self, current: Paragraph, line: Line, columns: dict[int, float]) -> bool:
        above = current.lines[-1]
        gap = above.points - line.points
        if abs(gap) < SAME_BASELINE and line.left > above.left:
            return False
        if above.broken:
            return False
        if not _same_size(current.size, line.size) or BULLET.match(line.text) or NUMBERED.match(line.text):
            return True
        if gap < 0:  # the next column, or the next cell
            return bool(ENDS_SENTENCE.search(above.text)) or not line.text[0].islower()
        usual = self.leading.get(round(line.size), line.size * 1.4)
        return gap > usual * WIDER or _broke_early(above, line, columns)

    def _joined(self, lines: Iterable[Line]) -> str:
        text = ""
        broken = False
        for line in lines:
            if broken:
                text += self._hyphen(text, line.text) + line.text
            else:
                text += f" {line.text}" if text else line.text
            broken = line.broken
        return text

    def _hyphen(self, before: str, after: str) -> str:
        """Whether a hyphen at a line's end belongs to the word: as the document writes it elsewhere, if it does."""
        first, second = WORD.findall(before.casefold())[-1:], WORD.match(after.casefold())
        if not first or not second or f"{first[0]}-{second.group()}" in self.words:
            return "-"
        if first[0] + second.group() in self.words:
            return ""
        return "-" if second.group() in self.words else ""


def _columns(lines: list[Line]) -> dict[int, float]:
    """For each left edge the furthest right edge of the lines that start there."""
    columns: dict[int, float] = {}
    for line in lines:
        edge = round(line.left / 3)
        columns[edge] = max(columns.get(edge, 0.0), line.right)
    return columns


def _broke_early(above: Line, below: Line, columns: dict[int, float]) -> bool:
    """Whether the first word below would have fitted on the line above: then somebody ended the line on purpose.

    The column is that of the line below: the one above may begin in another cell of the same row.
    """
    a_letter = LETTER_AT_MOST * (above.right - above.left) / len(above.text)
    word = len(below.text.partition(" ")[0]) + 1
    return above.right + word * a_letter < columns[round(below.left / 3)]


def _same_size(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SIZE * max(one, other)
