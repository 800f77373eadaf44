"""How cells of a workbook look, as far as that can hide them: number formats, colours, size (ECMA-376 part 1, 18.8)."""

from lscb_site.files.readers.colours import BLACK, WHITE, are_alike, hexadecimal, theme_colours, tinted
from lscb_site.files.readers.package_parts import Element, child, value_of
from lscb_site.files.readers.sheets.number_formats import BUILT_IN, hides_words

LEAST_SIZE = 2.0  # points
# Of the old palette, what hides on paper; 64 and 65 are the system's ink and paper.
PALETTE = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE}
# A theme's colours by their number, in the order that Excel shows them.
THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)))


class SheetStyles:
    """The styles part of a workbook; an absent one says nothing."""

    def __init__(self, root: Element | None, theme: Element | None) -> None:
        self._theme = theme_colours(theme)
        formats = dict(BUILT_IN)
        for each in () if root is None else root.iterfind("{*}numFmts/{*}numFmt"):
            formats[_number(value_of(each, "numFmtId"))] = value_of(each, "formatCode")
        fonts, fills = (list(part) if (part := child(root, name)) is not None else [] for name in ("fonts", "fills"))
        self._codes: list[str] = []
        self._unreadable: list[bool] = []
        self._papers: list[str] = []
        for each in () if root is None else root.iterfind("{*}cellXfs/{*}xf"):
            self._codes.append(formats.get(_number(value_of(each, "numFmtId")), ""))
            font, fill = _number(value_of(each, "fontId")), _number(value_of(each, "fillId"))
            behind = fills[fill] if fill < len(fills) else None
            self._unreadable.append(self._is_unreadable(fonts[font] if font < len(fonts) else None, behind))
            self._papers.append(self._paper(behind))
        looks = [] if root is None else list(root.iterfind("{*}dxfs/{*}dxf"))
        self._hiding_looks = {at for at, each in enumerate(looks) if self._is_hiding_look(each)}
        self._hiding = [hides_words(code) for code in self._codes]

    def format_code(self, style: int) -> str:
        return self._codes[style] if style < len(self._codes) else ""

    def hides_text(self, style: int) -> bool:
        return self._hiding[style] if style < len(self._hiding) else False

    def is_unreadable(self, style: int) -> bool:
        """Whether letters are as good as the colour behind them, or too small to be seen."""
        return self._unreadable[style] if style < len(self._unreadable) else False

    def hides_by_condition(self, look: int) -> bool:
        return look in self._hiding_looks

    def _is_hiding_look(self, look: Element) -> bool:
        """White letters and nothing behind them, or a format that shows nothing."""
        if hides_words(value_of(child(look, "numFmt"), "formatCode")):
            return True
        colour = child(look, "font", "color")
        return child(look, "fill") is None and colour is not None and self._colour(colour, BLACK) == WHITE

    def is_on_white(self, style: int) -> bool:
        return self._papers[style] == WHITE if style < len(self._papers) else True

    def is_unseen_on_white(self, font: Element | None) -> bool:
        return font is not None and self._is_unreadable(font, None)

    def _is_unreadable(self, font: Element | None, fill: Element | None) -> bool:
        try:
            if float(value_of(child(font, "sz")) or "11") < LEAST_SIZE:
                return True
        except ValueError:
            pass
        ink, paper = self._colour(child(font, "color"), BLACK), self._paper(fill)
        return bool(ink and paper) and are_alike(ink, paper)

    def _paper(self, fill: Element | None) -> str:
        if fill is not None and child(fill, "gradientFill") is not None:
            stops = {self._colour(each, "") for each in fill.iterfind("{*}gradientFill/{*}stop/{*}color")}
            return stops.pop() if len(stops) == 1 else ""
        pattern = child(fill, "patternFill")
        kind = value_of(pattern, "patternType") or "none"
        if kind == "none":
            return WHITE
        drawn = self._colour(child(pattern, "fgColor"), BLACK)
        return drawn if kind == "solid" or (kind == "darkGray" and drawn == BLACK) else ""

    def _colour(self, element: Element | None, automatic: str) -> str:
        """RRGGBB, or an empty string where only the program knows it."""
        if element is None or value_of(element, "auto") in ("1", "true"):
            return automatic
        colour = hexadecimal(value_of(element, "rgb"))
        if not colour and value_of(element, "theme"):
            at = _number(value_of(element, "theme"))
            colour = self._theme.get(THEME[at], "") if at < len(THEME) else ""
        if not colour and value_of(element, "indexed"):
            colour = PALETTE.get(_number(value_of(element, "indexed")), "")
        try:
            tint = float(value_of(element, "tint") or "0")
        except ValueError:
            tint = 0.0
        return tinted(colour, tint) if colour and tint else colour


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
