"""The order in which a person reads what stands on a page: column after column, and what lies across them between."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

# How deep columns may lie in columns.
DEEPEST = 12
# Points; the white between two columns is at least as wide as the second, or this share of a letter's size.
SAME_EDGE, GUTTER, GUTTER_OF_SIZE = 3.0, 8.0, 0.8
MOST_GUTTERS_TRIED = 8
# A column of prose: characters of its lines on average, and how many of them nearly fill it. Lines of a narrow one are
# shorter, but most of them go on in the middle of a sentence.
PROSE_LINE, PROSE_FILL, FILLING_LINES = 20, 0.7, 0.5
NARROW_LINE, GOING_ON = 9, 0.6
SHORT_LINE = 14  # on average: the words of labels and cells are no longer
HEADING = 1.12  # times the usual size of letters
# The share of lines that have a neighbour on the same height, from which two columns are rows.
IN_ROWS = 0.6


class Placed(Protocol):
    """Something on a page with its place in points. ``weight`` is its characters, ``first`` where it comes in
    the order of the file."""

    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def foot(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def weight(self) -> int: ...
    @property
    def angle(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def text(self) -> str: ...


Item = TypeVar("Item", bound=Placed)


def in_reading_order(items: Sequence[Item], arranged: Callable[[list[Item]], list[Item]]) -> list[list[Item]]:
    """Text of the direction that most letters have comes first; what is turned otherwise follows.

    ``arranged`` puts in order what stands in one column, or is not in columns at all: each list of the answer is such.
    """
    letters: Counter[int] = Counter()
    for item in items:
        letters[item.angle] += item.weight
    ordered: list[list[Item]] = []
    for angle, _ in letters.most_common():
        ordered += _ordered([item for item in items if item.angle == angle], arranged, 0)
    return [column for column in ordered if column]


def in_rows(items: Sequence[Item]) -> list[list[Item]]:
    """What stands side by side, from left to right, row after row from the top."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda each: -each.top):
        if rows and _is_beside(rows[-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _is_beside(row: Sequence[Placed], item: Placed) -> bool:
    first = row[0]
    shared = min(first.top, item.top) - max(first.foot, item.foot)
    is_beside = shared > 0.5 * min(first.top - first.foot, item.top - item.foot)
    return is_beside and all(item.left >= each.right - 1 or item.right <= each.left + 1 for each in row)


def _ordered(items: list[Item], arranged: Callable[[list[Item]], list[Item]], depth: int) -> list[list[Item]]:
    gutter = _gutter(items) if depth < DEEPEST and len(items) > 2 else None
    if gutter is None:
        return [arranged(items)]
    ordered: list[list[Item]] = []
    waiting: list[Item] = []
    for crossing, left, right in _bands(items, gutter, _usual_size(items)):
        waiting += crossing
        if left and right and _is_columns(left, right):
            ordered += _ordered(waiting, arranged, depth + 1)
            waiting = []
            ordered += _ordered(left, arranged, depth + 1) + _ordered(right, arranged, depth + 1)
        else:
            waiting += left + right
    return ordered + _ordered(waiting, arranged, depth + 1)


def _gutter(items: Sequence[Placed]) -> float | None:
    """The left edge of a column that has another beside it, where most lines are in such a pair."""
    edges: Counter[int] = Counter(round(item.left / SAME_EDGE) for item in items)
    outer, nearest = min(item.left for item in items), min(item.right for item in items)
    best, most = None, 0
    usual = _usual_size(items)
    for edge, _ in edges.most_common(MOST_GUTTERS_TRIED):
        at = min(item.left for item in items if abs(round(item.left / SAME_EDGE) - edge) <= 1)
        if at < max(outer, nearest) + GUTTER:
            continue
        paired = sum(
            len(left) + len(right)
            for _, left, right in _bands(items, at, usual)
            if left and right and _is_columns(left, right)
        )
        if paired > most:
            best, most = at, paired
    return best


def _usual_size(items: Sequence[Placed]) -> float:
    sizes: Counter[float] = Counter()
    for item in items:
        sizes[item.size] += item.weight
    return sizes.most_common(1)[0][0]


def _bands(items: Sequence[Item], gutter: float, usual: float) -> list[tuple[list[Item], list[Item], list[Item]]]:
    """From the top: what lies across the gutter, and what follows it to the left and to the right of the gutter.

    A heading with nothing beside it lies across, however short it is.
    """
    beside = [(item.foot, item.top) for item in items if item.left >= gutter - 1]
    bands: list[tuple[list[Item], list[Item], list[Item]]] = [([], [], [])]
    for item in sorted(items, key=lambda each: -each.top):
        crossing, left, right = bands[-1]
        if item.left >= gutter - 1:
            right.append(item)
        elif item.right <= gutter - max(GUTTER, GUTTER_OF_SIZE * min(item.size, 14)) and not (
            item.size > HEADING * usual and all(item.foot >= top or item.top <= foot for foot, top in beside)
        ):
            left.append(item)
        elif left or right:
            bands.append(([item], [], []))
        else:
            crossing.append(item)
    return bands


def _is_columns(left: Sequence[Placed], right: Sequence[Placed]) -> bool:
    """Whether the two are read one after the other, and not row by row."""
    top, foot = min(left[0].top, right[0].top), max(left[-1].foot, right[-1].foot)
    shorter = min(left[0].top - left[-1].foot, right[0].top - right[-1].foot)
    if top - foot < 0.5 * shorter or len(left) + len(right) < 3:
        return False
    fewer, more = sorted((left, right), key=len)
    letters = min(sum(item.weight for item in column) / len(column) for column in (left, right))
    is_one_after_the_other = max(item.first for item in left) < min(item.first for item in right)
    level = sum(any(abs(one.foot - other.foot) < 0.2 * one.size for other in more) for one in fewer)
    if level < IN_ROWS * len(fewer):
        return is_one_after_the_other or (len(fewer) > 1 and letters >= SHORT_LINE)
    if is_one_after_the_other and letters >= SHORT_LINE:
        return True
    return is_prose(left) and is_prose(right)


def is_prose(column: Sequence[Placed]) -> bool:
    """Whether the lines of a column, from the top, are those of a text and not the cells of a table."""
    letters = sum(item.weight for item in column) / len(column)
    going_on = sum(item.text[:1].islower() for item in column)
    if letters >= NARROW_LINE and len(column) > 2 and going_on >= GOING_ON * (len(column) - 1):
        return True
    if letters < PROSE_LINE:
        return False
    start, end = min(item.left for item in column), max(item.right for item in column)
    filling = sum(item.right - item.left > PROSE_FILL * (end - start) for item in column)
    return filling >= FILLING_LINES * len(column)
