"""Which words of an OpenDocument text its pages do not show: one rule for readers, who leave them out, and for the
privacy check, which lists them."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lscb_site.files.readers.colours import are_alike, is_dark
from lscb_site.files.readers.opendocument.styles import UNKNOWN, OdtLook, OdtStyles, points
from lscb_site.files.readers.package_parts import Element, name_of, remove, tree, value_of

CONTENT, STYLES = "content.xml", "styles.xml"
HIDDEN, SECTION, INVISIBLE, COVERED, OUTSIDE = (
    *("hidden_text", "hidden_section", "invisible_text", "covered_text", "outside_page"),
)
LEAST_SIZE, LEAST_WIDTH = 2.0, 5.0  # points, per cent of a letter's own width
LEAST_SIDE = 2.0  # points
WIDEST, HIGHEST = 842.0, 1_191.0  # of a page, in points: A3
# What carries a look to what is inside it.
LOOKED = {"p", "h", "span", "a", "table-cell", "table", "frame", "custom-shape", "rect"}
SPACES = {"s", "tab", "line-break"}
# What stands among the words of a paragraph and is no part of them.
ASIDE = {"annotation", "note", "tracked-changes", "text-box"}
# A condition that is true wherever the file is opened: LibreOffice itself says then that the section is hidden.
ALWAYS = re.compile(r"(?:\w+:)?\s*(?:1|true|(\w+) *(?:EQ|==|=) *\1)\s*", re.IGNORECASE)
# Fields that may be told not to show themselves.
FIELDS = ("{*}variable-set", "{*}variable-get", "{*}user-field-get", "{*}user-field-input", "{*}expression")


@dataclass(frozen=True)
class UnseenPiece:
    """An element that is not shown; only the words that stand in it directly where ``is_own_words``."""

    code: str
    element: Element
    words: str
    is_own_words: bool = False

    def take_out(self) -> None:
        if not self.is_own_words:
            remove(self.element)
            return
        self.element.text = None
        for each in self.element:
            each.tail = None


def words_of(element: Element) -> str:
    """All words in an element, but for remarks and notes."""
    parts = [element.text or ""]
    for each in element:
        name = name_of(each)
        if name in SPACES:
            parts.append(" ")
        elif name not in ASIDE:
            parts += [" "] * (name in ("p", "h", "list-item", "table-cell")) + [words_of(each)]
        parts.append(each.tail or "")
    return "".join(parts)


def own_words(element: Element) -> str:
    return "".join([element.text or "", *(each.tail or "" for each in element)])


class OdtRules:
    """What of a document decides whether words in one of its parts are seen."""

    def __init__(self, package: zipfile.ZipFile, part: str = CONTENT) -> None:
        root, shared = tree(package, part), tree(package, STYLES) if part != STYLES else None
        if root is None:
            raise ValueError("no content")
        self.root = root
        self.styles = OdtStyles(shared, root)
        self._looks: dict[Element, OdtLook] = {}

    def unseen(self) -> Iterator[UnseenPiece]:
        """Everything that is not shown, in the order of the part. What was deleted or remarked upon is not among it:
        it stands outside the text."""
        gone: set[Element] = set()
        for element in self.root.iter("{*}*"):
            name = name_of(element)
            if any(above in gone for above in element.iterancestors()):
                continue
            why = _why_whole(element, name)
            if why:
                gone.add(element)
                yield UnseenPiece(why, element, _words_within(element))
            elif name in ("p", "h", "span", "a") and own_words(element).strip():
                code = self._why_letters(element)
                if code:
                    yield UnseenPiece(code, element, own_words(element), is_own_words=True)

    def _why_letters(self, element: Element) -> str:
        look = self._look(element)
        if look.is_hidden:
            return HIDDEN
        is_small = look.size is not None and look.size < LEAST_SIZE
        if look.is_transparent or is_small or (look.width is not None and look.width < LEAST_WIDTH):
            return INVISIBLE
        ground = look.ground or self.styles.paper
        if ground == UNKNOWN or look.colour == "":
            return ""
        # Without a colour of its own, a program writes in black, or on a dark ground in white.
        if look.colour is None or not are_alike(look.colour, ground):
            return ""
        return COVERED if is_dark(ground) else INVISIBLE

    def _look(self, element: Element) -> OdtLook:
        """Its own look over that of everything it stands in."""
        waiting = []
        at: Element | None = element
        while at is not None and at not in self._looks:
            waiting.append(at)
            at = at.getparent()
        look = self._looks[at] if at is not None else OdtLook()
        for each in reversed(waiting):
            if name_of(each) in LOOKED:
                look = look.under(self.styles.look_of(each))
            self._looks[each] = look
        return look


def _why_whole(element: Element, name: str) -> str:
    """The code of a finding for an element that is not shown with all that is in it, or an empty string."""
    if name == "section":
        display = value_of(element, "display")
        is_hidden = value_of(element, "is-hidden") == "true" or ALWAYS.fullmatch(value_of(element, "condition"))
        return SECTION if display == "none" or (display == "condition" and is_hidden) else ""
    if name == "script":
        return HIDDEN
    if name in ("p", "h"):
        hiding = next(element.iterchildren("{*}hidden-paragraph"), None)
        return HIDDEN if hiding is not None and value_of(hiding, "is-hidden") == "true" else ""
    if name == "hidden-text":
        return HIDDEN if value_of(element, "is-hidden") == "true" else ""
    if name in ("table-row", "table-column"):
        return HIDDEN if value_of(element, "visibility") in ("collapse", "filter") and len(element) else ""
    if name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first"):
        return HIDDEN if value_of(element, "display") == "false" and words_of(element).strip() else ""
    if name == "frame":
        return _why_frame(element) if _words_within(element).strip() else ""
    is_field = "{*}" + name in FIELDS
    return HIDDEN if is_field and value_of(element, "display") == "none" else ""


def _words_within(element: Element) -> str:
    """The words of a part of a text, or of a field, or of the box in a frame."""
    boxes = [words_of(box) for box in element.iterchildren("{*}text-box")]
    return "".join([words_of(element), *boxes]) or value_of(element, "string-value")


def _why_frame(frame: Element) -> str:
    if value_of(frame, "display") == "none":
        return HIDDEN
    width, height = points(value_of(frame, "width")), points(value_of(frame, "height"))
    grows = any(value_of(box, "min-height") for box in frame.iterchildren("{*}text-box"))
    sides = (width, None if grows else height)
    if any(side is not None and 0 <= side < LEAST_SIDE for side in sides):
        return INVISIBLE
    for name, side, most in (("x", width, WIDEST), ("y", height, HIGHEST)):
        start = points(value_of(frame, name))
        if start is not None and (start >= most or start + max(side or 0.0, 0.0) < -72):
            return OUTSIDE
    return ""
