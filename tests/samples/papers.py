"""Documents with something to read in them: laid-out pages, lists, tables, notes. Each maker returns bytes."""

import io

import docx
import openpyxl
import pikepdf
import pptx
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from tests.samples import documents

A4 = (595, 842)
LEFT, TOP, LEADING = 72, 760, 14
HEBREW = "שלום ילדים"

# (points from the left edge, from the foot, size of letters, words)
Placed = tuple[float, float, float, str]


def placed(pages: list[list[Placed]], *, size=A4) -> bytes:
    """A PDF with every line exactly where it is said to stand."""
    document = documents.new_pdf(len(pages), text="")
    for page, lines in zip(document.pages, pages, strict=True):
        page.obj.MediaBox = Array([0, 0, *size])
        page.obj.Contents = document.make_stream(b"\n".join(map(_drawn, lines)))
    return documents.saved(document)


def _drawn(line: Placed) -> bytes:
    left, foot, size, words = line
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf 1 0 0 1 {left} {foot} Tm ({escaped}) Tj ET".encode("cp1252")


def flowing(*paragraphs: list[str], left=LEFT, top=TOP, size=11) -> list[Placed]:
    """Paragraphs given as lists of lines, each a line's height below the one before, a gap between paragraphs."""
    lines, foot = [], top
    for paragraph in paragraphs:
        for words in paragraph:
            lines.append((left, foot, size, words))
            foot -= LEADING
        foot -= LEADING / 2
    return lines


def report(pages: int, words: list[str], words_a_page: int = 400) -> bytes:
    """A long born-digital report: running head, page numbers, paragraphs of ten-word lines, within the page."""
    drawn = []
    for number in range(pages):
        body = words[number * words_a_page :][:words_a_page]
        lines = [" ".join(body[at : at + 10]) for at in range(0, len(body), 10)]
        paragraphs = [lines[at : at + 6] for at in range(0, len(lines), 6)]
        foot = (LEFT, 30, 9, f"Page {number + 1} of {pages}")
        drawn.append([(LEFT, 810, 9, "London procedures"), *flowing(*paragraphs, size=9), foot])
    return placed(drawn)


def picture(width=200, height=280) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((20, 20, width - 20, height // 2), fill="black")
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def scan(*, with_text_on: tuple[int, ...] = (), pages: int = 1) -> bytes:
    """Pages that are pictures, as a scanner makes them."""
    document = documents.new_pdf(pages)
    image = Image.open(io.BytesIO(picture())).convert("L")
    stream = document.make_stream(
        image.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    for number, page in enumerate(document.pages):
        if number not in with_text_on:
            page.obj.Resources = Dictionary(XObject=Dictionary(Scan=stream))
            page.obj.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
    return documents.saved(document)


def hebrew_pdf() -> bytes:
    """A line of Hebrew, drawn from right to left by a font that says which letter each shape is."""
    document = documents.new_pdf(text="")
    letters = sorted(set(HEBREW))
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    lines = "\n".join(f"<{codes[letter]:04x}> <{ord(letter):04x}>" for letter in letters)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(letters)} beginbfchar\n{lines}\nendbfchar "
        "endcmap end end"
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Hebrew,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        DW=600,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Hebrew,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([document.make_indirect(descendant)]),
        ToUnicode=document.make_stream(to_unicode.encode()),
    )
    page = document.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font)))
    shapes = "".join(f"{codes[letter]:04x}" for letter in reversed(HEBREW))
    page.Contents = document.make_stream(f"BT /F1 12 Tf 72 700 Td <{shapes}> Tj ET".encode())
    return documents.saved(document)


def agreement() -> bytes:
    """A Word document with a cover line, headings of two levels, a nested list, a table and a picture."""
    document = docx.Document()
    document.add_paragraph("For local use")
    document.add_heading("Purpose", 1)
    document.add_paragraph("Share what is needed.")
    document.add_paragraph("Police", style="List Bullet")
    document.add_paragraph("borough command", style="List Bullet 2")
    document.add_paragraph("Health", style="List Bullet")
    document.add_heading("Consent", 2)
    document.add_paragraph("Ask where it is safe.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Partner", "Post", "Police", "Inspector & deputy"], strict=True):
        cell.text = text
    document.add_picture(io.BytesIO(picture()))
    document.inline_shapes[0]._inline.docPr.set("descr", "A map of the boroughs")
    return documents.saved(document)


def deck() -> bytes:
    """Slides: a title with notes, a nested list, a table, a picture alone, nothing at all, and a hidden one."""
    deck = pptx.Presentation()
    title, content, title_only, blank = (deck.slide_layouts[number] for number in (0, 1, 5, 6))
    first = deck.slides.add_slide(title)
    first.shapes.title.text, first.placeholders[1].text = "Sharing intelligence", "19 June 2015"
    first.notes_slide.notes_text_frame.text = "Thank the hosts.\nKeep to time."
    second = deck.slides.add_slide(content)
    second.shapes.title.text = "Before you share"
    frame = second.placeholders[1].text_frame
    frame.text = "Why?"
    for text, level in [("Consent", 1), ("Another ground", 1), ("What is the least?", 0)]:
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    third = deck.slides.add_slide(title_only)
    third.shapes.title.text = "Who holds what"
    table = third.shapes.add_table(2, 2, 0, 0, 5_000_000, 1_000_000).table
    for cell, text in zip(table.iter_cells(), ["Agency", "Piece", "Police", "Addresses"], strict=True):
        cell.text = text
    deck.slides.add_slide(blank).shapes.add_picture(io.BytesIO(picture()), 0, 0)
    deck.slides.add_slide(blank)
    hidden = deck.slides.add_slide(title_only)
    hidden.shapes.title.text = "Spare"
    hidden._element.set("show", "0")
    return documents.saved(deck)


def workbook(rows: list[list], *, number_format: str = "") -> bytes:
    book = openpyxl.Workbook(write_only=False)
    book.active.title = "Figures"
    for row in rows:
        book.active.append(row)
    if number_format:
        for row in book.active.iter_rows(min_row=2):
            row[-1].number_format = number_format
    return documents.saved(book)


def odt_of(body: str) -> bytes:
    """An OpenDocument text whose ``office:text`` is the given XML."""
    namespaces = documents.ODF_NAMESPACES + (
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    parts = documents.odt_parts()
    parts["content.xml"] = (
        f"<office:document-content {namespaces}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return documents.packed(parts)


def with_parts(package: bytes, **parts: bytes) -> bytes:
    """A package with these parts added or replaced; two underscores in a name are a slash, a single one a dot."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return documents.packed(documents.parts_of(package) | named)
