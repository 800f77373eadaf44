"""What shapes of Office drawings are painted with, in Word, PowerPoint and Excel alike (ECMA-376 part 1, 20.1)."""

from lscb_site.files.readers.colours import hexadecimal
from lscb_site.files.readers.package_parts import Element, child, name_of, value_of

UNKNOWN = "?"  # a pattern, a picture or a change of colour: nobody can say from here what stands out against it
PAPER_AND_INK = {"bg1": "FFFFFF", "lt1": "FFFFFF", "tx1": "000000", "dk1": "000000"}
NOT_QUITE_OPAQUE = 90_000  # of a:alpha, in 100,000ths


def paint_of(shape: Element | None, theme: dict[str, str] = PAPER_AND_INK) -> str:
    """The colour that fills a shape, `UNKNOWN`, or an empty string where what is behind it shines through."""
    properties = child(shape, "spPr")
    for each in () if properties is None else properties.iterchildren("{*}*"):
        name = name_of(each)
        if name == "noFill":
            return ""
        if name == "solidFill":
            return colour_of(each, theme)
        if name in ("gradFill", "blipFill", "pattFill", "grpFill"):
            return UNKNOWN
    reference = child(shape, "style", "fillRef")
    return UNKNOWN if value_of(reference, "idx") not in ("", "0", "1000") else ""


def colour_of(fill: Element | None, theme: dict[str, str] = PAPER_AND_INK) -> str:
    """Of an ``a:solidFill``: RRGGBB, or `UNKNOWN` where it is changed or seen through."""
    colour = next(fill.iterchildren("{*}*"), None) if fill is not None else None
    if colour is None or len(colour):
        return UNKNOWN
    if name_of(colour) == "schemeClr":
        return theme.get(value_of(colour), UNKNOWN)
    plain = {"white": "FFFFFF", "black": "000000"}.get(value_of(colour), "")
    return plain or hexadecimal(value_of(colour, "lastClr") or value_of(colour)) or UNKNOWN


def is_opaque(shape: Element) -> bool:
    """Whether nothing shines through a shape: it is painted, and none of its colours is seen through."""
    if not paint_of(shape) or value_of(child(shape, "spPr", "pattFill"), "prst").startswith("pct"):
        return False
    properties = child(shape, "spPr")
    for each in () if properties is None else properties.iterchildren("{*}solidFill", "{*}gradFill", "{*}blipFill"):
        for alpha in each.iter("{*}alpha", "{*}alphaModFix"):
            try:
                if float(value_of(alpha).rstrip("%") or value_of(alpha, "amt") or "100000") < NOT_QUITE_OPAQUE:
                    return False
            except ValueError:
                return False
    return True
