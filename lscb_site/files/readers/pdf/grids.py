"""Tables that are drawn: a grid of lines or of coloured cells, and the words inside each."""

from collections.abc import Iterator
from itertools import pairwise

from lscb_site.files.readers.pdf.letters import Frame, PageLetters
from lscb_site.files.readers.pdf.lines import Line, parted
from lscb_site.files.readers.pdf.rules import TOUCHING, Rules, Stroke
from lscb_site.files.readers.pdf.tables import Table, TableCell, table_of

# Lines of one page that are looked at for grids, and the places of one grid.
MOST_STROKES, MOST_PLACES = 300, 120
# Points within which two lines of a grid are at one place.
SAME_PLACE = 3.5
# The share of a cell's side that a line must cover to part it from its neighbour.
COVERED = 0.6


def grids(letters: PageLetters, frame: Frame, rules: Rules, lines: list[Line]) -> Iterator[tuple[Table, list[Line]]]:
    """Each table, and the lines of the page that are in it. ``lines`` are those of this frame."""
    free = list(lines)
    for level, upright in _connected(rules.level[:MOST_STROKES], rules.upright[:MOST_STROKES]):
        across, up = _places(upright), _places(level)[::-1]
        if not (3 <= len(across) <= MOST_PLACES and 3 <= len(up) <= MOST_PLACES):
            continue
        inside = [line for line in free if _is_inside(line, across, up)]
        table = _filled(_Grid(across, up, level, upright), letters, frame, inside)
        if table:
            taken = set(map(id, inside))
            free = [line for line in free if id(line) not in taken]
            yield table, inside


def _is_inside(line: Line, across: list[float], up: list[float]) -> bool:
    middle = (line.left + line.right) / 2
    return across[0] - 1 < middle < across[-1] + 1 and up[-1] < line.points + line.size / 4 < up[0]


def _connected(level: list[Stroke], upright: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Lines that meet, directly or through others."""
    group = list(range(len(level) + len(upright)))

    def of(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for one, flat in enumerate(level):
        for other, steep in enumerate(upright, len(level)):
            if (
                flat.start - TOUCHING <= steep.at <= flat.end + TOUCHING
                and steep.start - TOUCHING <= flat.at <= steep.end + TOUCHING
            ):
                group[of(other)] = of(one)
    together: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for number, stroke in enumerate([*level, *upright]):
        together.setdefault(of(number), ([], []))[number >= len(level)].append(stroke)
    yield from together.values()


def _places(strokes: list[Stroke]) -> list[float]:
    places: list[float] = []
    for at in sorted(stroke.at for stroke in strokes):
        if not places or at - places[-1] > SAME_PLACE:
            places.append(at)
    return places


class _Grid:
    """The smallest cells of a drawn table, and which of them are one."""

    def __init__(self, across: list[float], up: list[float], level: list[Stroke], upright: list[Stroke]) -> None:
        self.across, self.up = across, up
        self.columns, self.rows = len(across) - 1, len(up) - 1
        self._right = self._walls(upright, across, up)
        self._below = self._walls(level, up, across)
        self.owner = self._owners()

    def _walls(self, strokes: list[Stroke], places: list[float], crossed: list[float]) -> set[tuple[int, int]]:
        """Which stretch (the number of the place, of the cell along it) is covered by a line."""
        walls = set()
        for stroke in strokes:
            at = min(range(len(places)), key=lambda number: abs(places[number] - stroke.at))
            for number, (one, other) in enumerate(pairwise(crossed)):
                start, end = min(one, other), max(one, other)
                if min(end, stroke.end) - max(start, stroke.start) >= COVERED * (end - start):
                    walls.add((at, number))
        return walls

    def _owners(self) -> list[list[tuple[int, int]]]:
        """For each smallest cell, the row and column of the first of those that it is one with."""
        owner = [[(row, column) for column in range(self.columns)] for row in range(self.rows)]
        taken: set[tuple[int, int]] = set()
        for row in range(self.rows):
            for column in range(self.columns):
                if (row, column) in taken:
                    continue
                right, foot = self._extent(row, column, taken)
                for inner_row in range(row, foot):
                    for inner_column in range(column, right):
                        owner[inner_row][inner_column] = (row, column)
                        taken.add((inner_row, inner_column))
        return owner

    def _extent(self, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
        """Where the cell that begins here ends: the column after it, the row after it."""
        right = column + 1
        while right < self.columns and (right, row) not in self._right and (row, right) not in taken:
            right += 1
        foot = row + 1
        while foot < self.rows and all((foot, inner) not in self._below for inner in range(column, right)):
            if any((inner, foot) in self._right for inner in range(column + 1, right)):
                break
            foot += 1
        return right, foot

    def cell_of(self, across: float, up: float) -> tuple[int, int]:
        column = min(max(sum(edge < across for edge in self.across) - 1, 0), self.columns - 1)
        row = min(max(sum(edge > up for edge in self.up) - 1, 0), self.rows - 1)
        return self.owner[row][column]

    def edges_at(self, up: float) -> list[float]:
        """The upright lines between cells at this height."""
        row = min(max(sum(edge > up for edge in self.up) - 1, 0), self.rows - 1)
        return [self.across[number] for number in range(1, self.columns) if (number, row) in self._right]


def _filled(grid: _Grid, letters: PageLetters, frame: Frame, lines: list[Line]) -> Table | None:
    words: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        up = line.points + line.size / 4
        edges = [edge for edge in grid.edges_at(up) if line.left + 1 < edge < line.right - 1]
        for piece in parted(letters, line, frame, edges) if edges else [line]:
            words.setdefault(grid.cell_of((piece.left + piece.right) / 2, up), []).append(piece)
    if len({row for row, _ in words}) < 2 or len({column for _, column in words}) < 2:
        return None
    rows: list[list[TableCell]] = []
    for row in range(grid.rows):
        cells = []
        for column in range(grid.columns):
            if grid.owner[row][column] == (row, column):
                right = sum(grid.owner[row][other] == (row, column) for other in range(column, grid.columns))
                below = sum(grid.owner[other][column] == (row, column) for other in range(row, grid.rows))
                found = sorted(words.get((row, column), []), key=lambda line: (-round(line.points), line.left))
                cells.append(TableCell(found, columns=right, rows=below))
        rows.append(cells)
    return table_of(_without_empty(rows), lines[0].size, frame.angle)


def _without_empty(rows: list[list[TableCell]]) -> list[list[TableCell]]:
    """Without rows that hold nothing, as a coloured strip between two lines makes them."""
    spanned = any(cell.rows > 1 for row in rows for cell in row)
    return rows if spanned else [row for row in rows if any(cell.lines for cell in row)]
