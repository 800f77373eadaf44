"""Whether the letters of a page are seen: two pictures are compared, with them and without them.

No difference where a letter stands means that nobody sees it, whatever hides it: a box, a picture, its own colour, a
layer, a clip. That is asked twice: of words in a small grey picture, which most pass, and of the letters of those that
do not in a large one in colour, beside a picture of the letters alone, which says where their ink ought to be.
"""

import ctypes
from collections.abc import Sequence
from enum import Enum

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from lscb_site.files.readers.pdf.objects import Box, Drawn, around, unpainted
from lscb_site.files.readers.pdf.placed_words import PlacedWord
from lscb_site.files.readers.pdf.rendering import BLACK, Window

# Pixels a point.
FIRST_SCALE, CLOSE_SCALE = 1.5, 4.0
# Of 255: what differs less is not seen. A watermark of #F0F0F0 on white differs by 15.
FIRST_DIFFERENCE, CLOSE_DIFFERENCE = 24, 14
# Of the height of a word: a longer gap in what is seen of it may be a letter that is not.
GAP = 0.45
SPAN = 0.6
# Of the height of a line: a space between words, and what is cut off above and below small letters.
LINE_GAP, MIDDLE = 0.75, 0.3
# Of a letter's ink.
SEEN_SHARE = 0.3
INKED = 100
# Of 255: ink that is this close to what lies behind it, where that is light, has its colour.
SAME_COLOUR, LIGHT = 24, 200
AT_ONCE = 2000  # words, looked at closely
# Words of a page whose letters are looked at one by one; of more, which no page of print has, each word as a whole.
BY_LETTER = 3000


# A place on the page, and the letters there by their indexes.
_Part = tuple[Box, list[int]]


class Sight(Enum):
    SEEN = 1
    COVERED = 2
    SAME_COLOUR = 3
    UNPAINTED = 4  # no ink of it even when it stands alone


class Comparison:
    """The page as it is, against the page without some of its text."""

    def __init__(self, page: pypdfium2.PdfPage, drawn: Sequence[Drawn], first: Window, shown: Image.Image) -> None:
        self.page = page
        self.drawn = drawn
        self.window = first
        self.shown = shown

    def without(self, texts: Sequence[Drawn]) -> Image.Image:
        with unpainted(texts):
            return self.window.picture()

    def shows_every_line(self, text_page: pypdfium2.PdfTextPage, without: Image.Image) -> bool:
        """Whether every line of the page is seen from end to end. Most pages pass this, in a tenth of the time."""
        seen = _where(ImageChops.difference(self.shown, without), FIRST_DIFFERENCE)
        width, height = seen.size
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        for number in range(pdfium.FPDFText_CountRects(text_page.raw, 0, -1)):
            pdfium.FPDFText_GetRect(text_page.raw, number, left, top, right, bottom)
            box = self.window.pixels((left.value, bottom.value, right.value, top.value))
            if (
                box[0] < 0
                or box[1] < 0
                or box[2] > width
                or box[3] > height
                or not _is_clear_line(seen, self.window, box)
            ):
                return False
        return True

    def not_clear(self, words: Sequence[PlacedWord], without: Image.Image) -> list[PlacedWord]:
        """The words of which something may not be seen."""
        seen = _where(ImageChops.difference(self.shown, without), FIRST_DIFFERENCE)
        return [word for word in words if not _is_clear(seen, self.window, word.box)]

    def close(self, words: Sequence[PlacedWord], texts: Sequence[Drawn]) -> dict[int, Sight]:
        """Of each letter of ``words``, drawn by ``texts``, how it is seen, by its index."""
        found: dict[int, Sight] = {}
        for at in range(0, len(words), AT_ONCE):
            some = words[at : at + AT_ONCE]
            window = Window(self.page, CLOSE_SCALE, around([word.box for word in some]))
            if window.is_empty:
                continue
            parts = [part for number, word in enumerate(some, at) for part in _parts(word, whole=number >= BY_LETTER)]
            found |= self._closely(parts, texts, window)
        return found

    def _closely(self, parts: Sequence[_Part], texts: Sequence[Drawn], window: Window) -> dict[int, Sight]:
        shown = window.picture(colour=True)
        with unpainted(texts):
            without = window.picture(colour=True)
        kept = {each.key for each in texts}
        with unpainted([each for each in self.drawn if each.key not in kept]):
            on_white = window.picture(colour=True, annotations=False)
            on_black = window.picture(colour=True, annotations=False, background=BLACK)
        ink = _where(ImageChops.invert(_largest(ImageChops.difference(on_white, on_black))), INKED)
        seen = _where(_largest(ImageChops.difference(shown, without)), CLOSE_DIFFERENCE)
        both = ImageChops.darker(ink, seen)
        differs = _where(_largest(ImageChops.difference(on_white, without)), SAME_COLOUR + 1)
        same = ImageChops.darker(ink, ImageChops.subtract(_where(_smallest(without), LIGHT + 1), differs))
        sights: dict[int, Sight] = {}
        for where, indexes in parts:
            box = window.inside(window.pixels(where))
            wanted, found = _count(ink, box), _count(both, box)
            if not wanted:
                # Blended into what lies behind it a letter has no ink of its own, and may be seen all the same.
                area = (box[2] - box[0]) * (box[3] - box[1])
                sight = Sight.SEEN if _count(seen, box) > area * 0.1 else Sight.UNPAINTED
            elif found >= wanted * SEEN_SHARE:
                sight = Sight.SEEN
            else:
                sight = Sight.SAME_COLOUR if _count(same, box) * 2 > wanted else Sight.COVERED
            sights |= dict.fromkeys(indexes, sight)
        return sights


def _parts(word: PlacedWord, *, whole: bool) -> list[_Part]:
    if whole:
        return [(word.box, [letter.index for letter in word.letters])]
    return [(letter.box, [letter.index]) for letter in word.letters]


def _is_clear_line(seen: Image.Image, window: Window, box: tuple[float, float, float, float]) -> bool:
    """Where small letters stand, whose ink no letter is without, nothing is missing longer than a space is."""
    left, top, right, bottom = box
    if bottom - top > right - left:
        inset = (right - left) * MIDDLE
        part = seen.crop(window.inside((left + inset, top, right - inset, bottom)))
        along, height = part.getprojection()[1], right - left
    else:
        inset = (bottom - top) * MIDDLE
        part = seen.crop(window.inside((left, top + inset, right, bottom - inset)))
        along, height = part.getprojection()[0], bottom - top
    return max(map(len, bytes(along).split(b"\1"))) <= height * LINE_GAP


def _is_clear(seen: Image.Image, window: Window, box: Box) -> bool:
    left, top, right, bottom = window.inside(window.pixels(box))
    along, across = seen.crop((left, top, right, bottom)).getprojection()
    if bottom - top > right - left:
        along, across = across, along
    height = len(across)
    rows = [at for at, is_seen in enumerate(across) if is_seen]
    if not rows or rows[-1] - rows[0] + 1 < height * SPAN:
        return False
    return max(map(len, bytes(along).split(b"\1"))) <= max(3, height * GAP)


def _largest(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _smallest(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return ImageChops.darker(ImageChops.darker(red, green), blue)


def _where(picture: Image.Image, least: int) -> Image.Image:
    """White where a grey picture is at least this light, black elsewhere."""
    return picture.point([0] * least + [255] * (256 - least))


def _count(mask: Image.Image, box: tuple[int, int, int, int]) -> int:
    return mask.crop(box).histogram()[255]
