"""Which words of a slide nobody sees when it is shown: one rule for readers, who leave them out, and for the privacy
check, which lists them."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lscb_site.files.readers.colours import are_alike, is_dark, theme_colours
from lscb_site.files.readers.drawings import UNKNOWN, colour_of, is_opaque, paint_of
from lscb_site.files.readers.package_parts import (
    Element,
    Relationship,
    child,
    name_of,
    part_of_kind,
    relationships,
    tree,
    value_of,
)
from lscb_site.files.readers.slides.places import LINE, USUAL_SIZE, PlacedShape, SlideArea, placed_shapes, words_area

HIDDEN, OUTSIDE, COVERED, INVISIBLE = "hidden_text", "off_slide", "covered_text", "invisible_text"
LEAST_SIZE = 200  # hundredths of a point
SEE_THROUGH = 2_000  # of a:alpha, in 100,000ths: less is not seen
COVERS = 0.9  # of the words' area
LEAST_BAR = USUAL_SIZE * LINE * 12_700 / 3  # EMU: less is a line under words, not a bar over them
BARS = ("rect", "roundRect", "line", "straightConnector1", "")  # a drawn outline states none
MOST_OF_BAR = 0.7  # of a bar lies on the words or close to them
MAX_PICTURE = 30_000_000
# Other names of a theme's colours, where a master does not say otherwise.
USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@dataclass(frozen=True)
class UnseenShape:
    """``elements`` are the shape itself, or those of its runs that nobody sees."""

    code: str
    shape: Element
    elements: list[Element]

    words: str


def words_in(element: Element) -> str:
    paragraphs = list(element.iter("{*}p")) or [element]
    lines = ("".join(each.text or "" for each in paragraph.iter("{*}t")) for paragraph in paragraphs)
    return " ".join(line for line in lines if line.strip())


@dataclass(frozen=True)
class Slide:
    """One slide with what lies under it: its layout and its master, and the colours of their theme."""

    part: str
    root: Element
    under: list[Element]
    colours: dict[str, str]
    targets: dict[str, Relationship]

    @property
    def is_hidden(self) -> bool:
        return value_of(self.root, "show") in ("0", "false")


def slide_of(package: zipfile.ZipFile, part: str, root: Element) -> Slide:
    """``root`` is the tree of ``part``."""
    layout = part_of_kind(package, part, "slideLayout")
    master = part_of_kind(package, layout, "slideMaster") if layout else ""
    theme = part_of_kind(package, master, "theme") if master else ""
    under = [found for name in (layout, master) if name and (found := tree(package, name)) is not None]
    colours = theme_colours(tree(package, theme) if theme else None)
    stated = child(under[-1], "clrMap") if under else None
    names = USUAL_MAP | ({} if stated is None else {str(key): str(value) for key, value in stated.attrib.items()})
    colours |= {name: colours[of] for name, of in names.items() if of in colours}
    return Slide(part, root, under, colours, relationships(package, part))


def unseen_shapes(package: zipfile.ZipFile, slide: Slide, width: int, height: int) -> Iterator[UnseenShape]:
    """Every shape with words that are not seen, for a slide of this size in EMU."""
    shapes = list(placed_shapes(slide.root, slide.under))
    moving = {value_of(each, "spid") for each in slide.root.iter("{*}spTgt")}
    for at, placed in enumerate(shapes):
        words = words_in(placed.element) or _words_of_diagram(package, slide, placed.element)
        if not words.strip():
            continue
        code = _why_unseen(placed, width, height)
        if not code and _is_covered(package, slide, placed, shapes[at + 1 :], moving):
            code = COVERED
        if code:
            yield UnseenShape(code, placed.element, [placed.element], words)
            continue
        ground = _ground(slide, placed, shapes[:at])
        for why in (INVISIBLE, COVERED):
            runs = [run for run in placed.element.iter("{*}r", "{*}fld") if _why_run(run, slide, ground) == why]
            if any(words_in(run).strip() for run in runs):
                yield UnseenShape(why, placed.element, runs, " ".join(map(words_in, runs)))


def _words_of_diagram(package: zipfile.ZipFile, slide: Slide, shape: Element) -> str:
    """SmartArt keeps its words in a part of its own."""
    for each in shape.iter("{*}relIds"):
        target = slide.targets.get(value_of(each, "dm"))
        model = tree(package, target.target) if target is not None and not target.is_external else None
        if model is not None:
            return words_in(model)
    return ""


def _why_unseen(placed: PlacedShape, width: int, height: int) -> str:
    if placed.is_hidden:
        return HIDDEN
    area = placed.area
    if area is None:
        return ""
    is_outside = area.right <= 0 or area.left >= width or area.foot <= 0 or area.top >= height
    return OUTSIDE if is_outside else ""


def _is_covered(
    package: zipfile.ZipFile, slide: Slide, placed: PlacedShape, above: list[PlacedShape], moving: set[str]
) -> bool:
    """Whether something that lets nothing through lies on all of the words, or without words of its own on some."""
    if placed.area is None:
        return False
    is_table = next(placed.element.iter("{*}tbl"), None) is not None
    words = placed.area if is_table else words_area(placed)
    for other in above:
        if other.area is None or other.is_hidden or other.identifier in moving or other.is_turned:
            continue
        is_over_all = other.area.share_of(placed.area) >= COVERS or (
            words is not None and other.area.share_of(words) >= COVERS
        )
        is_bar = words is not None and _is_bar(other, words)
        if (is_over_all or is_bar) and _lets_nothing_through(package, slide, other.element):
            return True
    return False


def _is_bar(other: PlacedShape, words: SlideArea) -> bool:
    """Whether a shape without words of its own lies on some of the words, as a bar over a name does."""
    area = other.area
    if area is None or name_of(other.element) not in ("sp", "cxnSp") or words_in(other.element).strip():
        return False
    if area.foot - area.top <= LEAST_BAR:
        return False
    if value_of(child(other.element, "spPr", "prstGeom"), "prst") not in BARS:
        return False
    line = LEAST_BAR * 3
    near = SlideArea(words.left - line, words.top - line / 2, words.right + line, words.foot + line / 2)
    across = min(area.right, words.right) - max(area.left, words.left)
    down = min(area.foot, words.foot) - max(area.top, words.top)
    return across > line / 2 and down > LEAST_BAR * 1.5 and near.share_of(area) >= MOST_OF_BAR


def _lets_nothing_through(package: zipfile.ZipFile, slide: Slide, shape: Element) -> bool:
    if name_of(shape) == "sp":
        return is_opaque(shape)
    if name_of(shape) == "cxnSp":
        line = child(shape, "spPr", "ln")
        return child(line, "noFill") is None and next(shape.iter("{*}alpha"), None) is None
    if name_of(shape) != "pic" or next(shape.iter("{*}alphaModFix"), None) is not None:
        return False
    target = slide.targets.get(value_of(child(shape, "blipFill", "blip"), "embed"))
    if target is None or target.is_external or target.target not in package.namelist():
        return False
    return package.getinfo(target.target).file_size <= MAX_PICTURE and _is_solid(package.read(target.target))


def _is_solid(data: bytes) -> bool:
    """Whether every point of a picture is painted."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")) as picture:
            if picture.mode in ("RGB", "L", "CMYK", "1", "YCbCr", "I;16") and "transparency" not in picture.info:
                return True
            if picture.width * picture.height > MAX_PICTURE:
                return False
            least = picture.convert("RGBA").getchannel("A").getextrema()[0]
            return isinstance(least, int) and least > 230
    except Exception:  # Pillow raises whatever the damage suggests
        return False


def _ground(slide: Slide, placed: PlacedShape, below: list[PlacedShape]) -> str:
    """The colour behind the words of a shape, or `UNKNOWN`."""
    own = paint_of(placed.element, slide.colours)
    if own:
        return own
    if placed.area is None or name_of(placed.element) != "sp" or placed.is_in_group:
        return UNKNOWN
    if any(other.area is None or other.area.share_of(placed.area) > 0 for other in below if _is_painted(other.element)):
        return UNKNOWN
    for under in slide.under:
        for drawn in placed_shapes(under, []):
            # A layout's places for text and pictures are not drawn.
            if drawn.placeholder is None and drawn.area is not None and drawn.area.share_of(placed.area) > 0:
                return UNKNOWN
    return _background(slide)


def _is_painted(shape: Element) -> bool:
    return name_of(shape) != "sp" or bool(paint_of(shape))


def _background(slide: Slide) -> str:
    for root in (slide.root, *slide.under):
        background = child(root, "cSld", "bg")
        if background is None:
            continue
        solid = child(background, "bgPr", "solidFill")
        if solid is not None:
            return colour_of(solid, slide.colours)
        reference = child(background, "bgRef")
        # The first of a theme's backgrounds is one colour.
        return colour_of(reference, slide.colours) if value_of(reference, "idx") == "1001" else UNKNOWN
    return slide.colours.get("bg1", UNKNOWN)


def _why_run(run: Element, slide: Slide, ground: str) -> str:
    properties = child(run, "rPr")
    size = value_of(properties, "sz")
    if size.isdecimal() and int(size) < LEAST_SIZE:
        return INVISIBLE
    if child(properties, "noFill") is not None:
        return "" if child(properties, "ln", "solidFill") is not None else INVISIBLE
    fill = child(properties, "solidFill")
    if fill is None:
        body = next(run.iterancestors("{*}txBody"), None)
        fill = child(body, "lstStyle", "lvl1pPr", "defRPr", "solidFill")
    if fill is None:
        return ""
    alpha = next(fill.iter("{*}alpha"), None)
    if value_of(alpha).isdecimal() and int(value_of(alpha)) < SEE_THROUGH:
        return INVISIBLE
    colour = colour_of(fill, slide.colours)
    highlight = child(properties, "highlight")
    if highlight is not None:
        ground = colour_of(highlight, slide.colours)
    else:
        cell = next(run.iterancestors("{*}tc"), None)
        filled = child(cell, "tcPr", "solidFill")
        ground = ground if filled is None else colour_of(filled, slide.colours)
    if UNKNOWN in (colour, ground) or not are_alike(colour, ground):
        return ""
    return COVERED if is_dark(ground) else INVISIBLE


def size_of(presentation: Element) -> tuple[int, int]:
    """A slide's width and height in EMU; PowerPoint's usual ones where they are not stated."""
    size = child(presentation, "sldSz")
    width, height = value_of(size, "cx"), value_of(size, "cy")
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else (9_144_000, 6_858_000)


def listed_slides(package: zipfile.ZipFile, main: str, presentation: Element) -> list[str]:
    """The parts of the slides, in their order."""
    targets = relationships(package, main)
    identifiers = [each.attrib for each in presentation.iterfind("{*}sldIdLst/{*}sldId")]
    found = []
    for attributes in identifiers:
        # Beside its own `id` it has that of its relationship, in another namespace.
        named = [str(value) for key, value in attributes.items() if str(key).endswith("}id")]
        found += [targets[each].target for each in named if each in targets]
    return found
