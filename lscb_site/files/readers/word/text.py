"""The text of a Word document by its headings, with lists, tables, notes and the descriptions of pictures."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import mammoth
from lxml import etree

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.elements import NOTES, element, section, split_at_headings
from lscb_site.files.readers.package_parts import child, main_part, parse, value_of
from lscb_site.files.readers.word.hidden import words_of
from lscb_site.files.readers.word.shown import shown_parts

# Contents pages are left out: their entries are the headings again, with page numbers nobody sees here.
STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='TOC Heading'] => !",
        "p[style-name='Table of Contents'] => !",
        *(f"p[style-name='{name} {level}'] => !" for name in ("toc", "TOC") for level in range(1, 10)),
        # Word's own styles for inner lists, whose numbering does not say how deep they are.
        *(
            f"p[style-name='List {kind} {level}'] => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh"
            for kind, tag in (("Bullet", "ul"), ("Number", "ol"))
            for level in range(2, 6)
        ),
    ]
)
ARROW = "↑"
HEADING_STYLE = re.compile("Heading([1-6])")


UNREAD = "The tables, lists and notes of this document could not be read in their form: only its paragraphs are here."


def sections(path: str) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(path) as package:
        parts = shown_parts(package)
        try:
            body = _body(_as_shown(package, parts))
        except Exception:  # the library raises whatever the damage suggests; the words are there all the same
            yield from split_at_headings([*_paragraphs(parts[main_part(package)]), element("p", UNREAD)])
            return
    blocks = list(body)
    notes = blocks.pop() if blocks and _is_notes(blocks[-1]) else None
    _tidy(body)
    yield from split_at_headings(blocks)
    if notes is not None:
        yield section(NOTES, [notes])


def _body(package: io.BytesIO) -> etree._Element:
    html = mammoth.convert_to_html(package, style_map=STYLES, convert_image=_described).value
    # mammoth escapes what it writes, so this is XML; a document it could not close properly is an error here.
    return etree.fromstring(f"<div>{html}</div>", etree.XMLParser(resolve_entities=False, huge_tree=True))


def _paragraphs(document: bytes) -> Iterator[etree._Element]:
    for paragraph in parse(document).iter("{*}p"):
        level = HEADING_STYLE.fullmatch(value_of(child(paragraph, "pPr", "pStyle")))
        yield element(f"h{level[1]}" if level else "p", clean(words_of(paragraph)))


def _as_shown(original: zipfile.ZipFile, parts: dict[str, bytes]) -> io.BytesIO:
    """The package without the words that its pages do not show, which the library would read like all others."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        for name in original.namelist():
            if name in parts:
                made.writestr(name, parts[name])
            elif name.endswith((".xml", ".rels")):
                made.writestr(name, original.read(name))
    package.seek(0)
    return package


def _described(image: Any) -> list[Any]:
    """A picture is what its author said it shows. The bytes are never read."""
    description = clean(image.alt_text or "")
    # Word fills in a file's path or one bare word where the author wrote nothing.
    if " " not in description or "\\" in description:
        return []
    return [mammoth.html.element("em", {}, [mammoth.html.text(f"Picture: {description}")])]


def _is_notes(block: etree._Element) -> bool:
    return block.tag == "ol" and len(block) > 0 and block[0].get("id", "").startswith(("footnote-", "endnote-"))


def _tidy(body: etree._Element) -> None:
    """Drops anchors, links inside the document and the arrows that lead back from notes; keeps their words.

    A cell of one paragraph is that paragraph's words; a head in the first rows is its column's.
    """
    for link in list(body.iter("a")):
        if link.text == ARROW:
            link.text = None
        if not link.get("href", "").startswith(("http://", "https://", "mailto:", "tel:")):
            link.tag = "span"
    etree.strip_tags(body, "span")
    for cell in body.iter("td", "th"):
        if len(cell) == 1 and cell[0].tag == "p":
            etree.strip_tags(cell, "p")
        if cell.tag == "th":
            cell.set("scope", "col")
