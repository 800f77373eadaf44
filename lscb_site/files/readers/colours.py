"""Colours of letters and of what is behind them: whether a reader can tell one from the other.

A colour is six hexadecimal figures, RRGGBB, in capitals.
"""

import colorsys
import re

from lscb_site.files.readers.package_parts import Element, child, name_of, value_of

WHITE, BLACK = "FFFFFF", "000000"
SIX_FIGURES = re.compile("[0-9A-Fa-f]{6}")
# WCAG's contrast of the palest grey that somebody could still see on white (#F0F0F0) is 1.14.
SEEN_FROM = 1.15
# Below this a ground is dark: programs then write letters without a colour of their own in white.
DARK = 0.25


def hexadecimal(text: str) -> str:
    """The colour in ``text`` (``#ffffff``, ``FFFFFFFF`` with its transparency first), or an empty string."""
    plain = text.strip().lstrip("#")[-6:]
    return plain.upper() if SIX_FIGURES.fullmatch(plain) else ""


def brightness(colour: str) -> float:
    """WCAG 2.2's relative luminance, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_dark(colour: str) -> bool:
    return brightness(colour) < DARK


def are_alike(colour: str, ground: str) -> bool:
    """Whether nobody can tell letters of this colour from their ground."""
    darker, lighter = sorted((brightness(colour), brightness(ground)))
    return (lighter + 0.05) / (darker + 0.05) < SEEN_FROM


def tinted(colour: str, tint: float) -> str:
    """Made lighter (above 0) or darker (below), as ECMA-376 part 1, 18.8.19, has it."""
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * min(tint, 1)
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, max(0.0, light), saturation))


def theme_colours(theme: Element | None) -> dict[str, str]:
    """The colours of a theme by their names: dk1, lt1, dk2, lt2, accent1 and so on."""
    colours = {"dk1": BLACK, "lt1": WHITE}
    scheme = child(theme, "themeElements", "clrScheme")
    for each in () if scheme is None else scheme.iterchildren("{*}*"):
        first = next(each.iterchildren("{*}*"), None)
        stated = hexadecimal(value_of(first, "lastClr") or value_of(first))
        if stated:
            colours[name_of(each)] = stated
    return colours
