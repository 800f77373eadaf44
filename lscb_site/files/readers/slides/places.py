"""Where the shapes of a slide stand, in EMU from its upper left corner, groups and layouts reckoned in."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from lscb_site.files.readers.package_parts import Element, child, name_of, value_of

SHAPES = ("sp", "pic", "graphicFrame", "cxnSp", "grpSp", "contentPart")
MAX_DEPTH = 20
EMU_A_POINT = 12_700
# Where the words of a shape begin, and how much room they take, as the programs' usual letters need it.
INSET_SIDE, INSET_TOP, USUAL_SIZE = 91_440, 45_720, 18.0
LETTER, LINE = 0.52, 1.2  # of the size of letters
BODY_SIZE = 28.0  # of a layout's places for lists
SKEWED = 5  # degrees: a shape turned by less lies as good as upright

Places = dict[tuple[str, str], Element]  # a layout's, by their kind and number


@dataclass(frozen=True)
class SlideArea:
    left: float
    top: float
    right: float
    foot: float

    def share_of(self, other: "SlideArea") -> float:
        """How much of the other lies in this, 0 to 1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.foot, other.foot) - max(self.top, other.top)
        whole = (other.right - other.left) * (other.foot - other.top)
        return max(0.0, width) * max(0.0, height) / whole if whole > 0 else 0.0


@dataclass(frozen=True)
class PlacedShape:
    """A shape, and its area where anything states it. ``placeholder`` is its kind and number in the layout."""

    element: Element
    area: SlideArea | None
    identifier: str
    is_hidden: bool
    is_turned: bool
    is_in_group: bool
    placeholder: tuple[str, str] | None
    anchor: str = ""


@dataclass(frozen=True)
class _Scale:
    """How a group's own measures lie on the slide."""

    left: float = 0.0
    top: float = 0.0
    across: float = 1.0
    down: float = 1.0


def placed_shapes(root: Element, under: list[Element]) -> Iterator[PlacedShape]:
    """The shapes of a slide from the lowest to the uppermost; ``under`` are its layout and its master."""
    shapes = child(root, "cSld", "spTree")
    places = [dict(_placeholders(each)) for each in under]
    if shapes is not None:
        yield from _walk(shapes, places, _Scale(), 0, is_hidden=False)


def _walk(
    parent: Element, places: list[dict[tuple[str, str], Element]], scale: _Scale, depth: int, *, is_hidden: bool
) -> Iterator[PlacedShape]:
    for element in _drawn(parent):
        identity = next(element.iter("{*}cNvPr"), None)
        is_gone = is_hidden or value_of(identity, "hidden") in ("1", "true")
        if name_of(element) == "grpSp":
            if depth < MAX_DEPTH:
                yield from _walk(element, places, _inner(element, scale), depth + 1, is_hidden=is_gone)
            continue
        stated = _transform(element)
        place = _placeholder(element)
        anchor = value_of(child(element, "txBody", "bodyPr"), "anchor")
        for each in places if place else []:
            inherited = each.get(place) if place else None
            inherited = inherited if inherited is not None else _of_kind(each, place)
            stated = _transform(inherited) if stated is None and inherited is not None else stated
            anchor = anchor or value_of(child(inherited, "txBody", "bodyPr"), "anchor")
        turned = value_of(stated, "rot").lstrip("-")
        angle = int(turned) / 60_000 if turned.isdecimal() else 0.0
        area = _area(stated, scale, angle)
        yield PlacedShape(
            element,
            _thick(element, area) if area is not None and name_of(element) == "cxnSp" else area,
            value_of(identity, "id"),
            is_gone,
            min(angle % 90, 90 - angle % 90) > SKEWED,
            depth > 0,
            place,
            anchor,
        )


def _drawn(parent: Element) -> Iterator[Element]:
    for each in parent.iterchildren("{*}*"):
        if name_of(each) in SHAPES:
            yield each
        elif name_of(each) == "AlternateContent":
            choice = child(each, "Choice")
            yield from _drawn(choice) if choice is not None and len(choice) else ()


def _placeholders(root: Element) -> Iterator[tuple[tuple[str, str], Element]]:
    shapes = child(root, "cSld", "spTree")
    for each in () if shapes is None else shapes.iterchildren("{*}sp", "{*}pic"):
        place = _placeholder(each)
        if place:
            yield place, each


def _placeholder(element: Element) -> tuple[str, str] | None:
    for non_visual in element.iterchildren("{*}nvSpPr", "{*}nvPicPr", "{*}nvGraphicFramePr"):
        found = child(non_visual, "nvPr", "ph")
        if found is not None:
            return value_of(found, "type") or "obj", value_of(found, "idx") or "0"
    return None


def _of_kind(places: Places, place: tuple[str, str] | None) -> Element | None:
    """A layout's place by its number, or a master's by its kind."""
    if place is None:
        return None
    same = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
    by_number = next((each for (_, number), each in places.items() if number == place[1] != "0"), None)
    if by_number is not None:
        return by_number
    kind = same.get(place[0], place[0])
    return next((each for (named, _), each in places.items() if same.get(named, named) == kind), None)


def _transform(element: Element) -> Element | None:
    found = child(element, "spPr", "xfrm")
    return found if found is not None else child(element, "xfrm")


def _numbers(element: Element | None, *names: str) -> list[float]:
    try:
        return [float(value_of(element, name)) for name in names]
    except ValueError:
        return []


def _area(transform: Element | None, scale: _Scale, angle: float) -> SlideArea | None:
    start, size = _numbers(child(transform, "off"), "x", "y"), _numbers(child(transform, "ext"), "cx", "cy")
    if not start or not size:
        return None
    left, top = scale.left + start[0] * scale.across, scale.top + start[1] * scale.down
    width, height = size[0] * scale.across, size[1] * scale.down
    if angle:
        turn = math.radians(angle)
        across = abs(width * math.cos(turn)) + abs(height * math.sin(turn))
        down = abs(width * math.sin(turn)) + abs(height * math.cos(turn))
        left, top = left + (width - across) / 2, top + (height - down) / 2
        width, height = across, down
    return SlideArea(left, top, left + width, top + height)


def _thick(line: Element, area: SlideArea) -> SlideArea:
    """A level line's area, its thickness reckoned in."""
    width = value_of(child(line, "spPr", "ln"), "w")
    half = int(width) / 2 if width.isdecimal() and len(width) < 10 else 0
    is_level = area.foot - area.top <= half / 2
    return SlideArea(area.left, area.top - half, area.right, area.foot + half) if is_level else area


def _inner(group: Element, scale: _Scale) -> _Scale:
    transform = child(group, "grpSpPr", "xfrm")
    start, size = _numbers(child(transform, "off"), "x", "y"), _numbers(child(transform, "ext"), "cx", "cy")
    inner, whole = _numbers(child(transform, "chOff"), "x", "y"), _numbers(child(transform, "chExt"), "cx", "cy")
    if not (start and size and inner and whole and whole[0] and whole[1]):
        return scale
    across, down = scale.across * size[0] / whole[0], scale.down * size[1] / whole[1]
    left, top = scale.left + start[0] * scale.across, scale.top + start[1] * scale.down
    return _Scale(left - inner[0] * across, top - inner[1] * down, across, down)


def words_area(placed: PlacedShape) -> SlideArea | None:
    """About where the words of an upright shape stand in it; nothing where nobody can say."""
    area, body = placed.area, child(placed.element, "txBody")
    if area is None or body is None or placed.is_turned:
        return None
    width = max(1.0, area.right - area.left - 2 * INSET_SIDE)
    height = widest = 0.0
    is_list = placed.placeholder is not None and placed.placeholder[0] in ("body", "obj")
    usual = BODY_SIZE if is_list else USUAL_SIZE
    for paragraph in body.iterchildren("{*}p"):
        sizes = [value_of(each, "sz") for each in paragraph.iter("{*}rPr", "{*}defRPr", "{*}endParaRPr")]
        size = max((int(each) / 100 for each in sizes if each.isdecimal()), default=usual) * EMU_A_POINT
        words = "".join(each.text or "" for each in paragraph.iter("{*}t"))
        length = len(words) * size * LETTER
        widest = max(widest, min(length, width))
        height += max(1, math.ceil(length / width)) * size * LINE
    aligned = {value_of(each, "algn") for each in body.iter("{*}pPr")} - {""}
    left, right = area.left + INSET_SIDE, area.right - INSET_SIDE
    if placed.placeholder and placed.placeholder[0] in ("title", "ctrTitle", "subTitle") and not aligned:
        return SlideArea(left, area.top, right, area.foot)  # where its master puts it
    if aligned <= {"l", "just"}:
        right = left + widest
    elif aligned == {"r"}:
        left = right - widest
    elif aligned == {"ctr"}:
        left, right = (left + right - widest) / 2, (left + right + widest) / 2
    top = {
        "ctr": (area.top + area.foot - height) / 2,
        "b": area.foot - INSET_TOP - height,
    }.get(placed.anchor, area.top + INSET_TOP)
    return SlideArea(left, top, right, top + height)
