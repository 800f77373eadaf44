"""Tables that nobody drew: words that stand one below another over three rows or more, with white between them.

Two columns of prose, a contents page, a numbered list and a letter's lines are not tables, however well they align.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lscb_site.files.readers.pdf.lines import Line
from lscb_site.files.readers.pdf.order import in_rows, is_prose
from lscb_site.files.readers.pdf.rules import Rules
from lscb_site.files.readers.pdf.tables import Table, TableCell, table_of

FEWEST_ROWS = 3
MOST_COLUMNS = 30
# Shares of the size of letters: the white between columns, and the furthest that a row is below the one before.
WHITE, FURTHEST = 0.45, 4.0
# How many times wider the space between rows is than that between the lines of one.
WIDER = 1.2
# Two gaps are the same where one is this share of the other; lines of a cell are no further apart than in a text.
SAME_GAP, LEADING = 0.97, 1.45
# Of the lines that go on with their row, how many have words in some of its cells alone.
GOING_ON = 0.6
LEADER = re.compile(r"(?:[.·…_]\s?){4,}")
MARKER = re.compile(
    r"[•●○■▪▫◦‣∙·–—*-]|[oOv§]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?", re.IGNORECASE
)
PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,7}")
GOES_ON = re.compile(r"^[a-z(&]")
ENDS_OPEN = re.compile(r"(?:[,&/–-]|\b(?:and|of|the|for|or|with|to|in))$")


@dataclass(slots=True)
class _Region:
    """Rows of lines, and for each column the stretch from left to right that its words take, in points."""

    rows: list[list[Line]] = field(default_factory=list)
    columns: list[tuple[float, float]] = field(default_factory=list)

    def takes(self, row: list[Line], size: float) -> bool:
        """Whether the row fits under the columns; then it is theirs."""
        columns = list(self.columns)
        for line in row:
            touched = [column for column in columns if _touch(column, line, size)]
            if len(touched) > 1:
                return False
            left = min([line.left, *(column[0] for column in touched)])
            right = max([line.right, *(column[1] for column in touched)])
            columns = [column for column in columns if column not in touched] + [(left, right)]
        columns.sort()
        white = WHITE * size
        if any(after[0] - before[1] < white for before, after in pairwise(columns)):
            return False
        if len(columns) > MOST_COLUMNS or (len(row) == 1 and len(columns) > len(self.columns)):
            return False
        self.columns = columns
        self.rows.append(row)
        return True

    def column_of(self, line: Line) -> int:
        middle = (line.left + line.right) / 2
        return next((n for n, (left, right) in enumerate(self.columns) if left - 1 <= middle <= right + 1), 0)


def aligned(lines: list[Line], rules: Rules) -> Iterator[tuple[Table, list[Line]]]:
    """Each table, and the lines that are in it. ``lines`` are those of one direction."""
    rows = in_rows(lines)
    at = 0
    while at + FEWEST_ROWS <= len(rows):
        region = _region(rows, at) if len(rows[at]) > 1 and not _has_leader(rows[at]) else None
        if region is None:
            at += 1
            continue
        at += len(region.rows)
        if _is_table(region):
            yield _table(region, rules), [line for row in region.rows for line in row]


def _region(rows: list[list[Line]], start: int) -> _Region | None:
    """The rows from here on that stand in the same columns."""
    region = _Region()
    above = rows[start]
    for row in rows[start:]:
        size = max(line.size for line in row)
        gap = min(line.foot for line in above) - max(line.top for line in row)
        if region.rows and (gap > FURTHEST * size or _has_leader(row)):
            break
        if len(row) == 1 and region.rows and not _may_go_on(region, row[0], gap):
            break
        if not region.takes(row, size):
            break
        above = row
    while region.rows and len(region.rows[-1]) == 1 and not _is_close(region.rows):
        region.rows.pop()
    whole = sum(len(row) > 1 for row in region.rows)
    return region if whole >= FEWEST_ROWS else None


def _may_go_on(region: _Region, line: Line, gap: float) -> bool:
    """A lone line belongs to the table when it continues a cell; a paragraph below a table does not."""
    return gap < 1.0 * line.size and any(_touch(column, line, line.size) for column in region.columns)


def _is_close(rows: list[list[Line]]) -> bool:
    """Whether the last row continues a cell of the one before."""
    if len(rows) < 2:
        return False
    gap = min(line.foot for line in rows[-2]) - rows[-1][0].top
    return gap < 0.6 * rows[-1][0].size


def _touch(column: tuple[float, float], line: Line, size: float) -> bool:
    return line.left < column[1] + WHITE * size / 2 and line.right > column[0] - WHITE * size / 2


def _has_leader(row: Sequence[Line]) -> bool:
    return any(LEADER.search(line.text) for line in row)


def _is_table(region: _Region) -> bool:
    columns = _by_column(region)
    if len(columns) < 2:
        return False
    first, last = columns[0], columns[-1]
    if all(MARKER.fullmatch(line.text) for line in first) and len(columns) == 2:
        return False
    if _are_page_numbers(last) and len(columns) <= 3:
        return False
    prose = [is_prose(lines) for lines in columns]
    if all(prose):
        return False
    # A label at the edge of prose is not enough: the notes in a margin, the speakers of a record.
    filled = sum(len({region.column_of(line) for line in row}) > 1 for row in region.rows)
    return filled >= FEWEST_ROWS


def _by_column(region: _Region) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in region.columns]
    for row in region.rows:
        for line in row:
            columns[region.column_of(line)].append(line)
    return [column for column in columns if column]


def _are_page_numbers(column: Sequence[Line]) -> bool:
    if len(column) < FEWEST_ROWS or not all(PAGE_NUMBER.fullmatch(line.text) for line in column):
        return False
    figures = [int(line.text) for line in column if line.text.isdecimal()]
    return figures == sorted(figures) and (not figures or figures[0] != figures[-1])


def _table(region: _Region, rules: Rules) -> Table:
    rows: list[list[TableCell]] = []
    begins = _beginnings(region, rules)
    for row, is_new in zip(region.rows, begins, strict=True):
        if is_new:
            rows.append([TableCell() for _ in region.columns])
        for line in row:
            rows[-1][region.column_of(line)].lines.append(line)
    first = region.rows[0][0]
    return table_of(rows, first.size, first.angle)


def _beginnings(region: _Region, rules: Rules) -> list[bool]:
    """For each row of lines whether a row of the table begins there."""
    rows = region.rows
    gaps = [_gap(above, below) for above, below in pairwise(rows)]
    ruled = [_is_ruled(above, below, region, rules) for above, below in pairwise(rows)]
    if sum(ruled) > 1:
        # A stripe has an edge below every second row.
        apart = min(gap for gap, is_ruled in zip(gaps, ruled, strict=True) if is_ruled)
        return [True, *(gap >= SAME_GAP * apart for gap in gaps)]
    widest = _widest_in_a_row(region, gaps)
    begins = [True]
    for number, row in enumerate(rows[1:]):
        if widest is not None:
            begins.append(gaps[number] > widest)
        elif len(row) > 1:
            begins.append(True)
        else:
            begins.append(not _goes_on(region, rows[number], row[0]))
    return begins


def _gap(above: Sequence[Line], below: Sequence[Line]) -> float:
    return min(line.points for line in above) - max(line.points for line in below)


def _widest_in_a_row(region: _Region, gaps: Sequence[float]) -> float | None:
    """The widest gap between two lines of one row, where gaps tell rows apart: then some cell goes on after each that
    is no wider, and more than one is wider."""
    size = region.rows[0][0].size
    for widest, wider in reversed(list(pairwise(sorted(set(gaps))))):
        close = [row for row, gap in zip(region.rows[1:], gaps, strict=True) if gap <= widest]
        far = len(gaps) - len(close)
        if wider < WIDER * widest or far < 2:
            continue
        goes_on = sum(len(row) < len(region.columns) for row in close)
        if goes_on >= GOING_ON * len(close) or (far > len(close) and widest <= LEADING * size):
            return widest
    return None


def _is_ruled(above: Sequence[Line], below: Sequence[Line], region: _Region, rules: Rules) -> bool:
    foot, top = min(line.points for line in above), max(line.points for line in below)
    middle = (region.columns[0][0] + region.columns[-1][1]) / 2
    return any(top < stroke.at < foot and stroke.start < middle < stroke.end for stroke in rules.level)


def _goes_on(region: _Region, above: Sequence[Line], line: Line) -> bool:
    """Whether a line that stands alone continues the cell above it, where all lines are equally far apart."""
    column = region.column_of(line)
    if column > 0:
        return True
    before = [each.text for each in above if region.column_of(each) == 0]
    return bool(GOES_ON.match(line.text) or (before and ENDS_OPEN.search(before[-1])))
