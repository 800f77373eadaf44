"""Tables with a line below every row and none between their columns."""

from collections.abc import Iterator
from itertools import pairwise

from lscb_site.files.readers.pdf.lines import Line
from lscb_site.files.readers.pdf.order import in_rows
from lscb_site.files.readers.pdf.rules import Rules, Stroke
from lscb_site.files.readers.pdf.tables import Table, TableCell, table_of

FEWEST_LINES, MOST_LINES = 3, 300
# Points by which the ends of lines of one table differ.
SAME_END = 4.0
# Shares of the size of letters: the white between columns, and how far the head is above the first line.
WHITE, HEAD = 0.45, 3.0
# Points: rows of a table are no higher, so that lines at the head and foot of a page make none.
HIGHEST = 240


def bands(lines: list[Line], rules: Rules) -> Iterator[tuple[Table, list[Line]]]:
    """Each table, and the lines that are in it. ``lines`` are those of one direction."""
    free = list(lines)
    for strokes in _of_one_table(rules.thin[:MOST_LINES]):
        start, end = strokes[0].start, strokes[0].end
        within = [line for line in free if line.left >= start - SAME_END and line.right <= end + SAME_END]
        places = [stroke.at for stroke in strokes]
        rows = [[line for line in within if foot < line.points < top] for top, foot in pairwise(places)]
        head = _head(within, places[0])
        if head and not any(line in rows[0] for line in head):
            rows.insert(0, head)
        rows = [row for row in rows if row]
        columns = _columns([line for row in rows for line in row])
        if len(rows) < FEWEST_LINES or len(columns) < 2 or not _are_filled(rows, columns):
            continue
        inside = [line for row in rows for line in row]
        taken = set(map(id, inside))
        free = [line for line in free if id(line) not in taken]
        cells = [[TableCell(_in_column(row, columns, number)) for number in range(len(columns))] for row in rows]
        yield table_of(cells, inside[0].size, inside[0].angle), inside


def _of_one_table(strokes: list[Stroke]) -> Iterator[list[Stroke]]:
    """From the top, lines that begin and end at the same places, one not far below the other."""
    waiting = sorted(strokes, key=lambda stroke: -stroke.at)
    while waiting:
        first = waiting[0]
        group, others = [first], []
        for stroke in waiting[1:]:
            is_same = abs(stroke.start - first.start) < SAME_END and abs(stroke.end - first.end) < SAME_END
            if is_same and group[-1].at - stroke.at <= HIGHEST:
                group.append(stroke)
            else:
                others.append(stroke)
        if len(group) >= FEWEST_LINES:
            yield group
        waiting = others


def _head(lines: list[Line], top: float) -> list[Line]:
    """The row right above the first line."""
    above = [line for line in lines if line.points > top and line.foot < top + HEAD * line.size]
    rows = in_rows(above)
    return rows[-1] if rows and len(rows[-1]) > 1 else []


def _columns(lines: list[Line]) -> list[tuple[float, float]]:
    """Stretches from left to right that words take, with white between them from top to bottom."""
    columns: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda each: each.left):
        if columns and line.left - columns[-1][1] < WHITE * line.size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], line.right))
        else:
            columns.append((line.left, line.right))
    return columns


def _in_column(row: list[Line], columns: list[tuple[float, float]], number: int) -> list[Line]:
    left, right = columns[number]
    found = [line for line in row if left - 1 <= line.left <= right + 1]
    return sorted(found, key=lambda line: (-round(line.points), line.left))


def _are_filled(rows: list[list[Line]], columns: list[tuple[float, float]]) -> bool:
    """Whether most rows have words in more than one column."""
    full = sum(sum(bool(_in_column(row, columns, number)) for number in range(len(columns))) > 1 for row in rows)
    return full > len(rows) / 2
