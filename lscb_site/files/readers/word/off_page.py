"""Paragraphs and cells of a Word document that lie where no page is, or are too narrow for a letter."""

from lscb_site.files.readers.package_parts import Element, child, name_of, value_of
from lscb_site.files.readers.word.boxes import EMU_A_TWIP, Page
from lscb_site.files.readers.word.styles import whole_number

LETTER = 120  # twips, 20 to the point: about as wide as a letter of a report
MARGIN = 1_440  # where a document does not state it
LEAST_CELL = 40
TO_THE_LEFT = ("", "left", "start", "both")


class ParagraphPlaces:
    """Of the paragraphs of one story."""

    def __init__(self, root: Element, page: Page) -> None:
        stated = whole_number(value_of(next(root.iter("{*}pgMar"), None), "left"))
        self._margin = MARGIN if stated is None else stated
        # A later section may turn the page.
        self._far = max(page.width, page.height) // EMU_A_TWIP

    def why_unseen(self, paragraph: Element) -> str:
        """The code of a finding, or an empty string."""
        for above in paragraph.iterancestors("{*}tc", "{*}txbxContent"):
            if name_of(above) == "txbxContent":
                return ""
            return "invisible_text" if _is_too_narrow(above) else ""
        properties = child(paragraph, "pPr")
        frame = child(properties, "framePr")
        if frame is not None:
            return "outside_page" if self._is_frame_outside(frame, _width(paragraph)) else ""
        indent = child(properties, "ind")
        if indent is None or value_of(child(properties, "jc")) not in TO_THE_LEFT:
            return ""
        left = whole_number(value_of(indent, "left") or value_of(indent, "start")) or 0
        first = whole_number(value_of(indent, "firstLine")) or 0
        begin = self._margin + left
        is_outside = begin >= self._far or begin + first + _width(paragraph) < 0
        return "outside_page" if is_outside else ""

    def _is_frame_outside(self, frame: Element, words: int) -> bool:
        across, down = (whole_number(value_of(frame, side)) for side in ("x", "y"))
        width = whole_number(value_of(frame, "w")) or words
        if across is not None and not value_of(frame, "xAlign"):
            begin = across + (0 if value_of(frame, "hAnchor") == "page" else self._margin)
            if begin >= self._far or begin + width < 0:
                return True
        return down is not None and not value_of(frame, "yAlign") and down >= self._far


def _width(paragraph: Element) -> int:
    return sum(len(each.text or "") for each in paragraph.iter("{*}t")) * LETTER


def _is_too_narrow(cell: Element) -> bool:
    """Only where the table's widths are fixed: in others a cell grows with its words."""
    table = next(cell.iterancestors("{*}tbl"), None)
    width = child(cell, "tcPr", "tcW")
    stated = whole_number(value_of(width, "w"))
    return (
        value_of(child(table, "tblPr", "tblLayout"), "type") == "fixed"
        and value_of(width, "type") == "dxa"
        and child(cell, "tcPr", "gridSpan") is None
        and stated is not None
        and 0 < stated < LEAST_CELL
    )
