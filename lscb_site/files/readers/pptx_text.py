"""The text of a presentation by slide: title, text and lists, tables, diagrams, and the speaker's notes."""

from collections.abc import Iterable, Iterator
from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.elements import element, section, table

NOTES = "Speaker notes"
LISTS = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT}
FURNITURE = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}
PICTURE = "{http://schemas.openxmlformats.org/presentationml/2006/main}pic"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
MAX_DEPTH = 20


def sections(path: str) -> Iterator[dict[str, Any]]:
    for number, slide in enumerate(pptx.Presentation(path).slides, 1):
        shapes = list(_flat(slide.shapes))
        title_shape = slide.shapes.title
        title = clean(title_shape.text_frame.text) if title_shape is not None else ""
        furniture = [shape for shape in shapes if _role(shape) in FURNITURE]
        label = f"Slide {number}: {title}" if title else f"Slide {number}"
        yield section(
            f"{label} (hidden)" if slide._element.get("show") == "0" else label,
            _blocks(slide, [shape for shape in shapes if shape not in furniture and shape != title_shape]),
            title=title,
            furniture=filter(None, (clean(shape.text_frame.text) for shape in furniture if shape.has_text_frame)),
            pictures=any(shape._element.tag == PICTURE or shape.has_chart for shape in shapes),
        )


def _blocks(slide: Slide, shapes: list[Any]) -> Iterator[etree._Element]:
    for shape in shapes:
        if shape.has_text_frame:
            yield from _text(shape)
        elif shape.has_table:
            rows = [[clean(cell.text) for cell in row.cells] for row in shape.table.rows]
            yield table(rows, has_header=shape.table.first_row)
        else:
            yield from _diagram(slide, shape)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        lines = _lines(slide.notes_slide.notes_text_frame)
        if lines:
            yield element("h3", NOTES)
            yield from (element("p", text) for _, text in lines)


# Shapes are `Any` from here on: the library's types know what all have in common, and not what each has beside that.
def _flat(shapes: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            if depth < MAX_DEPTH:
                yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _role(shape: Any) -> PP_PLACEHOLDER | None:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _lines(frame: Any) -> list[tuple[int, str]]:
    return [(paragraph.level, text) for paragraph in frame.paragraphs if (text := clean(paragraph.text))]


def _text(shape: Any) -> Iterator[etree._Element]:
    lines = _lines(shape.text_frame)
    if _role(shape) in LISTS and len(lines) > 1:
        yield nested_list(lines)
    else:
        yield from (element("p", text) for _, text in lines)


def nested_list(lines: list[tuple[int, str]]) -> etree._Element:
    """A list from (level, text); a level that skips its parent hangs from what is there."""
    top = etree.Element("ul")
    open_lists = [(lines[0][0], top)]
    for level, text in lines:
        while len(open_lists) > 1 and level < open_lists[-1][0]:
            open_lists.pop()
        deepest, current = open_lists[-1]
        if level > deepest and len(current):
            inner = etree.SubElement(current[-1], "ul")
            open_lists.append((level, inner))
            current = inner
        current.append(element("li", text))
    return top


def _diagram(slide: Slide, shape: Any) -> Iterator[etree._Element]:
    """The words of a SmartArt diagram, which lie in a part of their own."""
    for reference in shape._element.iter(DIAGRAM):
        part = slide.part.rels.get(reference.get(RELATIONSHIP))
        if part is not None and not part.is_external:
            model = etree.fromstring(part.target_part.blob, etree.XMLParser(resolve_entities=False))
            texts = [text for node in model.iter(TEXT) if (text := clean(node.text or ""))]
            if texts:
                yield nested_list([(0, text) for text in texts])
