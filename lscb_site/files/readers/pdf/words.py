"""The words of a line of a PDF: where each begins and ends, and which of its letters stand higher or lower."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.pdf.letters import Frame, PageLetters
from lscb_site.files.readers.raised import LOWERED, RAISED, marked

# Bullets of the symbol fonts that Word and LibreOffice write, and Word's hollow one.
SYMBOL_BULLET = "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d"
WORDS = re.compile(r"\S+")
FIGURE_AFTER_LETTER = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
# Shares of the size of a line's letters: a gap that parts a line, and one that is less than a space.
GAP, TYPEWRITTEN_GAP, TOUCHING = 0.5, 0.9, 0.13
# How wide a letter is in a typewriter's font.
TYPEWRITTEN = 0.59, 0.61
# A raised letter's box is smaller than its neighbours', or stands this much higher.
SMALLER, LARGER, HIGHER, LOWER = 0.86, 1.1, 0.14, 0.04
# Of the height of two neighbouring words, how much they share on one line.
LEVEL = 0.3

# Left, foot, right, top.
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Word:
    """``first`` and ``last`` are pdfium's numbers of its letters, ``start`` is its position in the page's text."""

    text: str
    first: int
    last: int
    start: int
    boxes: tuple[Box, Box]  # of its first and last letters

    @property
    def left(self) -> float:
        return min(self.boxes[0][0], self.boxes[1][0])

    @property
    def right(self) -> float:
        return max(self.boxes[0][2], self.boxes[1][2])


def with_bullet(text: str) -> str:
    return f"• {text[1:]}" if text[:1] and text[0] in SYMBOL_BULLET else text


def words_in(letters: PageLetters, bare: str, start: int, frame: Frame) -> Iterator[Word]:
    for match in WORDS.finditer(bare):
        first, last = letters.index(start + match.start()), letters.index(start + match.end() - 1)
        box = letters.box(first, frame)
        boxes = (box, letters.box(last, frame) if last > first else box)
        word = Word(match[0], first, max(first, last), start + match.start(), boxes)
        if last > first and not _overlap(*boxes):
            yield from _single_letters(letters, word, frame)
        else:
            yield word


def _single_letters(letters: PageLetters, word: Word, frame: Frame) -> Iterator[Word]:
    """Letters that pdfium took for one word, although they stand on several lines."""
    for at, letter in enumerate(word.text):
        index = letters.index(word.start + at)
        box = letters.box(index, frame)
        yield Word(letter, index, index, word.start + at, (box, box))


def groups_of(words: Iterator[Word], size: float) -> Iterator[list[Word]]:
    """Words between which there is no wide gap, and no way down to a line that pdfium took for the same."""
    found = list(words)
    gap = (TYPEWRITTEN_GAP if all(_is_typewritten(word, size) for word in found) else GAP) * size
    group: list[Word] = []
    for word in found:
        if group and (word.left - group[-1].right > gap or not _is_level(group[-1], word)):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _is_typewritten(word: Word, size: float) -> bool:
    """Whether its letters are as wide as a typewriter's, whose space is as wide as a letter."""
    return TYPEWRITTEN[0] < (word.right - word.left) / max(size * len(word.text), 1.0) < TYPEWRITTEN[1]


def _is_level(before: Word, word: Word) -> bool:
    return _overlap(before.boxes[1], word.boxes[0])


def _overlap(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > LEVEL * min(one[3] - one[1], other[3] - other[1])


def usual_of(letters: PageLetters, words: list[Word], frame: Frame) -> Box:
    """Of the letters that most of the words are in: the height and foot of their boxes, their line, their size."""
    heights: Counter[float] = Counter()
    for word in words:
        for box in word.boxes:
            heights[round(box[3] - box[1], 1)] += len(word.text)
    usual = heights.most_common(1)[0][0]
    whole = next((word for word in words if round(word.boxes[0][3] - word.boxes[0][1], 1) == usual), words[0])
    return usual, whole.boxes[0][1], letters.origin(whole.first, frame)[1], letters.direction(whole.first)[1]


def is_attached(word: Word, levels: list[str], before: Word | None, usual: Box) -> bool:
    """Whether a raised word touches the one before it: pdfium puts a space between them all the same."""
    return bool(levels[0]) and before is not None and word.left - before.right < TOUCHING * usual[3]


def levels_of(letters: PageLetters, word: Word, frame: Frame, usual: Box) -> list[str]:
    """For each letter of a word its sign of ``raised``, or nothing where it stands on the line."""
    ends = (word.first, word.last)
    one, other = (_level(letters, index, box, frame, usual) for index, box in zip(ends, word.boxes, strict=True))
    length = len(word.text)
    if length < 3 or (one == other and (one or not FIGURE_AFTER_LETTER.search(word.text))):
        return [one] * (length - 1) + [other]
    inner = (letters.index(word.start + at) for at in range(1, length - 1))
    return [one, *(_level(letters, index, letters.box(index, frame), frame, usual) for index in inner), other]


def _level(letters: PageLetters, index: int, box: Box, frame: Frame, usual: Box) -> str:
    height, foot, up, size = usual
    own = box[3] - box[1]
    if (own >= SMALLER * height and abs(box[1] - foot) < HIGHER * height) or own > LARGER * height:
        return ""
    rise = (letters.origin(index, frame)[1] - up) / size if size else 0.0
    if rise > HIGHER:
        return RAISED
    return LOWERED if rise < -LOWER else ""


def marked_word(word: str, levels: list[str]) -> str:
    if not any(levels):
        return clean(with_bullet(word))
    text, at = "", 0
    while at < len(word):
        end = at
        while end < len(word) and levels[end] == levels[at]:
            end += 1
        piece = clean(word[at:end])
        text += marked(piece, levels[at]) if levels[at] else piece
        at = end
    return text


def cut_at(letters: PageLetters, word: Word, frame: Frame, edges: list[float]) -> Iterator[Word]:
    """A word that begins before an edge and ends behind it is two: cells that nearly touch."""
    if not any(word.left < edge - 1 and word.right > edge + 1 for edge in edges):
        yield word
        return
    boxes = [letters.box(letters.index(word.start + at), frame) for at in range(len(word.text))]
    cuts = sorted({_nearest_gap(boxes, edge) for edge in edges if word.left < edge < word.right} - {0})
    for at, end in pairwise([0, *cuts, len(boxes)]):
        first, last = letters.index(word.start + at), letters.index(word.start + end - 1)
        yield Word(word.text[at:end], first, last, word.start + at, (boxes[at], boxes[end - 1]))


def _nearest_gap(boxes: list[Box], edge: float) -> int:
    """The number of the letter that begins the next cell: after the widest gap near the edge, else the nearest."""
    near = [at for at in range(1, len(boxes)) if abs(boxes[at][0] - edge) < boxes[at][3] - boxes[at][1]]
    if not near:
        return 0
    return max(near, key=lambda at: (round(boxes[at][0] - boxes[at - 1][2], 1), -abs(boxes[at][0] - edge)))
