"""Tables of a PDF page: their cells from the lines drawn around them, or from words that stand one below another.

A table here is what a reader of the page takes for one; the file itself need not say so (`tags.py` reads those that
do).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lscb_site.files.readers.pdf.letters import PageLetters
from lscb_site.files.readers.pdf.lines import Line
from lscb_site.files.readers.pdf.rules import Rules

# Rows at the top that may be heads together.
MOST_HEADS = 3


@dataclass(slots=True)
class TableCell:
    """``head`` is "col" or "row" where the cell says what its column or row is about."""

    lines: list[Line] = field(default_factory=list)
    head: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Table:
    """Its rows from the top, and its place in points as the page is read. ``angle`` is that of its text."""

    rows: list[list[TableCell]]
    left: float
    right: float
    top: float
    foot: float
    size: float
    angle: int

    @property
    def weight(self) -> int:
        return sum(line.weight for line in self.lines)

    @property
    def text(self) -> str:
        return ""

    @property
    def first(self) -> int:
        return min(line.first for line in self.lines)

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.rows for cell in row for line in cell.lines]


def with_heads(table: Table, letters: PageLetters, rules: Rules) -> Table:
    """The table with its head cells marked: what is set apart by weight, by colour, or by the only line below it."""
    heads = _rows_set_apart(table, letters, rules)
    for row in table.rows[:heads]:
        for cell in row:
            cell.head = "col"
    body = table.rows[heads:]
    firsts = [row[0] for row in body if row and row[0].lines]
    others = [cell for row in body for cell in row[1:] if cell.lines]
    if len(firsts) > 1 and others and _is_bold(firsts, letters) and not _is_bold(others[:20], letters):
        for cell in firsts:
            cell.head = "row"
    return table


def _rows_set_apart(table: Table, letters: PageLetters, rules: Rules) -> int:
    most = min(MOST_HEADS, len(table.rows) - 1)
    looks = [(_is_bold(row, letters), _colour(row, rules)) for row in table.rows[: most + 2]]
    heads = 0
    while heads < most and looks[heads][0] and any(cell.lines for cell in table.rows[heads]):
        heads += 1
    if heads and not all(look[0] for look in looks):
        return heads
    colours = [colour for _, colour in looks]
    if most and colours[0] != colours[1] and colours[0] is not None and colours[0] not in colours[1:3]:
        return 1
    return int(_has_the_only_line_below(table, rules))


def _is_bold(cells: Iterable[TableCell], letters: PageLetters) -> bool:
    """Whether all of their words are in a heavy font."""
    lines = [line for cell in cells for line in cell.lines]
    return bool(lines) and all(letters.is_bold(line.first) and letters.is_bold(line.last) for line in lines)


def _colour(cells: Iterable[TableCell], rules: Rules) -> tuple[int, int, int] | None:
    for cell in cells:
        if cell.lines:
            line = cell.lines[0]
            return rules.colour_at((line.left + line.right) / 2, line.points + line.size / 4)
    return None


def _has_the_only_line_below(table: Table, rules: Rules) -> bool:
    """A line below the first row, and none between the others."""
    if len(table.rows) < 3:
        return False
    feet = [min(line.foot for cell in row for line in cell.lines) for row in table.rows if any(c.lines for c in row)]
    tops = [max(line.top for cell in row for line in cell.lines) for row in table.rows if any(c.lines for c in row)]
    middle = (table.left + table.right) / 2
    ruled = [
        any(top - 2 <= stroke.at <= foot + 2 and stroke.start < middle < stroke.end for stroke in rules.level)
        for foot, top in zip(feet, tops[1:], strict=False)
    ]
    return len(ruled) > 1 and ruled[0] and not any(ruled[1:])


def table_of(rows: Sequence[Sequence[TableCell]], size: float, angle: int) -> Table:
    """A table of these cells; its place is that of its words."""
    lines = [line for row in rows for cell in row for line in cell.lines]
    return Table(
        rows=[list(row) for row in rows],
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        top=max(line.top for line in lines),
        foot=min(line.foot for line in lines),
        size=size,
        angle=angle,
    )
