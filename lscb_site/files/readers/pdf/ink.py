"""Whether something like a word lies under a word that is not painted: a scan's text, under its picture.

Text recognition puts words without ink over the picture of a page, and is often off by a few points. Such a word is
seen where the picture has ink; under a bar, or where the picture was wiped out, nobody sees it.
"""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from PIL import Image, ImageChops

from lscb_site.files.readers.pdf.objects import Box
from lscb_site.files.readers.pdf.placed_words import PlacedWord
from lscb_site.files.readers.pdf.rendering import Window, extremes

# Of 255, between the darkest and the lightest point: less is a plain surface with the noise of a scanner.
CONTRAST = 40
# At least this light, or as light as most of the page but for the noise: paper, which may be grey.
LIGHT = 190
# Of a box: what is left out at its edges, where a bar may end or a neighbour begin.
EDGE = 0.2
# Of what is left: ink must touch this share of its columns and of its rows. A line or an edge touches few.
COLUMNS, ROWS = 0.25, 0.4
# The words of a page of which this share has ink are where they ought to be.
WELL_PLACED, ENOUGH = 0.8, 12
# What recognition makes of lines and specks.
STROKES = frozenset("lI1|i!jJ/\\.,:;'-_–—~()[]")
# Of the spaces between words painted under a picture, so many are clear in it when the picture shows those words;
# under another text or a photograph few are. A space is at least so wide, of the height of its line.
CLEAR_SPACES, OF_A_LINE, SPACE = 0.85, 0.75, 0.15
# Letters of a word that a bar covers alone.
COVERED_LETTERS = 4


class Under(Enum):
    INK = 1
    PAPER = 2
    BAR = 3


class Picture:
    """The page without its text, in grey, and where pictures stand on it."""

    def __init__(self, window: Window, pixels: Image.Image, pictures: Sequence[Box]) -> None:
        self.window = window
        self.pixels = pixels
        self.pictures = pictures
        self.paper = min(LIGHT, _median(pixels) - CONTRAST)

    def hidden_of(self, words: Sequence[PlacedWord], *, edge: float = EDGE) -> dict[int, bool]:
        """Of letters that nobody sees, by their index, whether they are covered (or else only not painted).

        ``edge`` is what is left out of a word's box all around, of its height; below 0 it is looked at beyond it.
        """
        under = [self._under(self.window.pixels(word.box), edge=edge) for word in words]
        inked = sum(each is Under.INK for each in under)
        is_well_placed = len(words) >= ENOUGH and inked >= len(words) * WELL_PLACED
        hidden: dict[int, bool] = {}
        for word, what in zip(words, under, strict=True):
            if what is not Under.INK and STROKES.issuperset(word.text):
                continue
            if what is Under.INK:
                hidden |= dict.fromkeys(self._under_bar(word) if edge > 0 else (), True)
            elif what is Under.BAR or not self._may_be_misplaced(word, is_well_placed):
                is_covered = what is Under.BAR or self._is_on_picture(word.box)
                hidden |= {letter.index: is_covered for letter in word.letters}
        return hidden

    def has_ink(self, word: PlacedWord) -> bool:
        return self._under(self.window.pixels(word.box)) is Under.INK

    def shown_by_picture(self, words: Sequence[PlacedWord]) -> set[int]:
        """Of the letters painted under the picture of a page, by their index, those that the picture shows too.

        It shows words, and nothing between them, where they are painted. A few words are not enough to say so.
        """
        lines = _lines_of(words)
        spaces = [[self._is_clear(one, other) for one, other in pairwise(line)] for line in lines]
        clear, total = sum(map(sum, spaces)), sum(map(len, spaces))
        if total < ENOUGH or clear < total * CLEAR_SPACES:
            return set()
        return {
            letter.index
            for line, found in zip(lines, spaces, strict=True)
            if sum(found) >= len(found) * OF_A_LINE
            for word in line
            if self.has_ink(word)
            for letter in word.letters
        }

    def _is_clear(self, one: PlacedWord, other: PlacedWord) -> bool:
        """Whether somewhere between two words of a line there is as little ink as between words."""
        box = (one.box[2], max(one.box[1], other.box[1]), other.box[0], min(one.box[3], other.box[3]))
        part = self.pixels.crop(self.window.inside(self.window.pixels(box)))
        darkest, lightest = extremes(part)
        if lightest - darkest < CONTRAST:
            return True
        middle = (darkest + lightest) // 2
        across, _ = part.point([255] * (middle + 1) + [0] * (255 - middle)).getprojection()
        return max(map(len, bytes(across).split(b"\1"))) >= part.height * SPACE

    def _may_be_misplaced(self, word: PlacedWord, is_well_placed: bool) -> bool:
        """Whether a word over paper is most likely one that recognition put beside its ink, or made up."""
        if not self._is_on_picture(word.box):
            return False
        if sum(letter.character.isalnum() for letter in word.letters) < 3:
            return True
        left, top, right, bottom = self.window.pixels(word.box)
        height = min(bottom - top, right - left)
        if is_well_placed:
            near = (left, top - height / 2, right, bottom + height / 2)
            return self._under(near, edge=0.0, rows=0.12) is Under.INK
        near = (left - height, top - 1.5 * height, right + height, bottom + 1.5 * height)
        return self._under(near, edge=0.0, rows=0.1, columns=0.1) is Under.INK

    def _is_on_picture(self, box: Box) -> bool:
        across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(left <= across <= right and bottom <= up <= top for left, bottom, right, top in self.pictures)

    def _under(
        self,
        box: tuple[float, float, float, float],
        *,
        edge: float = EDGE,
        rows: float = ROWS,
        columns: float = COLUMNS,
    ) -> Under:
        left, top, right, bottom = box
        inset = edge * min(right - left, bottom - top)
        part = self.pixels.crop(self.window.inside((left + inset, top + inset, right - inset, bottom - inset)))
        darkest, lightest = extremes(part)
        middle = (darkest + lightest) // 2
        if lightest - darkest >= CONTRAST:
            dark = part.point([255] * (middle + 1) + [0] * (255 - middle))
            is_mostly_dark = dark.histogram()[255] > part.width * part.height / 2
            ink = ImageChops.invert(dark) if is_mostly_dark else dark
            across, down = ink.getprojection()
            if sum(across) >= len(across) * columns and sum(down) >= len(down) * rows:
                return Under.INK
            middle = lightest if not is_mostly_dark else darkest
        return Under.PAPER if middle >= self.paper else Under.BAR

    def _under_bar(self, word: PlacedWord) -> list[int]:
        """The letters of a long word with ink that a bar covers: several in a row."""
        if len(word.letters) <= COVERED_LETTERS:
            return []
        found: list[int] = []
        row: list[int] = []
        for letter in word.letters:
            if self._is_dark(letter.box):
                row.append(letter.index)
                continue
            found += row if len(row) >= COVERED_LETTERS else []
            row = []
        return found + (row if len(row) >= COVERED_LETTERS else [])

    def _is_dark(self, box: Box) -> bool:
        part = self.pixels.crop(self.window.inside(self.window.pixels(box)))
        darkest, lightest = extremes(part)
        return lightest - darkest < CONTRAST and lightest < self.paper


def _lines_of(words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    """Words that follow one another from left to right."""
    lines: list[list[PlacedWord]] = []
    for word in words:
        before = lines[-1][-1].box if lines else None
        if before and before[2] < word.box[0] and before[1] < (word.box[1] + word.box[3]) / 2 < before[3]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _median(grey: Image.Image) -> int:
    left = grey.width * grey.height / 2
    for light, points in enumerate(grey.histogram()):
        left -= points
        if left <= 0:
            return light
    return 255
