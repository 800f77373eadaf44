"""How letters in a Word document look: its styles, as far as they can make words invisible (ECMA-376 part 1, 17.7)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lscb_site.files.readers.colours import BLACK, WHITE, hexadecimal
from lscb_site.files.readers.drawings import UNKNOWN
from lscb_site.files.readers.package_parts import Element, child, value_of

OFF = {"0", "false", "off"}
HIGHLIGHTS = {
    "black": BLACK,
    "white": WHITE,
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
AUTOMATIC = "auto"
THEME = {"background1": WHITE, "light1": WHITE, "text1": BLACK, "dark1": BLACK}
PER_CENT = re.compile("pct([0-9]{1,2})")
MAX_STYLES = 20  # that one style stands on


@dataclass(frozen=True)
class Look:
    """What one place says of letters; ``None`` where it says nothing.

    ``colour`` and ``ground`` are RRGGBB, ``AUTOMATIC`` or ``UNKNOWN``; ``size`` is in half points, ``width`` in per
    cent, ``line`` the height of an exact line in twentieths of a point.
    """

    is_hidden: bool | None = None
    colour: str | None = None
    ground: str | None = None
    highlight: str | None = None
    size: int | None = None
    width: int | None = None
    line: int | None = None
    is_transparent: bool | None = None

    def under(self, upper: "Look") -> "Look":
        """This, with what ``upper`` says laid over it."""
        said = {name: value for name, value in vars(upper).items() if value is not None}
        return replace(self, **said) if said else self


NOTHING = Look()


def whole_number(text: str) -> int | None:
    """``12`` and ``12.0``, which some programs write; nothing for anything else."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None


def is_on(element: Element | None) -> bool | None:
    return None if element is None else value_of(element).casefold() not in OFF


def shade(element: Element | None) -> str | None:
    """The colour behind, from a ``w:shd``."""
    if element is None:
        return None
    pattern, fill, front = value_of(element), value_of(element, "fill"), value_of(element, "color")
    if pattern == "nil":
        return None
    if pattern == "solid":
        return hexadecimal(front) or (BLACK if front in ("", AUTOMATIC) else UNKNOWN)
    share = PER_CENT.fullmatch(pattern)
    if share:
        return _mixed(front, fill, int(share[1]) / 100)
    if pattern not in ("", "clear"):
        return UNKNOWN
    return (
        hexadecimal(fill) or THEME.get(value_of(element, "themeFill")) or (None if fill in ("", AUTOMATIC) else UNKNOWN)
    )


def _mixed(front: str, fill: str, share: float) -> str:
    """Of a pattern of dots: as much of the one colour as it says, over the other."""
    colours = [
        default if stated in ("", AUTOMATIC) else hexadecimal(stated)
        for stated, default in ((front, BLACK), (fill, WHITE))
    ]
    if not all(colours):
        return UNKNOWN
    above, below = ([int(colour[at : at + 2], 16) for at in (0, 2, 4)] for colour in colours)
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in zip(above, below, strict=True))


def look_of_letters(properties: Element | None) -> Look:
    """What a ``w:rPr`` says."""
    if properties is None or not len(properties):
        return NOTHING
    colour = child(properties, "color")
    stated = None
    if colour is not None:
        stated = hexadecimal(value_of(colour)) or THEME.get(value_of(colour, "themeColor"))
        stated = stated or (AUTOMATIC if value_of(colour) in ("", AUTOMATIC) else UNKNOWN)
    fill, is_transparent = child(properties, "textFill"), None
    if fill is not None:
        solid = child(fill, "solidFill", "srgbClr")
        stated = hexadecimal(value_of(solid)) or UNKNOWN
        # In Word's own extension alpha says how much shines through, of 100,000.
        see_through = whole_number(value_of(child(solid, "alpha")) or "0") or 0
        is_transparent = child(fill, "noFill") is not None or see_through >= 98_000
    highlight = child(properties, "highlight")
    return Look(
        is_hidden=is_on(child(properties, "vanish")),
        colour=stated,
        ground=shade(child(properties, "shd")),
        highlight=None if highlight is None else HIGHLIGHTS.get(value_of(highlight)),
        size=whole_number(value_of(child(properties, "sz"))),
        width=whole_number(value_of(child(properties, "w")).rstrip("%")),
        is_transparent=is_transparent,
    )


def look_of_paragraph(properties: Element | None) -> Look:
    """What a ``w:pPr`` says of all letters in it. The look of its mark says nothing of them."""
    spacing = child(properties, "spacing")
    exact = value_of(spacing, "lineRule") == "exact"
    return Look(ground=shade(child(properties, "shd")), line=whole_number(value_of(spacing, "line")) if exact else None)


class WordStyles:
    """The styles part of one document; an absent one says nothing."""

    def __init__(self, root: Element | None) -> None:
        self._styles = (
            {} if root is None else {value_of(each, "styleId"): each for each in root.iterchildren("{*}style")}
        )
        self._defaults = child(root, "docDefaults")
        self._known: dict[tuple[str, str], Look] = {}

    @cached_property
    def defaults(self) -> Look:
        return look_of_letters(child(self._defaults, "rPrDefault", "rPr")).under(
            look_of_paragraph(child(self._defaults, "pPrDefault", "pPr"))
        )

    @cached_property
    def _default_ids(self) -> dict[str, str]:
        return {
            value_of(style, "type"): style_id
            for style_id, style in self._styles.items()
            if value_of(style, "default") in ("1", "true", "on")
        }

    def look(self, kind: str, style_id: str) -> Look:
        """What a ``paragraph``, ``character`` or ``table`` style says with all that it is based on. Without an
        identifier, the default style of that kind."""
        style_id = style_id or self._default_ids.get(kind, "")
        if (kind, style_id) not in self._known:
            look = NOTHING
            for style in reversed(list(self.chain(style_id))):
                look = look.under(look_of_paragraph(child(style, "pPr"))).under(look_of_letters(child(style, "rPr")))
            self._known[kind, style_id] = look
        return self._known[kind, style_id]

    def chain(self, style_id: str) -> Iterator[Element]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen and len(seen) < MAX_STYLES:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = value_of(child(style, "basedOn"))

    def name(self, style_id: str) -> str:
        return value_of(child(self._styles.get(style_id), "name"))
