"""How letters in an OpenDocument text look: its styles, as far as they can hide words (ODF 1.3 part 3, 16)."""

import re
from dataclasses import dataclass, replace

from lscb_site.files.readers.colours import WHITE, hexadecimal
from lscb_site.files.readers.package_parts import Element, child, name_of, value_of

LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|px|%)")
POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
MAX_STYLES = 20  # that one style stands on
UNKNOWN, TRANSPARENT = "?", "transparent"
FAMILY = {"p": "paragraph", "h": "paragraph", "table-cell": "table-cell", "table": "table", "frame": "graphic"}


@dataclass(frozen=True)
class OdtLook:
    """What one place says of letters; ``None`` where it says nothing. Sizes are in points."""

    is_hidden: bool | None = None
    colour: str | None = None  # RRGGBB, or empty: the program takes what stands out
    ground: str | None = None  # RRGGBB, `UNKNOWN`
    size: float | None = None
    width: float | None = None  # per cent
    is_transparent: bool | None = None
    rise: float | None = None  # per cent of the letters' height; below nought where they are lowered

    def under(self, upper: "OdtLook") -> "OdtLook":
        """This, with what ``upper`` says laid over it."""
        said = {name: value for name, value in vars(upper).items() if value is not None}
        if said.get("size", 1.0) < 0:  # a share of what is below
            said["size"] = -said["size"] / 100 * (self.size or 12.0)
        return replace(self, **said) if said else self


PLAIN = OdtLook()


def points(text: str) -> float | None:
    """A length in points; a share of another one as a negative number of per cent."""
    stated = LENGTH.fullmatch(text.strip())
    if stated is None:
        return None
    return -float(stated[1]) if stated[2] == "%" else float(stated[1]) * POINTS[stated[2]]


def _rise(position: str) -> float | None:
    """Of ``super 58%`` or ``-33% 58%`` (ODF 1.3 part 3, 20.404)."""
    first = position.split(" ")[0]
    share = points(first)
    return {"super": 33.0, "sub": -33.0}.get(first, None if share is None else -share)


def look_of_style(style: Element | None) -> OdtLook:
    """What one style says, without those it stands on."""
    letters = child(style, "text-properties")
    grounds = [
        value_of(child(style, f"{kind}-properties"), "background-color")
        for kind in ("text", "paragraph", "table-cell", "table", "graphic")
    ]
    ground = next((each for each in grounds if each and each != TRANSPARENT), "")
    graphic = child(style, "graphic-properties")
    fill = value_of(graphic, "fill")
    if fill == "solid":
        ground = value_of(graphic, "fill-color")
    elif fill not in ("", "none"):
        ground = "none of them"
    display, scale = value_of(letters, "display"), points(value_of(letters, "text-scale"))
    opacity = points(value_of(letters, "opacity"))
    colour = hexadecimal(value_of(letters, "color")) if value_of(letters, "color") else None
    if value_of(letters, "use-window-font-color") == "true":
        colour = ""
    return OdtLook(
        is_hidden={"none": True, "true": False}.get(display),
        colour=colour,
        ground=(hexadecimal(ground) or UNKNOWN) if ground else None,
        size=points(value_of(letters, "font-size")),
        width=None if scale is None else -scale,
        is_transparent=None if opacity is None else -opacity < 5,
        rise=_rise(value_of(letters, "text-position")),
    )


class OdtStyles:
    """The styles that one part may use: its own, and those that the whole document shares."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, Element] = {}
        self._known: dict[tuple[str, str], OdtLook] = {}
        self.paper = WHITE
        for root in roots:  # the part's own last
            for style in () if root is None else root.iter("{*}style"):
                self._styles[value_of(style, "family"), value_of(style, "name")] = style
            for style in () if root is None else root.iter("{*}default-style"):
                self._defaults[value_of(style, "family")] = style
            for page in () if root is None else root.iter("{*}page-layout-properties"):
                stated = value_of(page, "background-color")
                if hexadecimal(stated) not in ("", WHITE) or value_of(page, "fill") not in ("", "none", "solid"):
                    self.paper = UNKNOWN
            if root is not None and next(root.iter("{*}background-image"), None) is not None:
                self.paper = UNKNOWN

    def find(self, family: str, name: str) -> Element | None:
        return self._styles.get((family, name))

    def look(self, family: str, name: str) -> OdtLook:
        if (family, name) not in self._known:
            chain: list[Element] = []
            at: str = name
            while (style := self._styles.get((family, at))) is not None and style not in chain:
                chain.append(style)
                at = value_of(style, "parent-style-name")
                if len(chain) == MAX_STYLES:
                    break
            look = look_of_style(self._defaults.get(family)) if family == "paragraph" else PLAIN
            for style in reversed(chain):
                look = look.under(look_of_style(style))
            self._known[family, name] = look
        return self._known[family, name]

    def look_of(self, element: Element) -> OdtLook:
        """What an element's own style says."""
        family = FAMILY.get(name_of(element), "text")
        return self.look(family, value_of(element, "style-name"))
