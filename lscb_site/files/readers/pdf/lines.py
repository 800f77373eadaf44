"""The lines of a PDF page with their places, as pdfium finds them.

pdfium gives text in the order of the page's content and says nothing of paragraphs; a line's baseline, edges and
letter size let `text.py` find them. A line whose pieces stand level and closely is placed by its ends alone, which
is what keeps a page of prose under three milliseconds; any other is looked at word by word: wide gaps part it, as cells
of a row or lines of two columns, and letters that are small and stand higher or lower are marked (see ``raised``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lscb_site.files.readers.characters import clean, has_right_to_left
from lscb_site.files.readers.pdf.letters import Frame, PageLetters
from lscb_site.files.readers.pdf.words import (
    GAP,
    HIGHER,
    SMALLER,
    TOUCHING,
    TYPEWRITTEN,
    Word,
    cut_at,
    groups_of,
    is_attached,
    levels_of,
    marked_word,
    usual_of,
    with_bullet,
    words_in,
)
from lscb_site.files.readers.raised import RAISED, marked, plain

# What pdfium puts in place of a hyphen that ends a line.
BROKEN = ("\x02", "\ufffe")
# Of its size, how wide a letter is on average where words stand closely.
CLOSELY = 0.56
# How far a raised letter's own line may be above the line that it belongs to, in its size, and how long it may be.
FURTHEST, LONGEST_RAISED = 0.75, 12
SAME_BASELINE = 1.5  # points
# A note mark has no more figures, a page no more marks; one touches its word, or nearly, in the size of the letters.
LONGEST_MARK, MOST_MARKS, SPACE = 3, 60, 0.3
# How far letters reach above and below the line, as a share of their size.
ASCENT, DESCENT = 0.75, 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is clean, but for the marks of ``raised``. Places in points from the lower left corner of the page as
    the line is read; ``height`` is the share (0 to 1) of the page below the baseline ``points``. ``size`` is that of
    the letters; ``broken`` says a hyphen ended it. ``angle`` is the direction of the text in degrees. ``first`` and
    ``last`` are pdfium's numbers of its letters; ``column`` tells the columns of a page apart.
    """

    text: str
    left: float
    right: float
    points: float
    height: float
    size: float
    broken: bool
    angle: int = 0
    first: int = 0
    last: int = 0
    column: int = 0

    @property
    def top(self) -> float:
        return self.points + ASCENT * self.size

    @property
    def foot(self) -> float:
        return self.points - DESCENT * self.size

    @property
    def weight(self) -> int:
        return len(self.text)


def lines_of(letters: PageLetters) -> list[Line]:
    """The lines in the order of the page's content."""
    found: list[Line] = []
    for line in _lines(letters):
        joined = _together(found[-1], line) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(line)
    return found


def _lines(letters: PageLetters) -> Iterator[Line]:
    at = 0
    for raw in letters.text.split("\n"):
        for part, broken in _parts(raw):
            bare = part.strip()
            if bare:
                yield from _placed(letters, bare, at + part.index(bare), broken)
            at += len(part) + broken
        at += 1


def _parts(raw: str) -> Iterator[tuple[str, bool]]:
    """A line of pdfium's text at its broken hyphens: each piece, and whether a hyphen ended it."""
    pieces = raw.replace(BROKEN[1], BROKEN[0]).split(BROKEN[0])
    last = len(pieces) - 1
    return ((piece, number < last) for number, piece in enumerate(pieces))


def _placed(letters: PageLetters, bare: str, start: int, broken: bool) -> Iterator[Line]:
    first = letters.index(start)
    last = max(first, letters.index(start + len(bare) - 1))
    frame, size = letters.direction(first)
    across, up = letters.origin(first, frame)
    end = letters.box(last, frame)
    left, right = min(across, end[0]), max(across, end[2])
    width = (right - left) / (size * len(bare)) if size else 0.0
    is_loose = width > CLOSELY and not TYPEWRITTEN[0] < width < TYPEWRITTEN[1]
    if not has_right_to_left(bare) and (is_loose or not letters.is_level(first, last, frame, up, size)):
        groups = list(groups_of(words_in(letters, bare, start, frame), size))
        for number, group in enumerate(groups, 1):
            yield from _line_of_words(letters, group, frame, broken and number == len(groups))
        return
    text = clean(with_bullet(bare))
    if text:
        height = up / frame.height if frame.height else 0.0
        yield Line(text, left, right, up, height, size, broken, frame.angle, first, last)


def _line_of_words(letters: PageLetters, words: list[Word], frame: Frame, broken: bool) -> Iterator[Line]:
    usual = usual_of(letters, words, frame)
    text, before = "", None
    for word in words:
        levels = levels_of(letters, word, frame, usual)
        made = marked_word(word.text, levels)
        space = " " if text and not is_attached(word, levels, before, usual) else ""
        text += space + made if made else ""
        before = word
    if text:
        _, _, up, size = usual
        height = up / frame.height if frame.height else 0.0
        left, right = min(word.left for word in words), max(word.right for word in words)
        yield Line(text, left, right, up, height, size, broken, frame.angle, words[0].first, words[-1].last)


def with_marks(lines: list[Line]) -> list[Line]:
    """The lines, each raised figure that the file draws apart from its line put at the end of that."""
    marks = [line for line in lines if len(line.text) <= LONGEST_MARK and line.text.isdecimal()]
    if not 0 < len(marks) <= MOST_MARKS:
        return lines
    found = list(lines)
    for mark in marks:
        for at, line in enumerate(found):
            gap, rise = mark.left - line.right, mark.points - line.points
            is_beside = line.angle == mark.angle and abs(gap) < SPACE * line.size
            if is_beside and mark.size < SMALLER * line.size and HIGHER * line.size < rise < FURTHEST * line.size:
                found[at] = replace(line, text=f"{line.text}{marked(mark.text, RAISED)}", right=mark.right)
                found.remove(mark)
                break
    return found


def texts_by(letters: PageLetters, line: Line, of: Callable[[int], int]) -> list[tuple[int, bool, str]]:
    """The line in stretches whose letters give the same number: the number, whether a space comes first, the text."""
    frame = letters.frame(line.angle)
    start = letters.position(line.first)
    words = list(words_in(letters, letters.text[start : letters.position(line.last) + 1], start, frame))
    if not words:
        return []
    usual = usual_of(letters, words, frame)
    found: list[tuple[int, bool, str]] = []
    before = None
    for word in words:
        levels = levels_of(letters, word, frame, usual)
        is_spaced = before is not None and not is_attached(word, levels, before, usual)
        for number, text in _stretches(letters, word, levels, of):
            if found and found[-1][0] == number:
                found[-1] = (number, found[-1][1], f"{found[-1][2]}{' ' if is_spaced else ''}{text}")
            elif text:
                found.append((number, is_spaced, text))
            is_spaced = False
        before = word
    return found


def _stretches(
    letters: PageLetters, word: Word, levels: list[str], of: Callable[[int], int]
) -> Iterator[tuple[int, str]]:
    first, last = of(word.first), of(word.last)
    if first == last:
        yield first, marked_word(word.text, levels)
        return
    numbers = [of(letters.index(word.start + at)) for at in range(len(word.text))]
    at = 0
    while at < len(numbers):
        end = at
        while end < len(numbers) and numbers[end] == numbers[at]:
            end += 1
        yield numbers[at], marked_word(word.text[at:end], levels[at:end])
        at = end


def parted(letters: PageLetters, line: Line, frame: Frame, edges: list[float]) -> list[Line]:
    """The line cut where one of these edges, in points from the left, runs between two of its letters."""
    start = letters.position(line.first)
    bare = letters.text[start : letters.position(line.last) + 1]
    groups: dict[int, list[Word]] = {}
    for whole in words_in(letters, bare, start, frame):
        for word in cut_at(letters, whole, frame, edges):
            middle = (word.left + word.right) / 2
            groups.setdefault(sum(edge < middle for edge in edges), []).append(word)
    found = [piece for group in groups.values() for piece in _line_of_words(letters, group, frame, False)]
    # A mark that is drawn elsewhere is not among the letters of its line.
    is_whole = found and sum(len(piece.text.replace(" ", "")) for piece in found) >= len(line.text.replace(" ", ""))
    return found if is_whole else [line]


def _together(above: Line, line: Line) -> Line | None:
    """One line of two that pdfium parted because a raised letter stands between them, or none."""
    if above.angle != line.angle or above.broken:
        return None
    gap, rise = line.left - above.right, line.points - above.points
    size = max(above.size, line.size)
    if not -TOUCHING * size < gap < GAP * size:
        return None
    space = "" if gap < TOUCHING * size else " "
    if abs(rise) < SAME_BASELINE:
        return replace(
            above, text=f"{above.text}{space}{line.text}", right=line.right, last=line.last, broken=line.broken
        )
    if (
        above.size < SMALLER * line.size
        and len(above.text) <= LONGEST_RAISED
        and HIGHER * size < -rise < FURTHEST * size
    ):
        text = f"{marked(plain(above.text), RAISED)} {line.text}"
        return replace(line, text=text, left=above.left, first=above.first)
    is_small = line.size < SMALLER * above.size and len(line.text) <= LONGEST_RAISED
    if is_small and HIGHER * size < rise < FURTHEST * size:
        text = f"{above.text}{space}{marked(plain(line.text), RAISED)}"
        return replace(above, text=text, right=line.right, last=line.last, broken=line.broken)
    return None
