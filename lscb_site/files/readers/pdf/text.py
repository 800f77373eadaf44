"""The text of a PDF, page by page."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from lscb_site.files.readers.elements import MAX_SECTIONS, section
from lscb_site.files.readers.pdf.furniture import furniture_of
from lscb_site.files.readers.pdf.labels import label_of, name_of
from lscb_site.files.readers.pdf.letters import PageLetters
from lscb_site.files.readers.pdf.lines import Line
from lscb_site.files.readers.pdf.page import Item, items_of
from lscb_site.files.readers.pdf.paragraphs import Layout
from lscb_site.files.readers.pdf.tag_blocks import TagBlocks
from lscb_site.files.readers.pdf.tags import TaggedPage, tagged
from lscb_site.files.readers.pdf.tree import Node, trees_of
from lscb_site.files.readers.raised import plain

# Of all pages; held in memory together, because furniture shows itself across pages.
MAX_LINES = 300_000
MAX_LANGUAGE = 100  # bytes


@dataclass(slots=True)
class _Page:
    """What was found on a page: its tagged parts, or else its items. ``is_drawn`` says that there is something to see,
    ``is_whole`` that all of its letters were read.

    ``furniture`` are the numbers of the lines of it that are none of its text.
    """

    name: str
    label: str
    items: list[Item]
    tagged: TaggedPage | None
    is_drawn: bool
    is_whole: bool
    furniture: set[int] = field(default_factory=set)

    @property
    def lines(self) -> list[Line]:
        return self.tagged.lines if self.tagged else [line for item in self.items for line in _lines_of(item)]

    def without_furniture(self, furniture: set[int]) -> list[Item]:
        """Its text. A table is furniture as a whole or not at all: heads that come again with it belong to it."""
        if self.tagged:
            self.furniture = (furniture - self.tagged.kept) | self.tagged.decoration
            return [line for number, line in enumerate(self.tagged.lines) if number not in self.furniture]
        self.furniture = set(furniture)
        body: list[Item] = []
        at = 0
        for item in self.items:
            numbers = range(at, at + len(_lines_of(item)))
            at = numbers.stop
            if self.furniture.issuperset(numbers):
                continue
            self.furniture.difference_update(numbers)
            body.append(item)
        return body


def sections(path: str, *, most: int = MAX_SECTIONS) -> Iterator[dict[str, Any]]:
    """A section for each of the first `most` pages, empty ones too: their number is what readers know them by."""
    trees = trees_of(path)
    with pypdfium2.PdfDocument(path) as document:
        language = _language_of(document)
        pages: list[_Page] = []
        lines_left = MAX_LINES
        while lines_left > 0 and len(pages) < min(len(document), most):
            pages.append(_read(document, len(pages), trees.pop(len(pages), None)))
            lines_left -= len(pages[-1].lines)
        is_complete = len(pages) == len(document)
    furniture = furniture_of([page.lines for page in pages], [page.name for page in pages])
    bodies = [page.without_furniture(found) for page, found in zip(pages, furniture, strict=True)]
    layout = Layout(bodies)
    for number, (page, body) in enumerate(zip(pages, bodies, strict=True)):
        if page.tagged:
            blocks = TagBlocks(page.tagged, layout.hyphen, layout.blocks, page.furniture, language).blocks()
        else:
            blocks = layout.blocks(body)
        left_out = [plain(page.lines[index].text) for index in sorted(page.furniture)]
        is_picture = page.is_drawn or bool(left_out and not body)
        made = section(page.label, blocks, furniture=left_out, pictures=is_picture)
        is_last = number == len(pages) - 1
        is_cut = not page.is_whole or (is_last and not is_complete)
        yield made | {"is_complete": False} if is_cut else made


def _read(document: pypdfium2.PdfDocument, number: int, tree: Node | None) -> _Page:
    page = document[number]
    letters = PageLetters(page)
    try:
        found = tagged(tree, letters) if tree else None
        items = items_of(page, letters) if found is None else []
        is_drawn = found is None and not items and pdfium.FPDFPage_CountObjects(page) > 0
        name = name_of(document, number)
        return _Page(name, label_of(name, number, len(document)), items, found, is_drawn, letters.is_whole)
    finally:
        letters.close()
        page.close()


def _language_of(document: pypdfium2.PdfDocument) -> str:
    """The tag that the document states for all of its text, or nothing."""
    length = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < length < MAX_LANGUAGE:
        return ""
    buffer = (ctypes.c_ushort * length)()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "ignore")


def _lines_of(item: Item) -> list[Line]:
    return [item] if isinstance(item, Line) else item.lines
