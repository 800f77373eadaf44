"""Bars and boxes that float over the words of a Word document, and can be moved away.

Where words come to lie only Word knows, so this reckons: a paragraph is about as high as its letters need, and its one
line about as wide.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lscb_site.files.readers.colours import BLACK, hexadecimal, is_dark
from lscb_site.files.readers.drawings import UNKNOWN, is_opaque, paint_of
from lscb_site.files.readers.package_parts import Element, child, name_of, value_of
from lscb_site.files.readers.word.boxes import EMU, MEASURE
from lscb_site.files.readers.word.styles import whole_number

EMU_A_POINT, TWIPS_A_POINT = 12_700, 20
# A line of a report: letters across, and points down, with what stands between two paragraphs.
LETTERS, LINE, BETWEEN, LETTER = 85, 14.5, 8.0, 6.0
# A bar over words is about as high as a few lines, and no thinner than half of one; in points.
LOWEST, HIGHEST, LEAST_WIDTH = 6.0, 100.0, 15.0
# One that is not dark is smaller than this where somebody is to tick it, and at least so much longer than high.
LEAST_PALE_WIDTH, LEAST_PALE_SHAPE = 30.0, 1.5
# Placed from the page, a bar is of one line or two: what is higher belongs to the page's design.
HIGHEST_ON_PAGE = 40.0
THICKEST_RULE = 6.0  # points: the thickest line that Word offers for parting one thing from the next
MARGIN = 72.0  # points, where a document does not state it
MOST_PARAGRAPHS = 30
# What people write on such a box. Any other words are a box of their own, that hides nothing on purpose.
SAYS_SO = re.compile(r"redact|withheld|remov|delet|confidential|exempt|anonym", re.IGNORECASE)
MOST_SAID = 40
OLD_SHAPES = ("{*}rect", "{*}roundrect", "{*}shape", "{*}oval", "{*}line")
LENGTH = re.compile(r"(-?[\d.]+)(pt|in|mm|cm|px)?")
NO_COLOUR = ("f", "false", "0")


@dataclass(frozen=True)
class Bar:
    """In points. ``top`` is from the upper edge of its paragraph, or of the page's text where ``is_from_page``;
    ``left`` from the left edge of the text, ``None`` where that is not known. ``paint`` may be ``UNKNOWN``."""

    paint: str
    top: float
    height: float
    left: float | None
    width: float
    words: str
    is_from_page: bool = False

    @property
    def is_black(self) -> bool:
        return self.paint not in ("", UNKNOWN) and is_dark(self.paint)

    @property
    def covers(self) -> bool:
        """Whether it is like one that is laid over words."""
        if not self.paint or not (LOWEST <= self.height <= HIGHEST and self.width >= LEAST_WIDTH):
            return False
        if self.is_from_page and (self.height > HIGHEST_ON_PAGE or not self.is_black):
            return False
        says = self.words.strip()
        if says and any(each.isalnum() for each in says.casefold().replace("x", "")):
            return len(says) <= MOST_SAID and SAYS_SO.search(says) is not None
        return self.is_black or self.width >= max(LEAST_PALE_WIDTH, LEAST_PALE_SHAPE * self.height)


def paragraphs_under_bars(root: Element) -> set[Element]:
    """Those on which an opaque shape lies that has no words, or says that it redacts, as far as can be reckoned."""
    found: set[Element] = set()
    margins = _margins(root)
    for holder in root.iter("{*}anchor", "{*}pict"):
        paragraph = next(holder.iterancestors("{*}p"), None)
        if paragraph is None:
            continue
        for bar in _new_bars(holder, margins) if name_of(holder) == "anchor" else _old_bars(holder):
            if not bar.covers:
                continue
            if bar.is_from_page:
                found |= _under(_first_of_page(paragraph), bar, bar.top)
                # The program anchors a shape to the paragraph that it is nearest to.
                found |= _under(paragraph, bar, 0.0)
            else:
                found |= _under(paragraph, bar, bar.top)
    return found


def _margins(root: Element) -> tuple[float, float]:
    """The left and the upper one, in points."""
    stated = next(root.iter("{*}pgMar"), None)
    left, top = (whole_number(value_of(stated, side)) for side in ("left", "top"))
    return (
        MARGIN if left is None else left / TWIPS_A_POINT,
        MARGIN if top is None else abs(top) / TWIPS_A_POINT,  # a negative one is exact
    )


def _new_bars(anchor: Element, margins: tuple[float, float]) -> Iterator[Bar]:
    shapes = list(anchor.iter("{*}wsp"))
    across, down = child(anchor, "positionH"), child(anchor, "positionV")
    is_above = child(anchor, "wrapNone") is not None and value_of(anchor, "behindDoc") not in ("1", "true")
    placed = value_of(down, "relativeFrom")
    if len(shapes) != 1 or not is_above or placed not in ("paragraph", "line", "page", "margin"):
        return
    size = child(anchor, "extent")
    width, height = ((whole_number(value_of(size, side)) or 0) / EMU_A_POINT for side in ("cx", "cy"))
    top, left = _offset(down) or 0.0, _offset(across)
    if left is not None and value_of(across, "relativeFrom") == "page":
        left -= margins[0]
    elif value_of(across, "relativeFrom") not in ("column", "margin"):
        left = None
    paint = paint_of(shapes[0]) if is_opaque(shapes[0]) else ""
    stroke = child(shapes[0], "spPr", "ln")
    thick = (whole_number(value_of(stroke, "w")) or 0) / EMU_A_POINT
    if height < LOWEST and thick > THICKEST_RULE and child(stroke, "noFill") is None:
        top, height = top + height / 2 - thick / 2, thick
        paint = hexadecimal(value_of(child(stroke, "solidFill", "srgbClr"))) or UNKNOWN
    words = "".join(each.text or "" for each in anchor.iter("{*}t"))
    if placed == "page":
        top -= margins[1]
    yield Bar(paint, top, height, left, width, words, placed in ("page", "margin"))


def _offset(position: Element | None) -> float | None:
    stated = child(position, "posOffset")
    return None if stated is None else (whole_number(stated.text or "") or 0) / EMU_A_POINT


def _old_bars(holder: Element) -> Iterator[Bar]:
    """VML, as Word draws in a document for Word 2007 and older."""
    for shape in holder.iterchildren(*OLD_SHAPES):
        style = value_of(shape, "style").casefold().replace(" ", "")
        if "position:absolute" not in style or "z-index:-" in style or child(shape, "wrap") is not None:
            continue
        if "position-vertical-relative" in style and "position-vertical-relative:text" not in style:
            continue
        at = {name: _points(number, unit) for name, number, unit in MEASURE.findall(style)}
        left, top = at.get("margin-left", 0.0), at.get("margin-top", 0.0)
        if name_of(shape) == "line":
            (left, top), (right, foot) = _ends(value_of(shape, "from")), _ends(value_of(shape, "to"))
            thick = next((_points(*each) for each in LENGTH.findall(value_of(shape, "strokeweight"))), 0.0)
            paint = _old_colour(value_of(shape, "strokecolor"), BLACK) if thick > THICKEST_RULE else ""
            yield Bar(paint, (top + foot - thick) / 2, thick, min(left, right), abs(right - left), "")
        elif value_of(shape, "filled").casefold() not in NO_COLOUR and not value_of(child(shape, "fill"), "opacity"):
            words = "".join(each.text or "" for each in shape.iter("{*}t"))
            paint = _old_colour(value_of(shape, "fillcolor"), "FFFFFF")
            yield Bar(paint, top, at.get("height", 0.0), left, at.get("width", 0.0), words)


def _ends(pair: str) -> tuple[float, float]:
    """Of ``0,8pt``."""
    measured = [_points(*each) for each in LENGTH.findall(pair)]
    return (measured[0], measured[1]) if len(measured) == 2 else (0.0, 0.0)


def _points(number: str, unit: str) -> float:
    try:
        return float(number) * EMU[unit] / EMU_A_POINT
    except ValueError:
        return 0.0


def _old_colour(stated: str, default: str) -> str:
    plain = stated.split(" ")[0].casefold()
    return {"": default, "white": "FFFFFF", "black": BLACK}.get(plain) or hexadecimal(plain) or UNKNOWN


def _first_of_page(paragraph: Element) -> Element:
    """The first paragraph on the page where this one begins, as far as breaks tell."""
    at = paragraph
    for _ in range(MOST_PARAGRAPHS):
        breaks = list(at.iter("{*}lastRenderedPageBreak", "{*}br", "{*}sectPr"))
        before = next(at.itersiblings("{*}p", preceding=True), None)
        if before is None or any(name_of(each) != "br" or value_of(each, "type") == "page" for each in breaks):
            break
        at = before
    return at


def _under(paragraph: Element, bar: Bar, top: float) -> set[Element]:
    """The paragraphs between ``top``, from the upper edge of this one, and the bar's foot."""
    found: set[Element] = set()
    at: Element | None = paragraph
    foot = top + bar.height
    least = 0.0 if bar.is_black else LINE / 2
    for _ in range(MOST_PARAGRAPHS):
        if at is None or foot <= LINE / 4:
            break
        high = _height(at)
        if min(foot, high - BETWEEN) - max(top, 0.0) > least and _reaches_words(at, bar):
            found.add(at)
        top, foot = top - high, foot - high
        at = next(at.itersiblings("{*}p"), None)
    return found


def _reaches_words(paragraph: Element, bar: Bar) -> bool:
    """Whether the bar reaches as far as the words of a line that is not full."""
    letters = _letters(paragraph)
    properties = child(paragraph, "pPr")
    is_moved = child(properties, "jc") is not None or child(properties, "ind") is not None
    if bar.left is None or is_moved or letters > LETTERS or next(paragraph.iter("{*}tab"), None) is not None:
        return True
    return bar.left < letters * LETTER and bar.left + bar.width > 0


def _letters(paragraph: Element) -> int:
    return sum(
        len(each.text or "")
        for each in paragraph.iter("{*}t")
        if next(each.iterancestors("{*}p"), None) is paragraph  # not those in a box that it holds
    )


def _height(paragraph: Element) -> float:
    return max(1, math.ceil(_letters(paragraph) / LETTERS)) * LINE + BETWEEN
