"""Text boxes and drawings of a Word document: how large, where on the page, and what is painted in or behind them."""

import re
from dataclasses import dataclass

from lscb_site.files.readers.colours import hexadecimal
from lscb_site.files.readers.drawings import UNKNOWN, paint_of
from lscb_site.files.readers.package_parts import Element, child, name_of, value_of
from lscb_site.files.readers.word.styles import whole_number

EMU_A_TWIP = 635
LEAST_SIDE = 25_400  # EMU: 2 points
MEASURE = re.compile(r"(width|height|margin-left|margin-top|left|top)\s*:\s*(-?[\d.]+)(pt|in|mm|cm|px)?")
EMU = {"pt": 12_700, "in": 914_400, "mm": 36_000, "cm": 360_000, "px": 9_525, "": 12_700}


@dataclass(frozen=True)
class Page:
    """In EMU, 914,400 to the inch."""

    width: int
    height: int


@dataclass(frozen=True)
class Box:
    """``fill`` is a colour, `UNKNOWN`, or empty: the page shines through. Measures in EMU; ``None`` is not stated.

    ``left`` and ``top`` are from the edge of the page, only where that is what they are measured from."""

    fill: str = ""
    width: int | None = None
    height: int | None = None
    left: int | None = None
    top: int | None = None
    is_hidden: bool = False


def page_of(root: Element) -> Page:
    """The first section's page; A4 where none is stated."""
    size = next(root.iter("{*}pgSz"), None)
    width, height = whole_number(value_of(size, "w")), whole_number(value_of(size, "h"))
    return Page((width or 11_906) * EMU_A_TWIP, (height or 16_838) * EMU_A_TWIP)


def why_box_is_unseen(content: Element, page: Page) -> str:
    """The code of a finding, or an empty string."""
    box = box_of(content, page)
    if box.is_hidden:
        return "hidden_text"
    if any(side is not None and side < LEAST_SIDE for side in (box.width, box.height)):
        return "invisible_text"
    for start, side, edge in ((box.left, box.width, page.width), (box.top, box.height, page.height)):
        if start is not None and (start >= edge or start + (side or 0) <= 0):
            return "outside_page"
    return ""


def box_of(content: Element, page: Page) -> Box:
    for above in content.iterancestors():
        name = name_of(above)
        if name in ("anchor", "inline"):
            return _drawn(content, above)
        if name == "pict":
            return _drawn_the_old_way(content)
        if name in ("p", "body"):
            break
    return Box()


def _drawn(content: Element, frame: Element) -> Box:
    shape = next(content.iterancestors("{*}wsp"), None)
    extent = child(frame, "extent")
    hidden = value_of(child(frame, "docPr"), "hidden") in ("1", "true")
    left, top = (_offset(child(frame, name)) for name in ("positionH", "positionV"))
    in_group = next(content.iterancestors("{*}wgp", "{*}wpc"), None) is not None
    grows = child(shape, "bodyPr", "spAutoFit") is not None  # as high as its words, whatever was stored
    size = child(shape, "spPr", "xfrm", "ext") if not in_group else None
    width = whole_number(value_of(extent, "cx") or value_of(size, "cx"))
    height = None if grows else whole_number(value_of(extent, "cy") or value_of(size, "cy"))
    return Box(paint_of(shape), width, height, left, top, hidden)


def _offset(position: Element | None) -> int | None:
    if value_of(position, "relativeFrom") != "page":
        return None
    stated = child(position, "posOffset")
    return None if stated is None else whole_number(stated.text or "")


def _drawn_the_old_way(content: Element) -> Box:
    """VML: a style of CSS, a colour, and `filled="f"`."""
    shape = next((each for each in content.iterancestors() if value_of(each, "style")), None)
    if shape is None:
        return Box()
    style = value_of(shape, "style").casefold()
    measured = {name: float(number) * EMU[unit] for name, number, unit in MEASURE.findall(style) if _is_number(number)}
    from_page = "position-horizontal-relative:page" in style.replace(" ", "")
    fill = ""
    if value_of(shape, "filled").casefold() not in ("f", "false"):
        stated = value_of(shape, "fillcolor").split(" ")[0]
        plain = {"": "FFFFFF", "white": "FFFFFF", "black": "000000"}.get(stated.casefold()) or hexadecimal(stated)
        fill = UNKNOWN if child(shape, "fill") is not None or not plain else plain
    grows = "mso-fit-shape-to-text:t" in style or any(
        "fit-shape-to-text:t" in value_of(each, "style") for each in shape
    )
    return Box(
        fill,
        _rounded(measured.get("width")),
        None if grows else _rounded(measured.get("height")),
        _rounded(measured.get("margin-left")) if from_page else None,
        None,
        "visibility:hidden" in style.replace(" ", ""),
    )


def _is_number(text: str) -> bool:
    return text.count(".") < 2 and any(figure.isdigit() for figure in text)


def _rounded(measure: float | None) -> int | None:
    return None if measure is None else int(measure)


def fills_behind(root: Element) -> set[Element]:
    """The paragraphs and text boxes that may stand on something painted: those of a page (as far as breaks tell) with a
    drawing behind its text, or for text boxes, with any other drawing that floats."""
    found: set[Element] = set()
    page: list[Element] = []
    boxes: list[Element] = []
    floats = behind = 0

    def end_page() -> None:
        if behind:
            found.update(page)
        if behind or floats > 1:
            found.update(boxes)

    for element in root.iter("{*}p", "{*}txbxContent", "{*}anchor", "{*}pict", "{*}br", "{*}lastRenderedPageBreak"):
        name = name_of(element)
        if name == "p":
            page.append(element)
        elif name == "txbxContent":
            boxes.append(element)
        elif name == "anchor":
            is_painted = next(element.iter("{*}pic", "{*}wgp", "{*}wpc"), None) is not None or any(
                paint_of(shape) for shape in element.iter("{*}wsp")
            )
            floats += is_painted
            behind += is_painted and value_of(element, "behindDoc") in ("1", "true")
        elif name == "pict":
            styles = "".join(value_of(each, "style") for each in element.iter("{*}*")).replace(" ", "").casefold()
            floats += "position:absolute" in styles
            behind += "z-index:-" in styles
        elif name == "lastRenderedPageBreak" or value_of(element, "type") == "page":
            end_page()
            # A page break stands within a paragraph, which is on both.
            page, boxes, floats, behind = page[-1:], [], 0, 0
    end_page()
    return found
