"""The text of an OpenDocument text by its headings, with lists, tables and notes (ODF 1.3 part 3)."""

import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.elements import NOTES, element, lines_of, section, split_at_headings
from lscb_site.files.readers.opendocument import CONTENT

OFFICE, TEXT, TABLE = (
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
)
# What was deleted, remarked upon or generated: not the document's text.
LEFT_OUT = {
    f"{TEXT}tracked-changes",
    f"{TEXT}table-of-content",
    f"{TEXT}sequence-decls",
    f"{TEXT}variable-decls",
    f"{TEXT}user-field-decls",
    f"{OFFICE}annotation",
    f"{OFFICE}annotation-end",
    f"{OFFICE}forms",
}
SPACE = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
ROW, CELL = f"{TABLE}table-row", f"{TABLE}table-cell"
ROW_GROUPS = {f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"}
# A repeated row or cell is written once with a count; an empty one may claim a million.
MAX_REPEATED = 50


def sections(path: str) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(path) as package, package.open(CONTENT) as part:
        tree = etree.parse(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    document = tree.getroot().find(f"{OFFICE}body/{OFFICE}text")
    if document is None:
        return
    notes: list[etree._Element] = []
    yield from split_at_headings(list(_blocks(document, notes)))
    if notes:
        yield section(NOTES, [element("ol", "", *notes)])


def _blocks(parent: etree._Element, notes: list[etree._Element]) -> Iterator[etree._Element]:
    for child in parent.iterchildren(etree.Element):
        if child.tag in LEFT_OUT:
            continue
        if child.tag == f"{TEXT}h":
            level = child.get(f"{TEXT}outline-level", "1")
            yield _line(f"h{min(int(level), 6) if level.isdigit() and int(level) else 1}", child, notes)
        elif child.tag == f"{TEXT}p":
            yield _line("p", child, notes)
        elif child.tag == f"{TEXT}list":
            yield _list(child, notes)
        elif child.tag == f"{TABLE}table":
            yield _table(child, notes)
        else:
            yield from _blocks(child, notes)


def _line(tag: str, source: etree._Element, notes: list[etree._Element]) -> etree._Element:
    made = etree.Element(tag)
    made.text = clean(_words(source, notes))
    return made


def _words(source: etree._Element, notes: list[etree._Element]) -> str:
    """The words of a paragraph; its notes are gathered, and leave their number."""
    words = [source.text or ""]
    for child in source.iterchildren(etree.Element):
        if child.tag in SPACE:
            words.append(SPACE[child.tag])
        elif child.tag == f"{TEXT}note":
            body = child.find(f"{TEXT}note-body")
            if body is not None:
                note = " ".join(line for block in _blocks(body, []) for line in lines_of(block))
                notes.append(element("li", note))
                words.append(f" [{len(notes)}]")
        elif child.tag not in LEFT_OUT:
            words.append(_words(child, notes))
        words.append(child.tail or "")
    return "".join(words)


def _list(source: etree._Element, notes: list[etree._Element]) -> etree._Element:
    made = etree.Element("ul")
    for item in source.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
        blocks = list(_blocks(item, notes))
        entry = etree.SubElement(made, "li")
        if blocks and blocks[0].tag == "p":
            entry.text = blocks.pop(0).text
        entry.extend(blocks)
    return made


def _table(source: etree._Element, notes: list[etree._Element]) -> etree._Element:
    made = etree.Element("table")
    body = etree.SubElement(made, "tbody")
    for row in _rows(source):
        cells = [_cell(cell, notes) for cell in row.iterchildren(CELL) for _ in range(_repeated(cell, "columns"))]
        while cells and not lines_of(cells[-1]):
            cells.pop()
        if cells:
            etree.SubElement(body, "tr").extend(cells)
    return made


def _rows(source: etree._Element) -> Iterator[etree._Element]:
    for child in source.iterchildren(ROW, *ROW_GROUPS):
        if child.tag == ROW:
            yield child
        else:
            yield from _rows(child)


def _cell(source: etree._Element, notes: list[etree._Element]) -> etree._Element:
    """Paragraphs of a cell stay apart only where there are several."""
    blocks = list(_blocks(source, notes))
    made = etree.Element("td")
    if len(blocks) == 1 and blocks[0].tag == "p":
        made.text = blocks[0].text
    else:
        made.extend(blocks)
    return made


def _repeated(cell: etree._Element, what: str) -> int:
    stated = cell.get(f"{TABLE}number-{what}-repeated", "1")
    return min(int(stated), MAX_REPEATED) if stated.isdigit() else 1
