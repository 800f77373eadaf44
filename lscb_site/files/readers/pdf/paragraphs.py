"""Paragraphs, lists and headings of a PDF that says nothing of them, from where its lines stand."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from lscb_site.files.readers.pdf.lines import SAME_BASELINE, Line
from lscb_site.files.readers.pdf.tables import Table, TableCell
from lscb_site.files.readers.raised import element_of

BULLET = re.compile(r"[•●○■▪▫◦‣∙·–—-] ")
NUMBERED = re.compile(r"(\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(\.\d{1,2}){1,3}) ", re.IGNORECASE)
ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
# The dots of a contents page, and how one of its lines ends.
LEADER = re.compile(r"\s*(?:[.·…_]\s?){5,}\s*")
ENDS_ENTRY = re.compile(r"(?:[.·…_]\s?){5}\s*[\w-]{0,8}$")
WORD = re.compile(r"\w+(?:-\w+)*")
# More than this between baselines, compared with what is usual for letters of this size, starts a paragraph.
WIDER = 1.15
SAME_SIZE = 0.06
# Letters this much larger than the body's, in a short paragraph, are a heading.
HEADING = 1.15
MAX_HEADING = 200
# The share of its column that a line of a paragraph fills at least.
RAGGED = 0.75
# Times the size of letters: white that parts the words of one row. A bullet or a number is no longer than this.
APART, LONGEST_MARK = 1.5, 8
# How much wider than the average of its line the letters of one word may be.
LETTER_AT_MOST = 1.3


@dataclass(slots=True)
class Paragraph:
    size: float
    lines: list[Line] = field(default_factory=list)


class Layout:
    """What is usual in a document, learnt from all its pages: the size of its letters, the space between its lines."""

    def __init__(self, pages: Iterable[Sequence[Line | Table]]) -> None:
        sizes: Counter[float] = Counter()
        leadings: Counter[tuple[int, float]] = Counter()
        self.words: set[str] = set()
        for items in pages:
            lines = [item for item in items if isinstance(item, Line)]
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

    def blocks(self, items: Sequence[Line | Table]) -> Iterator[etree._Element]:
        """The page as HTML elements, bullets that follow one another as one list."""
        lines: list[Line] = []
        for item in items:
            if isinstance(item, Table):
                yield from self._prose(lines)
                lines = []
                yield self._table(item)
            else:
                lines.append(item)
        yield from self._prose(lines)

    def _prose(self, lines: list[Line]) -> Iterator[etree._Element]:
        points: list[etree._Element] = []
        for paragraph in self._paragraphs(lines):
            text = self._joined(paragraph.lines)
            if match := BULLET.match(text):
                points.append(element_of("li", text[match.end() :]))
                continue
            if points:
                yield _list_of(points)
                points = []
            is_heading = paragraph.size > self.body * HEADING and len(text) <= MAX_HEADING
            yield element_of("h3" if is_heading else "p", text)
        if points:
            yield _list_of(points)

    def _table(self, table: Table) -> etree._Element:
        made = etree.Element("table")
        is_body = False
        for row in table.rows:
            is_head = not is_body and bool(row) and all(cell.head == "col" for cell in row)
            if len(made) == 0 or (not is_head and not is_body):
                part = etree.SubElement(made, "thead" if is_head else "tbody")
                is_body = not is_head
            etree.SubElement(part, "tr").extend(self._cell(cell) for cell in row)
        return made

    def _cell(self, cell: TableCell) -> etree._Element:
        tag = "th" if cell.head else "td"
        if any(_is_item(line) for line in cell.lines[1:]):
            made = etree.Element(tag)
            made.extend(self._prose(cell.lines))
        else:
            made = element_of(tag, self._joined(cell.lines))
        if cell.head:
            made.set("scope", cell.head)
        for name, span in (("colspan", cell.columns), ("rowspan", cell.rows)):
            if span > 1:
                made.set(name, str(span))
        return made

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

    def _starts(self, current: Paragraph, line: Line, columns: dict[tuple[int, int], float]) -> bool:
        above = current.lines[-1]
        gap = above.points - line.points
        if abs(gap) < SAME_BASELINE and line.left > above.left:
            return False
        if above.broken:
            return False
        if _is_row(current.lines):
            return True
        if ENDS_ENTRY.search(above.text):
            return True
        if not _same_size(current.size, line.size) or _is_item(line):
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
                text += self.hyphen(text, line.text) + line.text
            else:
                text += f" {line.text}" if text else line.text
            broken = line.broken
        return LEADER.sub(" … ", text).strip()

    def hyphen(self, before: str, after: str) -> str:
        """Whether a hyphen at a line's end belongs to the word: as the document writes it elsewhere, if it does."""
        first, second = WORD.findall(before.casefold())[-1:], WORD.match(after.casefold())
        if not first or not second or f"{first[0]}-{second.group()}" in self.words:
            return "-"
        if first[0] + second.group() in self.words:
            return ""
        return "-" if second.group() in self.words else ""


def _list_of(points: list[etree._Element]) -> etree._Element:
    made = etree.Element("ul")
    made.extend(points)
    return made


def _columns(lines: list[Line]) -> dict[tuple[int, int], float]:
    """For each column and left edge the furthest right edge of the lines that start there."""
    columns: dict[tuple[int, int], float] = {}
    for line in lines:
        edge = line.column, round(line.left / 3)
        columns[edge] = max(columns.get(edge, 0.0), line.right)
    return columns


def _broke_early(above: Line, below: Line, columns: dict[tuple[int, int], float]) -> bool:
    """Whether the first word below would have fitted on the line above: then somebody ended the line on purpose.

    The column is that of the line below: the one above may begin in another cell of the same row.
    """
    if below.text[0].islower() and not ENDS_SENTENCE.search(above.text) and _nearly_fills(above, columns):
        return False
    a_letter = LETTER_AT_MOST * (above.right - above.left) / len(above.text)
    word = len(below.text.partition(" ")[0]) + 1
    return above.right + word * a_letter < columns[below.column, round(below.left / 3)]


def _nearly_fills(line: Line, columns: dict[tuple[int, int], float]) -> bool:
    """Whether a line is as long as one of a paragraph with a ragged edge."""
    end = columns[line.column, round(line.left / 3)]
    return line.right - line.left > RAGGED * (end - line.left)


def _is_row(lines: Sequence[Line]) -> bool:
    """Whether the last two are far apart on one line, as a name and its number are: the next line is another row."""
    if len(lines) < 2:
        return False
    one, other = lines[-2:]
    is_level = abs(one.points - other.points) < SAME_BASELINE
    return is_level and other.left - one.right > APART * other.size and not _is_item_mark(one)


def _is_item_mark(line: Line) -> bool:
    return len(line.text) <= LONGEST_MARK and _is_item(line)


def _is_item(line: Line) -> bool:
    """Whether a bullet or a number begins the line, its words beside it or further off."""
    text = f"{line.text} "
    return bool(BULLET.match(text) or NUMBERED.match(text))


def _same_size(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SIZE * max(one, other)
