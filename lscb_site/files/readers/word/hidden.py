"""Which words of a Word document its pages do not show: one rule for readers, who leave them out, and for the privacy
check, which lists them."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lscb_site.files.readers.colours import BLACK, WHITE, are_alike, brightness, hexadecimal, is_dark
from lscb_site.files.readers.drawings import UNKNOWN
from lscb_site.files.readers.package_parts import (
    Element,
    child,
    main_part,
    name_of,
    part_of_kind,
    remove,
    tree,
    value_of,
)
from lscb_site.files.readers.word.bars import paragraphs_under_bars
from lscb_site.files.readers.word.boxes import Page, box_of, fills_behind, page_of, why_box_is_unseen
from lscb_site.files.readers.word.cells import CellLooks
from lscb_site.files.readers.word.off_page import ParagraphPlaces
from lscb_site.files.readers.word.styles import (
    AUTOMATIC,
    NOTHING,
    Look,
    WordStyles,
    is_on,
    look_of_letters,
    look_of_paragraph,
)

HIDDEN, INVISIBLE, COVERED, DELETED = "hidden_text", "invisible_text", "covered_text", "tracked_deletion"
# The roots of parts that hold paragraphs.
STORIES = {"document", "hdr", "ftr", "footnotes", "endnotes", "glossaryDocument"}
LEAST_SIZE = 4  # half points: 2 points
LOST_IN_THE_DARK = 1.5  # WCAG's contrast below which nobody reads dark letters on a dark ground
LEAST_WIDTH = 5  # per cent of a letter's own width
LEAST_LINE = 40  # twentieths of a point: 2 points
WORDS = {"t", "delText", "sym"}


@dataclass(frozen=True)
class Unseen:
    """An element of a story whose words no page shows, and the code of `finding_kinds.KINDS` that says why."""

    code: str
    element: Element


def plain(root: Element) -> Element:
    """The story with one of each pair of alternatives: what a new program draws, or else what an old one does."""
    for pair in list(root.iter("{*}AlternateContent")):
        choices = [each for each in pair.iterchildren("{*}Choice") if len(each)] or list(
            pair.iterchildren("{*}Fallback")
        )
        parent = pair.getparent()
        if parent is None:
            continue
        for each in list(choices[0]) if choices else []:
            pair.addprevious(each)
        remove(pair)
    return root


def words_of(element: Element) -> str:
    """The words in it, kept and deleted ones."""
    parts = []
    for each in element.iter("{*}t", "{*}delText", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen", "{*}p"):
        name = name_of(each)
        parts.append(each.text or "" if name in WORDS else "-" if name == "noBreakHyphen" else " ")
    return "".join(parts)


class WordRules:
    """What of a document decides whether words in it are seen: its styles, and the colour and size of its pages."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        main = main_part(package)
        styles = part_of_kind(package, main, "styles")
        settings = part_of_kind(package, main, "settings")
        self.styles = WordStyles(tree(package, styles) if styles else None)
        paints_page = is_on(child(tree(package, settings), "displayBackgroundShape")) if settings else None
        self._paints_page = bool(paints_page)

    def unseen(self, root: Element) -> Iterator[Unseen]:
        """Everything in a story that is not shown, in its order; of what lies in another, the other. Call :func:`plain`
        first."""
        paper = self._paper(root)
        page = page_of(root)
        behind, barred = fills_behind(root), paragraphs_under_bars(root)
        inside: set[Element] = set()  # what stands in something that was told already
        cells = CellLooks(self.styles)
        places = ParagraphPlaces(root, page)
        paragraphs: dict[Element, tuple[Look, str, str]] = {}
        for element in root.iter("{*}del", "{*}moveFrom", "{*}tr", "{*}tc", "{*}txbxContent", "{*}r"):
            parent = element.getparent()
            name = name_of(element)
            if parent is None or name_of(parent) in ("rPr", "trPr", "tcPr", "pPr", "numPr"):
                continue  # a mark that something was deleted, not the thing
            code = ""
            if name in ("del", "moveFrom"):
                code = DELETED
            elif name == "tr":
                code = DELETED if child(element, "trPr", "del") is not None else ""
                code = code or (HIDDEN if is_on(child(element, "trPr", "hidden")) else "")
            elif name == "tc":
                code = DELETED if child(element, "tcPr", "cellDel") is not None else ""
            elif name == "txbxContent":
                code = why_box_is_unseen(element, page)
            elif name == "r":
                paragraph = next(element.iterancestors("{*}p"), None)
                if paragraph is not None:
                    if paragraph not in paragraphs:
                        place = COVERED if paragraph in barred else places.why_unseen(paragraph)
                        paragraphs[paragraph] = (*self._around(paragraph, paper, behind, cells, page), place)
                    look, ground, place = paragraphs[paragraph]
                    code = place or self._why_unseen(element, look, ground)
            if code and not any(above in inside for above in element.iterancestors()) and words_of(element).strip():
                inside.add(element)
                yield Unseen(code, element)

    def _paper(self, root: Element) -> str:
        colour = hexadecimal(value_of(child(root, "background"), "color"))
        return colour if colour and self._paints_page else WHITE

    def _around(
        self, paragraph: Element, paper: str, behind: set[Element], cells: CellLooks, page: Page
    ) -> tuple[Look, str]:
        """How letters in a paragraph look before their own style has a word, and the ground that it lies on."""
        properties = child(paragraph, "pPr")
        look, ground = self.styles.defaults, paper
        cell = box = None
        for above in paragraph.iterancestors("{*}tc", "{*}txbxContent"):
            if name_of(above) == "tc" and cell is None and box is None:
                cell = above
            elif name_of(above) == "txbxContent" and box is None:
                box = above
        if paragraph in behind or (box is not None and box in behind):
            ground = UNKNOWN
        if box is not None:
            ground = box_of(box, page).fill or ground
        if cell is not None:
            ground = cells.of(cell).ground or ground
            look = look.under(cells.of(cell))
        style = self.styles.look("paragraph", value_of(child(properties, "pStyle")))
        return look.under(style).under(look_of_paragraph(properties)), ground

    def _why_unseen(self, run: Element, around: Look, ground: str) -> str:
        properties = child(run, "rPr")
        style_id = value_of(child(properties, "rStyle"))
        style = self.styles.look("character", style_id) if style_id else NOTHING
        own = look_of_letters(properties)
        look = around.under(style).under(own)
        if own.is_hidden is None and around.is_hidden and style.is_hidden and not self.styles.defaults.is_hidden:
            return ""  # a style that hides what another one hides shows it again (17.7.3)
        if look.is_hidden:
            return HIDDEN
        if look.is_transparent or _is_too_small(look):
            return INVISIBLE
        return _why_unreadable(look, ground)


def _is_too_small(look: Look) -> bool:
    limits = ((look.size, LEAST_SIZE), (look.width, LEAST_WIDTH), (look.line, LEAST_LINE))
    return any(stated is not None and stated < least for stated, least in limits)


def _why_unreadable(look: Look, ground: str) -> str:
    ground = look.highlight or look.ground or ground
    colour = look.colour or AUTOMATIC
    if UNKNOWN in (ground, colour) or not hexadecimal(ground):
        return ""
    if colour == AUTOMATIC:
        # It turns white on a dark ground, and stays black under a highlighter.
        colour = BLACK if look.highlight else ""
    if not colour:
        return ""
    if is_dark(ground):
        darker, lighter = sorted((brightness(colour), brightness(ground)))
        return COVERED if (lighter + 0.05) / (darker + 0.05) < LOST_IN_THE_DARK else ""
    return INVISIBLE if are_alike(colour, ground) else ""
