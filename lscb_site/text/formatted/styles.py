"""What the attributes of an element say about it: Word and Google Docs write meaning into `style` and `class`."""

import re
from collections.abc import Iterator
from typing import Any

from lscb_site.text.formatted.removed import Removed

Element = Any  # of lxml, which comes without types

HIDDEN = {
    "display": {"none"},
    "visibility": {"hidden"},
    "mso-hide": {"all"},
    "font-size": {"0", "0px", "0pt"},
    "opacity": {"0"},
}
COMMENTS = {"msocomtxt", "msocomanchor", "msocomoff", "msocomhide", "msocommenttext", "msocommentsubject"}
BOLD = re.compile(r"bold|bolder|[6-9]00")
PLAIN_COLOURS = {"", "black", "windowtext", "inherit", "initial", "currentcolor", "auto", "#000", "#000000", "none"} | {
    *("rgb(0,0,0)", "rgba(0,0,0,1)", "transparent", "white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(0,0,0,0)")
}
SIZES = {"font-family", "font-size", "font"}


def style_of(element: Element) -> dict[str, str]:
    """Its declarations, lower case."""
    found = {}
    for part in (element.get("style") or "").lower().split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def classes_of(element: Element) -> set[str]:
    return set((element.get("class") or "").lower().split())


def is_hidden(element: Element) -> bool:
    style = style_of(element)
    return "hidden" in element.attrib or any(style.get(name) in values for name, values in HIDDEN.items())


def is_deleted(element: Element) -> bool:
    """By Word's tracked changes, or struck out by hand: whoever reads it without the line reads the opposite."""
    style = style_of(element)
    line = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    return (
        element.tag in ("del", "s", "strike")
        or bool(classes_of(element) & {"msodel", "msomovefrom", "trackchangetextdeletion"})
        or "line-through" in line
        or style.get("text-line-through") in {"single", "double"}
    )


def is_comment(element: Element) -> bool:
    """A remark of a reviewer, or the mark that leads to it. The words that were remarked on are neither."""
    style, classes = style_of(element), classes_of(element)
    href = element.get("href") or ""
    return (
        style.get("mso-element") in {"comment", "comment-list"}
        or style.get("mso-special-character") == "comment"
        or bool(classes & COMMENTS)
        or ("msocommentreference" in classes and not words_of(element))
        or (element.tag == "a" and href.startswith(("#_msocom", "#_msoanchor", "#cmnt")))
    )


def words_of(element: Element) -> str:
    """What a reader reads of it, without marks of comments."""
    text = "".join(element.itertext()).strip()
    return "" if re.fullmatch(r"(?:\[[A-Za-z]*\d+\]\s*)*", text) else text


def meanings(element: Element) -> Iterator[str]:
    """The elements that say what its style says: bold, italic, raised, lowered."""
    style = style_of(element)
    if BOLD.fullmatch(style.get("font-weight", style.get("font", "").partition(" ")[0])):
        yield "strong"
    if style.get("font-style") in {"italic", "oblique"}:
        yield "em"
    if style.get("vertical-align") in {"super", "sub"}:
        yield "sup" if style["vertical-align"] == "super" else "sub"


def is_undone(element: Element) -> bool:
    """Bold or italic whose style says that it is not: so Google Docs wraps all that it copies."""
    style = style_of(element)
    if element.tag in ("b", "strong"):
        return style.get("font-weight") in {"normal", "400", "lighter"}
    return element.tag in ("i", "em") and style.get("font-style") == "normal"


def note_looks(element: Element, removed: Removed) -> None:
    """Says which looks go, once for a text. White and black are nobody's choice, nor is how a link looks."""
    style = style_of(element)
    if element.tag == "a" or any(each.tag == "a" for each in element.iterancestors()):
        return
    ground = style.get("background-color", style.get("background", ""))
    colours = (style.get("color", (element.get("color") or "").lower()), ground)
    if any("".join(colour.split()) not in PLAIN_COLOURS and "url(" not in colour for colour in colours):
        removed.found["colours"] = 1
    if SIZES & style.keys() or (element.tag == "font" and (element.get("face") or element.get("size"))):
        removed.found["fonts and sizes"] = 1
    if element.tag == "u" or "underline" in style.get("text-decoration", ""):
        removed.found["underlining"] = 1
    align = style.get("text-align", element.get("align") or "").lower()
    if element.tag == "center" or align in {"center", "right", "justify"}:
        removed.found["alignment"] = 1
