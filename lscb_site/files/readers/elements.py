"""Sections of a document, built from HTML elements: HTML for the text view, plain lines for search and comparison.

Every reader makes plain lxml elements without namespaces. Whatever they hold, the parent cleans the HTML again
(:mod:`lscb_site.files.markup`): this side of the pipe has parsed a stranger's bytes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from lscb_site.files.readers.characters import clean, has_right_to_left
from lscb_site.files.readers.raised import TAGS, appended, set_off

# All bounds are in characters of HTML and text together. The longest report seen in the wild had 1.1 million.
MAX_SECTION = 400_000
MAX_TOTAL = 6_000_000
MAX_SECTIONS = 2_000
MAX_LABEL = 200
OPENING = "Start of the document"
NOTES = "Notes"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = {"ul", "ol"}
# Elements that stand on lines of their own; everything else is part of the line it is in.
BLOCKS = {"p", "li", "table", "blockquote", "pre", "dl", "dt", "dd", "div", *HEADINGS, *LISTS}
RAISING = {tag: sign for sign, tag in TAGS.items()}
DIRECTED = {"p", "li", "td", "th", *HEADINGS}


def element(tag: str, text: str = "", *children: etree._Element) -> etree._Element:
    """A new element with this text, which is clean, and these children."""
    made = etree.Element(tag)
    made.text = text or None
    made.extend(children)
    return made


def table(rows: Iterable[list[str]], *, has_header: bool) -> etree._Element:
    """A table of clean cells; a header row is its first."""
    made = etree.Element("table")
    head = etree.SubElement(made, "thead") if has_header else None
    body = etree.SubElement(made, "tbody")
    for number, cells in enumerate(rows):
        is_head = has_header and number == 0
        row = etree.SubElement(head if head is not None and is_head else body, "tr")
        for text in cells:
            cell = element("th" if is_head else "td", text)
            if is_head:
                cell.set("scope", "col")
            row.append(cell)
    return made


def lines_of(block: etree._Element) -> list[str]:
    """The text of an element as a reader meets it: one line a paragraph, list item or table row."""
    if block.tag == "tr":
        cells = [" ".join(lines_of(cell)) for cell in block]
        return [" | ".join(cells)] if any(cells) else []
    found: list[str] = []
    line = [block.text or ""]

    def end_line() -> None:
        text = set_off(clean("".join(line)))
        if text:
            found.append(text)
        line.clear()

    for child in block:
        if child.tag in BLOCKS or child.tag in ("tr", "thead", "tbody"):
            end_line()
            found.extend(lines_of(child))
        else:
            line[:] = [_with_inline("".join(line), child)]
        line.append(child.tail or "")
    end_line()
    return found


def _with_inline(before: str, part: etree._Element) -> str:
    """The text of a line once this element inside it is read; raised figures do not join the number before them."""
    if part.tag == "br":
        return f"{before}\n"
    if part.tag not in RAISING and next(part.iter(*RAISING), None) is None:
        return before + "".join(map(str, part.itertext()))
    line, raised = before + (part.text or "" if part.tag not in RAISING else ""), None
    for event, each in etree.iterwalk(part, events=("start", "end")):
        if event == "start":
            if raised is None and each.tag in RAISING:
                raised = each
                line = appended(line, "".join(map(str, each.itertext())), RAISING[each.tag])
            elif raised is None and each is not part:
                line += each.text or ""
            continue
        raised = None if each is raised else raised
        if raised is None and each is not part:
            line += each.tail or ""
    return line


def section(
    label: str,
    blocks: Iterable[etree._Element],
    *,
    level: int = 1,
    furniture: Iterable[str] = (),
    title: str = "",
    pictures: bool = False,
) -> dict[str, Any]:
    """One section of at most :data:`MAX_SECTION` characters, as it crosses the pipe.

    ``title`` is text of the file that the label shows, so it is part of the text but not of the HTML.
    """
    html: list[str] = []
    lines, left, complete = [clean(title)] if title else [], MAX_SECTION, True
    for block in blocks:
        markup, text = _written(block), lines_of(block)
        if not text:
            continue
        cost = len(markup) + sum(map(len, text))
        complete = cost <= left
        if not complete:
            if block.tag == "table":
                markup, text = _first_rows(block, left)
                html.append(markup)
                lines += text
            break
        html.append(markup)
        lines += text
        left -= cost
    return {
        "label": clean(label)[:MAX_LABEL],
        "level": level,
        "html": "\n".join(html),
        "text": "\n".join(lines),
        "furniture": "\n".join(furniture),
        "is_picture_only": pictures and not lines,
        "is_complete": complete,
    }


def _written(block: etree._Element) -> str:
    for part in block.iter(*DIRECTED):
        if has_right_to_left("".join(map(str, part.itertext()))):
            part.set("dir", "auto")
    return etree.tostring(block, encoding="unicode", method="html", with_tail=False)


def _first_rows(block: etree._Element, room: int) -> tuple[str, list[str]]:
    """As many rows of a table as fit."""
    lines: list[str] = []
    for row in list(block.iter("tr")):
        room -= len(_written(row)) + sum(map(len, lines_of(row)))
        parent = row.getparent()
        if room < 0 and parent is not None:
            parent.remove(row)
        else:
            lines += lines_of(row)
    return _written(block), lines


def split_at_headings(blocks: Iterable[etree._Element]) -> Iterator[dict[str, Any]]:
    """A section for each heading, and one for what stands before the first."""
    label, level, title = OPENING, 1, ""
    held: list[etree._Element] = []
    for block in blocks:
        heading = " ".join(lines_of(block)) if block.tag in HEADINGS else ""
        if not heading:
            held.append(block)
            continue
        if title or any(lines_of(each) for each in held):
            yield section(label, held, level=level, title=title)
        label, level, title, held = heading, HEADINGS[block.tag], heading, []
    if title or any(lines_of(each) for each in held):
        yield section(label, held, level=level, title=title)


def bounded(sections: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
    """As many sections as the bounds allow, and whether that is all of them."""
    kept: list[dict[str, Any]] = []
    left = MAX_TOTAL
    for each in sections:
        left -= len(each["html"]) + len(each["text"])
        if left < 0 or len(kept) == MAX_SECTIONS:
            return kept, False
        kept.append(each)
    return kept, all(each["is_complete"] for each in kept)
