"""Markdown into a Word document with real headings, lists, tables and links."""

import io
import re

import lxml.html
import markdown
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from ooxml import bookmark, bookmark_name, borders, element_of, field, float_behind, in_order, link, number_of, restart
from pictures import CHARTS, MARK_ALT, STAMP, mark, stamp

FONT, INK, TEAL = "Arial", RGBColor(0x10, 0x33, 0x3A), RGBColor(0x0B, 0x5C, 0x66)
WIDTH = Cm(16.2)
STYLES = {  # size, bold, colour, space before, space after
    "Title": (25, True, INK, 6, 4),
    "Subtitle": (13, False, TEAL, 0, 14),
    "Heading 1": (16, True, INK, 20, 6),
    "Heading 2": (12.5, True, TEAL, 12, 4),
    "List Bullet": (11, False, INK, 0, 3),
    "List Number": (11, False, INK, 0, 3),
    "Normal": (11, False, INK, 0, 7),
}


def write_word(post):
    document = Document()
    set_up(document, post)
    first_page(document, post)
    body = lxml.html.fragment_fromstring(
        markdown.markdown(post.content, extensions=["extra", "sane_lists"]), create_parent="div"
    )
    if post.get("contents", True):
        contents(document, [element.text_content() for element in body.iter("h2")])
        body[0].set("class", "new-page")
    for element in body:
        block(document, element)
    document.add_paragraph("End of the demonstration copy.").paragraph_format.space_before = Pt(16)
    in_order(document.element)
    in_order(document.sections[0].footer._element)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def set_up(document, post):
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin, section.footer_distance = Cm(2.2), Cm(2.3), Cm(1.1)
    for name, (size, bold, colour, before, after) in STYLES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.italic, style.font.color.rgb = False, colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), FONT)
        for spacing in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spacing)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.28 if size == 11 else 1.1
    for border in document.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        document.styles["Title"].element.pPr.remove(border)
    document.styles["Normal"].paragraph_format.widow_control = True
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for language in defaults.findall(qn("w:lang")):
        defaults.remove(language)
    defaults.append(element_of("w:lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA"))
    properties = document.core_properties
    properties.title, properties.subject, properties.author = post["title"], post["subject"], post["keeper"]
    properties.last_modified_by, properties.language, properties.comments = post["keeper"], "en-GB", post["notice"]
    properties.created = properties.modified = post["created"].replace(tzinfo=None)
    footer(section.footer.paragraphs[0], post)
    stamp_pages(section.header.paragraphs[0])


def stamp_pages(paragraph):
    """In the header, behind the text: so it stands on every page, however many there are."""
    paragraph.add_run(STAMP).font.size = Pt(8.5)
    shape = paragraph.add_run().add_picture(stamp(), width=Cm(18))
    shape._inline.docPr.set("descr", STAMP)
    float_behind(shape._inline)


def footer(paragraph, post):
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    borders(paragraph._p.get_or_add_pPr(), top=("4", "9FB8BB", "6"))
    paragraph.add_run("Demonstration copy").bold = True
    paragraph.add_run(f"  ·  {post['heading'].split(':')[0]}\tPage ")
    field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(8.5)


def first_page(document, post):
    picture(document.add_paragraph(), mark(), MARK_ALT, Cm(2.6), space_before=0)
    eyebrow = document.add_paragraph()
    eyebrow.add_run(post.get("author", "London Safeguarding Children Board")).bold = True
    eyebrow.paragraph_format.space_before = Pt(10)
    eyebrow.paragraph_format.space_after = Pt(0)
    document.add_paragraph(post["heading"], style="Title")
    document.add_paragraph(post["subtitle"], style="Subtitle")
    box(document, post["notice"], post["caution"], "FFF3D6", "B45309")
    rows = [["About this document", "What is known"], *post["facts"]]
    fill_table(document.add_table(0, 2), [[[cell] for cell in row] for row in rows])


def contents(document, headings):
    title = document.add_paragraph()
    title.add_run("In this document").bold = True
    title.paragraph_format.space_before = Pt(16)
    title.paragraph_format.keep_with_next = True
    for heading in headings:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.line_spacing = 1.12
        link(paragraph, heading, anchor=bookmark_name(heading), size=10)


def block(document, element):
    if element.tag in ("h2", "h3"):
        heading = document.add_heading(level=int(element.tag[1]) - 1)
        inline(heading, element)
        if element.tag == "h2":
            bookmark(heading, bookmark_name(element.text_content()))
            heading.paragraph_format.page_break_before = element.get("class") == "new-page"
    elif element.tag in ("ul", "ol"):
        number = restart(document) if element.tag == "ol" else None
        for item in element:
            paragraph = document.add_paragraph(style="List Number" if number else "List Bullet")
            inline(paragraph, item)
            if number:
                paragraph._p.get_or_add_pPr().append(number_of(number))
        paragraph.paragraph_format.space_after = Pt(9)
    elif element.tag == "table":
        rows = [list(row) for row in element.iter("tr")]
        fill_table(document.add_table(0, len(rows[0])), rows)
    elif element.tag == "blockquote":
        box(document, "", element.text_content().strip(), "E8F1F1", "0B5C66")
    elif element.tag == "p" and element.find("img") is not None:
        image = element.find("img")
        picture(document.add_paragraph(), CHARTS[image.get("src")](), image.get("alt"), WIDTH)
    else:
        paragraph = document.add_paragraph()
        inline(paragraph, element)
        following = element.getnext()
        paragraph.paragraph_format.keep_with_next = following is not None and following.tag in ("ul", "ol", "table")
        if element.getprevious() is not None and element.getprevious().tag == "table":
            paragraph.paragraph_format.space_before = Pt(12)


def inline(paragraph, element, bold=False):
    """The text of an element and of what stands in it, bold where it is strong."""

    def put(text, heavy, target=None):
        text = re.sub(r"\s+", " ", text or "")
        if target:
            link(paragraph, text, url=target)
        elif text:
            paragraph.add_run(text).bold = True if heavy else None

    put((element.text or "").lstrip(), bold)
    for child in element:
        put(child.text_content(), bold or child.tag == "strong", child.get("href"))
        put(child.tail, bold)


def fill_table(table, rows):
    """Rows of cells, the first of them the header; a cell is an element or a list of one text."""
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    lengths = [max(len(text_of(row[at])) for row in rows) for at in range(len(rows[0]))]
    weights = [min(max(length, 12), 60) ** 0.75 for length in lengths]
    widths = [int(WIDTH / 635 * weight / sum(weights)) for weight in weights]
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        properties = table.rows[-1]._tr.get_or_add_trPr()
        properties.append(element_of("w:cantSplit"))
        if number == 0:
            properties.append(element_of("w:tblHeader"))
        for at, cell in enumerate(cells):
            cell.width = Emu(widths[at] * 635)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3.5)
            paragraph.paragraph_format.line_spacing = 1.15
            paragraph.paragraph_format.keep_with_next = number == 0
            heavy = number == 0
            if isinstance(row[at], list):
                paragraph.add_run(str(row[at][0])).bold = heavy
            else:
                inline(paragraph, row[at], bold=heavy)
            for run in paragraph.runs:
                run.font.size = Pt(10)
            if number == 0:
                cell._tc.get_or_add_tcPr().append(element_of("w:shd", val="clear", color="auto", fill="CFE1E2"))
    for grid, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        grid.set(qn("w:w"), str(width))
    lines = element_of("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        lines.append(element_of(f"w:{side}", val="single", sz="4", space="0", color="9FB8BB"))
    table._tbl.tblPr.append(lines)


def text_of(cell):
    return str(cell[0]) if isinstance(cell, list) else cell.text_content()


def box(document, strong, text, fill, edge):
    paragraph = document.add_paragraph()
    if strong:
        paragraph.add_run(strong).bold = True
        paragraph.add_run().add_break()
    paragraph.add_run(text)
    properties = paragraph._p.get_or_add_pPr()
    borders(properties, left=("24", edge, "8"), top=("4", fill, "5"), bottom=("4", fill, "5"))
    properties.append(element_of("w:shd", val="clear", color="auto", fill=fill))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(0.35)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(4), Pt(14)


def picture(paragraph, content, alt, width, space_before=10):
    shape = paragraph.add_run().add_picture(content, width=width)
    shape._inline.docPr.set("descr", alt)
    for side in "TBLR":
        shape._inline.set(f"dist{side}", "0")
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_before = 1, Pt(space_before)
