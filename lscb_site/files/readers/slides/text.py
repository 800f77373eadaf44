"""The text of a presentation by slide: title, text and lists, tables, diagrams; the speaker's notes where asked for."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from lscb_site.files.readers.characters import clean
from lscb_site.files.readers.elements import element, section, table
from lscb_site.files.readers.package_parts import main_part, remove, tree, value_of
from lscb_site.files.readers.raised import LOWERED, RAISED, element_of, marked, plain
from lscb_site.files.readers.slides.hidden import Slide as ShownSlide
from lscb_site.files.readers.slides.hidden import listed_slides, size_of, slide_of, unseen_shapes

NOTES = "Speaker notes"
LISTS = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT}
FURNITURE = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}
PICTURE = "{http://schemas.openxmlformats.org/presentationml/2006/main}pic"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
MAX_DEPTH = 20


def sections(path: str, *, speaker_notes: bool = False) -> Iterator[dict[str, Any]]:
    """``speaker_notes`` says that readers are meant to have them."""
    with zipfile.ZipFile(path) as package:
        try:
            deck = pptx.Presentation(path)
            slides = list(deck.slides)
        except Exception:  # the strict form, and whatever else the library does not know
            yield from _plain_sections(package)
            return
        size = size_of(deck.element)
        for number, slide in enumerate(slides, 1):
            if slide.element.get("show") in ("0", "false"):
                yield _hidden_section(number)
                continue
            try:
                shown = slide_of(package, slide.part.partname.lstrip("/"), slide.element)
                _take_out(package, shown, size)
                yield _section(number, slide, speaker_notes=speaker_notes)
            except Exception:  # the library raises whatever the damage suggests; the other slides are not lost
                made = section(f"Slide {number}", [element("p", f"Slide {number} could not be read.")])
                yield made | {"is_complete": False}


def _hidden_section(number: int) -> dict[str, Any]:
    return section(f"Slide {number} (hidden)", [element("p", f"Slide {number} is hidden and left out.")])


def _take_out(package: zipfile.ZipFile, slide: ShownSlide, size: tuple[int, int]) -> None:
    for unseen in list(unseen_shapes(package, slide, *size)):
        for each in unseen.elements:
            remove(each)


def _plain_sections(package: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    """The lines of each slide, without lists and tables."""
    main = main_part(package)
    presentation = tree(package, main)
    if presentation is None:
        return
    for number, name in enumerate(listed_slides(package, main, presentation), 1):
        root = tree(package, name)
        if root is None:
            continue
        slide = slide_of(package, name, root)
        if slide.is_hidden:
            yield _hidden_section(number)
            continue
        _take_out(package, slide, size_of(presentation))
        lines = ("".join(each.text or "" for each in line.iter("{*}t")) for line in root.iter("{*}p"))
        yield section(f"Slide {number}", [element("p", text) for line in lines if (text := clean(line))])


def _section(number: int, slide: Slide, *, speaker_notes: bool) -> dict[str, Any]:
    shapes = list(_flat(slide.shapes))
    title_shape = slide.shapes.title
    title = plain(" ".join(text for _, text in _lines(title_shape.text_frame))) if title_shape is not None else ""
    furniture = [shape for shape in shapes if _role(shape) in FURNITURE]
    blocks = _blocks(slide, [shape for shape in shapes if shape not in furniture and shape != title_shape])
    return section(
        f"Slide {number}: {title}" if title else f"Slide {number}",
        [*blocks, *(_notes(slide) if speaker_notes else ())],
        title=title,
        furniture=filter(None, (clean(shape.text_frame.text) for shape in furniture if shape.has_text_frame)),
        pictures=any(shape._element.tag == PICTURE or shape.has_chart for shape in shapes),
    )


def _blocks(slide: Slide, shapes: list[Any]) -> Iterator[etree._Element]:
    for shape in shapes:
        if shape.has_text_frame:
            yield from _text(shape)
        elif shape.has_table:
            rows = [
                [plain(" ".join(text for _, text in _lines(cell.text_frame))) for cell in row.cells]
                for row in shape.table.rows
            ]
            yield table(rows, has_header=shape.table.first_row)
        else:
            yield from _diagram(slide, shape)


def _notes(slide: Slide) -> Iterator[etree._Element]:
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        lines = _lines(slide.notes_slide.notes_text_frame)
        if lines:
            yield element("h3", NOTES)
            yield from (element_of("p", text) for _, text in lines)


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
    return [(each.level, text) for each in frame.paragraphs if (text := _words(each._p, clean(each.text)))]


def _words(paragraph: Any, text: str) -> str:
    """The clean text of a paragraph, its raised and lowered parts marked."""
    raised = [value_of(each, "baseline").lstrip("-0") for each in paragraph.iter("{*}rPr")]
    if not any(raised):
        return text
    made = ""
    for each in paragraph.iterchildren("{*}r", "{*}fld", "{*}br"):
        words = "".join(part.text or "" for part in each.iter("{*}t")) or " "
        baseline = value_of(next(each.iterchildren("{*}rPr"), None), "baseline")
        is_marked = bool(baseline.strip("-0%")) and bool(words.strip())
        made += marked(clean(words), LOWERED if baseline.startswith("-") else RAISED) if is_marked else words
    return " ".join(made.split())


def _text(shape: Any) -> Iterator[etree._Element]:
    lines = _lines(shape.text_frame)
    if _role(shape) in LISTS and len(lines) > 1:
        yield nested_list(lines)
    else:
        yield from (element_of("p", text) for _, text in lines)


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
        current.append(element_of("li", text))
    return top


def _diagram(slide: Slide, shape: Any) -> Iterator[etree._Element]:
    """The words of a SmartArt diagram, which lie in a part of their own, and the title of a chart."""
    if shape.has_chart and shape.chart.has_title:
        words = clean(shape.chart.chart_title.text_frame.text) if shape.chart.chart_title.has_text_frame else ""
        if words:
            yield element("p", f"Chart: {words}")
    for reference in shape._element.iter(DIAGRAM):
        part = slide.part.rels.get(reference.get(RELATIONSHIP))
        if part is not None and not part.is_external:
            model = etree.fromstring(part.target_part.blob, etree.XMLParser(resolve_entities=False))
            texts = [text for node in model.iter(TEXT) if (text := clean(node.text or ""))]
            if texts:
                yield nested_list([(0, text) for text in texts])
