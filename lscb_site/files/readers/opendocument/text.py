"""The text of an OpenDocument text by its headings, with lists, tables and notes (ODF 1.3 part 3)."""

import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.elements import NOTES, element, lines_of, section, split_at_headings
from lscb_site.files.readers.opendocument.hidden import OdtRules
from lscb_site.files.readers.opendocument.styles import OdtStyles
from lscb_site.files.readers.raised import LOWERED, PART, RAISED, element_of, marked

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
SPAN, LEVEL = f"{TEXT}span", "level"
SIGNS = {"raised": RAISED, "lowered": LOWERED}  # of the attribute LEVEL, which `_mark_raised` sets
EDGE = "|"  # keeps the space at the edge of a part
SPACE = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
ROW, CELL = f"{TABLE}table-row", f"{TABLE}table-cell"
ROW_GROUPS = {f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"}
# A repeated row or cell is written once with a count; an empty one may claim a million.
MAX_REPEATED = 50


def sections(path: str) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(path) as package:
        rules = OdtRules(package)
    for unseen in list(rules.unseen()):
        unseen.take_out()
    _mark_raised(rules.root, rules.styles)
    document = rules.root.find(f"{OFFICE}body/{OFFICE}text")
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
    words = _words(source, notes)
    parts = PART.split(words)
    if len(parts) == 1:
        return element(tag, clean(words))
    cleaned = [clean(EDGE + part + EDGE)[1:-1] for part in parts]
    kept = [each if at % 3 != 1 else parts[at] for at, each in enumerate(cleaned)]  # each second of three is the sign
    kept[2::3] = [marked(text, sign) for sign, text in zip(kept[1::3], kept[2::3], strict=True)]
    del kept[1::3]
    return element_of(tag, "".join(kept).strip(" "))


def _mark_raised(root: etree._Element, styles: OdtStyles) -> None:
    for span in root.iter(SPAN):
        rise = styles.look_of(span).rise
        if rise:
            span.set(LEVEL, "raised" if rise > 0 else "lowered")


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
            inner = _words(child, notes)
            level = "" if PART.search(inner) else child.get(LEVEL, "")  # one within another stays as it is
            words.append(marked(inner, SIGNS[level]) if level else inner)
        words.append(child.tail or "")
    return "".join(words)


def _list(source: etree._Element, notes: list[etree._Element]) -> etree._Element:
    made = etree.Element("ul")
    for item in source.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
        blocks = list(_blocks(item, notes))
        entry = etree.SubElement(made, "li")
        if blocks and blocks[0].tag == "p":
            _move(blocks.pop(0), entry)
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
        _move(blocks[0], made)
    else:
        made.extend(blocks)
    return made


def _move(block: etree._Element, to: etree._Element) -> None:
    """The words of a paragraph, with its raised letters, into an empty element."""
    to.text = block.text
    to.extend(list(block))


def _repeated(cell: etree._Element, what: str) -> int:
    stated = cell.get(f"{TABLE}number-{what}-repeated", "1")
    return min(int(stated), MAX_REPEATED) if stated.isdigit() else 1
