"""The words of a PDF page with their letters' places: what a person sees, or does not see, as one thing."""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from lscb_site.files.readers.pdf.objects import Box, around, key_of

# Of one page. Its text is read from fewer; whatever is hidden behind them must be found too.
MAX_LETTERS = 200_000
# Letters of writing without spaces between words, and what ends a word without a space: each may be hidden alone.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
ENDS_A_WORD = frozenset("/@,;:()[]{}<>|_–—\\")
LONGEST = 60  # letters; what is longer is looked at in pieces
NO_LETTERS = frozenset({0xA0, 0xAD, 0xFFFE, 0x3000, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0xFEFF})
FAR = 1e9  # points


@dataclass(slots=True)
class Letter:
    """``index`` is pdfium's; the box is tight around its ink, in points of the page."""

    index: int
    character: str
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """Letters that follow one another; ``handles`` are the text objects that draw them."""

    letters: tuple[Letter, ...]
    box: Box
    handles: dict[int, Any]

    @property
    def text(self) -> str:
        return "".join(letter.character for letter in self.letters)

    @property
    def has_letters(self) -> bool:
        return any(letter.character.isalnum() for letter in self.letters)


def words_of(text_page: pypdfium2.PdfTextPage) -> list[PlacedWord]:
    """In pdfium's order of reading."""
    return [_word(text_page.raw, letters) for letters in _gathered(text_page.raw)]


def _gathered(text_page: Any) -> Iterator[list[Letter]]:
    current: list[Letter] = []
    for letter in _letters(text_page):
        if letter is None or (current and _jumps(current[-1].box, letter.box)) or len(current) == LONGEST:
            if current:
                yield current
            current = []
        if letter is None:
            continue
        current.append(letter)
        if letter.character in ENDS_A_WORD or _is_unspaced(letter.character):
            yield current
            current = []
    if current:
        yield current


def _letters(text_page: Any) -> Iterator[Letter | None]:
    """None between words."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    get_unicode, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharBox
    for index in range(min(pdfium.FPDFText_CountChars(text_page), MAX_LETTERS)):
        code = get_unicode(text_page, index)
        # Spaces and line breaks, and what pdfium puts for a hyphen that ends a line, are no letters.
        if code <= 32 or code in NO_LETTERS:
            yield None
            continue
        get_box(text_page, index, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value)
        # Not so for what has no size, nor for what is not a number.
        if not (box[0] < box[2] < FAR and box[1] < box[3] < FAR):
            box = _loose(text_page, index)
        yield Letter(index, chr(code) if code < 0x110000 else "\ufffd", box)


def _loose(text_page: Any, index: int) -> Box:
    """By the font's own height, where it does not say how high a letter is."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
        return (0.0, 0.0, 0.0, 0.0)
    return (box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))


def _jumps(before: Box, after: Box) -> bool:
    """Whether the pen went back, or to another line: something else begins, perhaps on top of what stands there."""
    if after[0] >= before[0] and after[1] <= before[3] and after[3] >= before[1]:
        return False
    height = max(before[3] - before[1], after[3] - after[1])
    return (
        after[2] < (before[0] + before[2]) / 2 - height
        or after[1] > before[3] + height
        or after[3] < before[1] - height
    )


def _is_unspaced(character: str) -> bool:
    return ord(character) > 0x0E00 and unicodedata.name(character, "").startswith(UNSPACED)


def _word(text_page: Any, letters: list[Letter]) -> PlacedWord:
    box = around([letter.box for letter in letters])
    handles: dict[int, Any] = {}
    for letter in (letters[0], letters[-1]) if len(letters) > 1 else letters:
        handle = pdfium.FPDFText_GetTextObject(text_page, letter.index)
        handles.setdefault(key_of(handle), handle)
    if len(handles) > 1:
        for letter in letters[1:-1]:
            handle = pdfium.FPDFText_GetTextObject(text_page, letter.index)
            handles.setdefault(key_of(handle), handle)
    return PlacedWord(tuple(letters), box, handles)
