"""Which letters of a PDF page its readers cannot see, and why."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from lscb_site.files.readers.pdf.faint import FaintCovers
from lscb_site.files.readers.pdf.ink import Picture
from lscb_site.files.readers.pdf.objects import (
    Box,
    Drawn,
    TooManyObjects,
    around,
    drawn_on,
    is_in_layer,
    key_of,
    touches,
)
from lscb_site.files.readers.pdf.overlaps import any_overlap, copies_of, groups_apart, overlapping
from lscb_site.files.readers.pdf.placed_words import Letter, PlacedWord, words_of
from lscb_site.files.readers.pdf.rendering import Window, put_notes_aside
from lscb_site.files.readers.pdf.shown import FIRST_SCALE, Comparison, Sight

SMALLEST = 2.0  # points; what is smaller cannot be read
# ISO 32000-2, 9.3.6: nothing is painted; the letters only clip.
INVISIBLE, CLIPPING = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP
UNPAINTED = {INVISIBLE, CLIPPING}
# Of a word: what clips is filled to the edges of its letters, and is seen by what is around it.
AROUND_SHAPES = -0.3
# A word of which fewer letters are hidden in a row, and not most, is read all the same.
IN_A_ROW = 3
# Of the page: a picture this large is the page itself, and text under it is what a machine read from it.
SCAN = 0.5
APART = 3  # characters between words of one run


class Reason(StrEnum):
    """Keys of `lscb_site.files.finding_kinds.KINDS`."""

    COVERED = "covered_text"
    INVISIBLE = "invisible_text"
    OUTSIDE = "outside_page"


REASONS = {Sight.COVERED: Reason.COVERED, Sight.SAME_COLOUR: Reason.INVISIBLE, Sight.UNPAINTED: Reason.INVISIBLE}


@dataclass(frozen=True, slots=True)
class HiddenRun:
    """Words that follow one another and are hidden for one reason; ``characters`` are pdfium's, by their index."""

    reason: Reason
    characters: tuple[int, ...]
    text: str
    box: Box


def hidden_characters(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> set[int]:
    """Of pdfium's characters of ``text_page``, by their index, those that the rendered page does not show.

    Costs about 15 ms for a page of text. Spaces count with the words around them. Of a page of more objects than can be
    looked at nobody knows what is seen: all of them.
    """
    try:
        return {index for run in hidden_runs(page, text_page) for index in run.characters}
    except TooManyObjects:
        return set(range(text_page.count_chars()))


def hidden_runs(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> list[HiddenRun]:
    """Raises `TooManyObjects` for a page that cannot be looked at."""
    if text_page.count_chars() == 0:
        return []
    looking = _PageLookedAt(page, text_page)
    if looking.is_clear():
        return []
    words = [word for word in words_of(text_page) if word.has_letters]
    return list(_runs(words, looking.reasons(looking.placed(words)))) if words else []


class _PageLookedAt:
    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> None:
        self.text_page = text_page
        put_notes_aside(page)
        drawn = drawn_on(page)
        self.texts = [each for each in drawn if each.type == pdfium.FPDF_PAGEOBJ_TEXT]
        self.pictures = [each.box for each in drawn if each.type == pdfium.FPDF_PAGEOBJ_IMAGE]
        self.modes = {each.key: pdfium.FPDFTextObj_GetTextRenderMode(each.handle) for each in self.texts}
        self.window = Window(page, FIRST_SCALE)
        self.shown = self.window.picture()
        self.comparison = Comparison(page, drawn, self.window, self.shown)
        self.faint = FaintCovers(page, drawn)
        painted = [each for each in self.texts if self.modes[each.key] not in UNPAINTED]
        self.without = self.comparison.without(self.texts) if painted else self.shown

    def is_clear(self) -> bool:
        """Whether every line is seen, and none stands on another: then no word needs to be looked at."""
        boxes = [each.box for each in self.texts]
        return (
            UNPAINTED.isdisjoint(self.modes.values())
            and not self.faint.boxes
            and all(box and min(box[2] - box[0], box[3] - box[1]) >= SMALLEST for box in boxes)
            and not any_overlap([box for box in boxes if box])
            and self.comparison.shows_every_line(self.text_page, self.without)
        )

    def placed(self, words: Sequence[PlacedWord]) -> list[PlacedWord]:
        """The words where they are drawn. pdfium misplaces letters that the file names apart from their shapes, as
        Chrome's does for ligatures and Arabic: they stand where their text object does."""
        boxes = {each.key: each.box for each in self.texts}
        return [self._placed(word, boxes) for word in words]

    @staticmethod
    def _placed(word: PlacedWord, boxes: dict[int, Box | None]) -> PlacedWord:
        drawn = [known for key in word.handles if (known := boxes.get(key))]
        box = around(drawn) if drawn else word.box
        if touches(word.box, box):
            return word
        letters = tuple(Letter(letter.index, letter.character, box) for letter in word.letters)
        return PlacedWord(letters, box, word.handles)

    def reasons(self, words: Sequence[PlacedWord]) -> dict[int, Reason]:
        """Of each letter that nobody sees, by its index, why."""
        found: dict[int, Reason] = {}
        on_page = []
        for word in words:
            if outside := self._outside(word):
                found |= dict.fromkeys(outside, Reason.OUTSIDE)
            elif self._is_tiny(word):
                found |= {letter.index: Reason.INVISIBLE for letter in word.letters}
            else:
                on_page.append(word)
        modes = [{self.modes.get(key) for key in word.handles} for word in on_page]
        painted = [word for word, mode in zip(on_page, modes, strict=True) if not mode <= UNPAINTED]
        unpainted = [word for word, mode in zip(on_page, modes, strict=True) if mode == {INVISIBLE}]
        clipping = [word for word, mode in zip(on_page, modes, strict=True) if CLIPPING in mode and mode <= UNPAINTED]
        picture = Picture(self.window, self.without, [box for box in self.pictures if box])
        hidden_in_picture = picture.hidden_of(unpainted) | picture.hidden_of(clipping, edge=AROUND_SHAPES)
        for index, is_covered in hidden_in_picture.items():
            found[index] = Reason.COVERED if is_covered else Reason.INVISIBLE
        found |= dict.fromkeys(self.faint.hidden(painted, self.texts, self.window, self.shown), Reason.COVERED)
        found |= self._painted_and_unseen(painted, picture)
        if found:
            hidden = [letter for word in words for letter in word.letters if letter.index in found]
            seen = [letter for word in words for letter in word.letters if letter.index not in found]
            for index in copies_of(seen, hidden):
                found.pop(index, None)
        return found

    def _painted_and_unseen(self, words: Sequence[PlacedWord], picture: Picture) -> dict[int, Reason]:
        sights = self._sights(words, self.without, self.texts)
        overlaps = overlapping(words)
        texts = {each.key: each for each in self.texts}
        for group in groups_apart(overlaps):
            some = [texts[key] for key in group if key in texts]
            theirs = [word for word in overlaps if group & word.handles.keys()]
            again = self._sights(theirs, self.comparison.without(some), some)
            sights |= {index: sight for index, sight in again.items() if self._drawer(index) in group}
        by_index = {letter.index: word for word in words for letter in word.letters}
        found = {}
        scans = self._scans()
        unseen = {id(word := by_index[index]): word for index, sight in sights.items() if sight is not Sight.SEEN}
        shown = picture.shown_by_picture([word for word in unseen.values() if _lies_in(word.box, scans)])
        for index, sight in sights.items():
            if sight is Sight.SEEN:
                continue
            word = by_index[index]
            if sight is Sight.UNPAINTED and not self._has_glyph(word, index):
                # A font that is not in the file has no shapes here, and may have them with the reader.
                if not self._is_embedded(word) or picture.has_ink(word):
                    continue
            elif sight is Sight.UNPAINTED and self._is_transparent(word) and picture.has_ink(word):
                continue  # a shade or a pattern is drawn in the shape of the letters
            elif index in shown and not self._is_in_layer(word):
                continue
            found[index] = REASONS[sight]
        return found

    def _sights(self, words: Sequence[PlacedWord], without: Any, texts: Sequence[Drawn]) -> dict[int, Sight]:
        doubtful = self.comparison.not_clear(words, without)
        return self.comparison.close(doubtful, texts) if doubtful else {}

    def _scans(self) -> list[Box]:
        width, height = self.window.page.get_size()
        return [box for box in self.pictures if box and (box[2] - box[0]) * (box[3] - box[1]) >= width * height * SCAN]

    def _outside(self, word: PlacedWord) -> list[int]:
        """The letters beyond the edge of the page that is shown."""
        width, height = self.window.size
        if _centre_is_within(self.window.pixels(word.box), width, height, whole=True):
            return []
        return [
            letter.index
            for letter in word.letters
            if not _centre_is_within(self.window.pixels(letter.box), width, height)
        ]

    def _is_tiny(self, word: PlacedWord) -> bool:
        left, bottom, right, top = word.box
        if right - left >= SMALLEST and top - bottom >= SMALLEST:
            return False
        matrix = pdfium.FS_MATRIX()
        index = word.letters[0].index
        size = pdfium.FPDFText_GetFontSize(self.text_page.raw, index)
        if not pdfium.FPDFText_GetMatrix(self.text_page.raw, index, matrix):
            return False
        return bool(size * min(math.hypot(matrix.c, matrix.d), math.hypot(matrix.a, matrix.b) * 4) < SMALLEST)

    def _drawer(self, index: int) -> int:
        return key_of(pdfium.FPDFText_GetTextObject(self.text_page.raw, index))

    @staticmethod
    def _is_transparent(word: PlacedWord) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        return all(
            pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha) and alpha.value == 0
            for handle in word.handles.values()
        )

    def _is_in_layer(self, word: PlacedWord) -> bool:
        return any(is_in_layer(handle) for handle in word.handles.values())

    def _is_embedded(self, word: PlacedWord) -> bool:
        return all(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(each)) for each in word.handles.values())

    def _has_glyph(self, word: PlacedWord, index: int) -> bool:
        handle = pdfium.FPDFText_GetTextObject(self.text_page.raw, index)
        font = pdfium.FPDFTextObj_GetFont(handle)
        code = pdfium.FPDFText_GetUnicode(self.text_page.raw, index)
        path = pdfium.FPDFFont_GetGlyphPath(font, code, ctypes.c_float(10))
        return bool(path) and pdfium.FPDFGlyphPath_CountGlyphSegments(path) > 0


def _centre_is_within(
    box: tuple[float, float, float, float], width: float, height: float, *, whole: bool = False
) -> bool:
    left, top, right, bottom = box
    if whole:
        return left >= 0 and top >= 0 and right <= width and bottom <= height
    return 0 <= (left + right) / 2 <= width and 0 <= (top + bottom) / 2 <= height


def _lies_in(box: Box, larger: Iterable[Box]) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= across <= right and bottom <= up <= top for left, bottom, right, top in larger)


def _runs(words: Sequence[PlacedWord], reasons: dict[int, Reason]) -> Iterator[HiddenRun]:
    pieces = [piece for word in words for piece in _hidden_pieces(word, reasons)]
    current: list[tuple[Reason, tuple[Letter, ...]]] = []
    for piece in pieces:
        if current and not _follows(current[-1], piece):
            yield _run(current)
            current = []
        current.append(piece)
    if current:
        yield _run(current)


def _hidden_pieces(word: PlacedWord, reasons: dict[int, Reason]) -> Iterator[tuple[Reason, tuple[Letter, ...]]]:
    """The whole word when most of its letters are hidden, or else those that are hidden several in a row."""
    said = [letter.index for letter in word.letters if letter.character.isalnum()]
    hidden = [reasons[index] for index in said if index in reasons]
    if not hidden:
        return
    if len(hidden) * 2 > len(said):
        yield Counter(hidden).most_common(1)[0][0], word.letters
        return
    for is_hidden, letters in groupby(word.letters, key=lambda letter: letter.index in reasons):
        row = tuple(letters)
        if is_hidden and len(row) >= IN_A_ROW:
            yield reasons[row[0].index], row


def _follows(before: tuple[Reason, tuple[Letter, ...]], after: tuple[Reason, tuple[Letter, ...]]) -> bool:
    return before[0] is after[0] and 0 < after[1][0].index - before[1][-1].index <= APART


def _run(pieces: Sequence[tuple[Reason, tuple[Letter, ...]]]) -> HiddenRun:
    letters = [letter for _, piece in pieces for letter in piece]
    text = ""
    last = letters[0].index - 1
    for letter in letters:
        text += (" " if letter.index > last + 1 else "") + letter.character
        last = letter.index
    return HiddenRun(
        reason=pieces[0][0],
        characters=tuple(range(letters[0].index, letters[-1].index + 1)),
        text=text,
        box=around([letter.box for letter in letters]),
    )
