"""The letters of a PDF page: what stands there, where, how large, and which way up.

Raw calls of pdfium, because a page has hundreds of words and each call costs about a microsecond.
"""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from lscb_site.files.readers.pdf import substitutes as pdf_substitutes
from lscb_site.files.readers.pdf.hidden import hidden_characters

# Of one page. A page of the densest print has 12,000; a drawing made of letters can have millions.
MAX_CHARACTERS = 60_000
# Fonts say how heavy they are, or only their name does.
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
NAME_BYTES = 200
# Shares of the size of letters: how high above their line they begin at most, where they end, how far they are apart.
RAISED_FOOT, LOWEST_TOP, HIGHEST_TOP, WIDE = 0.13, 0.4, 1.25, 0.5
# Within so many degrees of a right angle a text stands at a right angle.
UPRIGHT = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The page turned so that text of one direction reads from left to right: ``angle`` is that of the text, in
    degrees anticlockwise. Places are in points from the lower left corner of what is then upright.
    """

    angle: int
    cosine: float
    sine: float
    left: float
    foot: float
    width: float
    height: float

    @classmethod
    def of(cls, page: pypdfium2.PdfPage, angle: int) -> "Frame":
        radians = math.radians(angle)
        cosine, sine = math.cos(radians), math.sin(radians)
        left, bottom, right, top = page.get_bbox()
        corners = [(x * cosine + y * sine, y * cosine - x * sine) for x in (left, right) for y in (bottom, top)]
        across, up = [u for u, _ in corners], [v for _, v in corners]
        return cls(angle, cosine, sine, min(across), min(up), max(across) - min(across), max(up) - min(up))

    def place(self, x: float, y: float) -> tuple[float, float]:
        return x * self.cosine + y * self.sine - self.left, y * self.cosine - x * self.sine - self.foot

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle of the page, upright as it is read: left, foot, right, top."""
        if self.angle == 0:
            return left - self.left, bottom - self.foot, right - self.left, top - self.foot
        one, other = self.place(left, bottom), self.place(right, top)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


class PageLetters:
    """``text`` is what pdfium reads, a hidden letter as a space; ``is_whole`` says that it is all there is. Close it
    before its page.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        pdf_substitutes.take_away(page)
        self.text_page = page.get_textpage()
        self.raw = self.text_page.raw
        letters = self.text_page.count_chars()
        self.count, self.is_whole = min(letters, MAX_CHARACTERS), letters <= MAX_CHARACTERS
        text = self.text_page.get_text_range(0, self.count) if self.count > 0 else ""
        # pdfium leaves letters without any meaning out of its text: then positions there and here differ.
        self._is_even = len(text) == self.count
        self.text = self._without_hidden(text)
        self._frames: dict[int, Frame] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._edge_refs = [ctypes.byref(edge) for edge in self._edges]
        self._refs = tuple(map(ctypes.byref, (self._x, self._y, self._box, self._matrix)))

    def close(self) -> None:
        self.text_page.close()

    def _without_hidden(self, text: str) -> str:
        hidden = hidden_characters(self.page, self.text_page)
        if not hidden:
            return text
        letters = list(text)
        for index in hidden:
            at = index if self._is_even else pdfium.FPDFText_GetTextIndexFromCharIndex(self.raw, index)
            if 0 <= at < len(letters) and letters[at] not in "\r\n":
                letters[at] = " "
        return "".join(letters)

    def index(self, at: int) -> int:
        """pdfium's own number of the letter at this position of ``text``."""
        return at if self._is_even else max(0, pdfium.FPDFText_GetCharIndexFromTextIndex(self.raw, at))

    def position(self, index: int) -> int:
        """Where in ``text`` pdfium's letter of this number stands."""
        return index if self._is_even else max(0, pdfium.FPDFText_GetTextIndexFromCharIndex(self.raw, index))

    def frame(self, angle: int) -> Frame:
        if angle not in self._frames:
            self._frames[angle] = Frame.of(self.page, angle)
        return self._frames[angle]

    def direction(self, index: int) -> tuple[Frame, float]:
        """The frame in which this letter is upright, and how large it is in points."""
        pdfium.FPDFText_GetMatrix(self.raw, index, self._refs[3])
        matrix = self._matrix
        angle = 0 if matrix.b == 0 and matrix.a > 0 else round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        nearest = round(angle / 90) * 90
        angle = nearest % 360 if abs(angle - nearest) <= UPRIGHT else angle
        frame = self.frame(angle)
        size = pdfium.FPDFText_GetFontSize(self.raw, index)
        scale = math.hypot(matrix.c, matrix.d)
        return frame, size * scale if 0 < scale < math.inf else size

    def origin(self, index: int, frame: Frame) -> tuple[float, float]:
        """Where the letter stands on its line: points from the left and from the foot."""
        pdfium.FPDFText_GetCharOrigin(self.raw, index, self._refs[0], self._refs[1])
        return frame.place(self._x.value, self._y.value)

    def box(self, index: int, frame: Frame) -> tuple[float, float, float, float]:
        """The room that the letter takes, the height of its font: left, foot, right, top."""
        pdfium.FPDFText_GetLooseCharBox(self.raw, index, self._refs[2])
        box = self._box
        if frame.angle == 0:
            return box.left - frame.left, box.bottom - frame.foot, box.right - frame.left, box.top - frame.foot
        return frame.box(box.left, box.bottom, box.right, box.top)

    def runs(self, first: int, last: int) -> int:
        """In how many pieces the letters from ``first`` to ``last`` were drawn."""
        return int(pdfium.FPDFText_CountRects(self.raw, first, last - first + 1))

    def is_level(self, first: int, last: int, frame: Frame, up: float, size: float) -> bool:
        """Whether all pieces of a line stand on it, ``up`` points from the foot, and closely, for letters of this size.

        A piece of nothing but a dot or a dash looks as if it did not: then the words are looked at one by one.
        """
        edges, before = self._edges, None
        for number in range(self.runs(first, last)):
            pdfium.FPDFText_GetRect(self.raw, number, *self._edge_refs)
            left, top, right, foot = edges[0].value, edges[1].value, edges[2].value, edges[3].value
            if frame.angle:
                left, foot, right, top = frame.box(left, foot, right, top)
            else:
                left, foot, right, top = left - frame.left, foot - frame.foot, right - frame.left, top - frame.foot
            if foot > up + RAISED_FOOT * size or not up + LOWEST_TOP * size < top < up + HIGHEST_TOP * size:
                return False
            if before is not None and not -size < left - before < WIDE * size:
                return False
            before = right
        return True

    def marked_content(self, index: int) -> int:
        """The number by which the structure tree knows what the letter belongs to; -1 where there is none."""
        drawn = pdfium.FPDFText_GetTextObject(self.raw, index)
        return int(pdfium.FPDFPageObj_GetMarkedContentID(drawn)) if drawn else -1

    def is_artifact(self, index: int) -> bool:
        """Whether the file says that the letter is decoration of the page (ISO 32000-2, 14.8.2.2)."""
        drawn = pdfium.FPDFText_GetTextObject(self.raw, index)
        name, length = (ctypes.c_ushort * NAME_BYTES)(), ctypes.c_ulong()
        for number in range(pdfium.FPDFPageObj_CountMarks(drawn) if drawn else 0):
            mark = pdfium.FPDFPageObj_GetMark(drawn, number)
            if pdfium.FPDFPageObjMark_GetName(mark, name, 2 * NAME_BYTES, length):
                said = bytes(name)[: min(length.value, 2 * NAME_BYTES)].decode("utf-16-le", "ignore")
                if said.rstrip("\0") == "Artifact":
                    return True
        return False

    def is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self.raw, index) >= BOLD_WEIGHT:
            return True
        name, flags = ctypes.create_string_buffer(NAME_BYTES), ctypes.c_int()
        length = pdfium.FPDFText_GetFontInfo(self.raw, index, name, NAME_BYTES, flags)
        said = name.raw[: min(length, NAME_BYTES)].decode("latin-1").casefold()
        return any(word in said for word in BOLD_NAMES)
