"""Markdown into a PowerPoint deck: one slide for each heading, speaker notes from the quotation at its end."""

import copy
import io

import lxml.html
import markdown
from lxml import etree
from pictures import MARK_ALT, STAMP, mark, stamp
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Cm, Emu, Pt

INK, TEAL, AMBER, PAPER = (RGBColor.from_string(code) for code in ("10333A", "0B5C66", "FFF3D6", "FBF8F1"))
HEADER, LINE = RGBColor.from_string("CFE1E2"), RGBColor.from_string("B45309")
WIDTH, HEIGHT, EDGE = Cm(33.867), Cm(19.05), Cm(2)
TITLE_SLIDE, TITLE_AND_CONTENT, TITLE_ONLY = 0, 1, 5
# Place of each placeholder of the master and of the layouts that are kept: left, top, width, height in centimetres.
PLACES = {"TITLE": (2, 1.2, 29.8, 2.6), "BODY": (2, 4.4, 29.8, 12), "OBJECT": (2, 4.4, 29.8, 12)}
FIRST = {"CENTER_TITLE": (2, 5.2, 29.8, 3.6), "SUBTITLE": (2, 9, 29.8, 2.2)}
FEET = {"FOOTER": (2, 17.5, 24, 1), "SLIDE_NUMBER": (28.8, 17.5, 3, 1)}
NO_DATE = "DATE"


def write_slides(post):
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    prepare(deck)
    first_slide(deck, post)
    body = lxml.html.fragment_fromstring(
        markdown.markdown(post.content, extensions=["extra", "sane_lists"]), create_parent="div"
    )
    for heading in body.iter("h2"):
        parts = []
        for element in heading.itersiblings():
            if element.tag == "h2":
                break
            parts.append(element)
        add_slide(deck, heading.text_content(), parts)
    for number, slide in enumerate(deck.slides, 1):
        feet(slide, post, number)
        stamp_slide(slide)
        for run in slide._element.iter(qn("a:rPr"), qn("a:endParaRPr")):
            run.set("lang", "en-GB")
    properties = deck.core_properties
    properties.title, properties.subject, properties.author = post["title"], post["subject"], post["keeper"]
    properties.last_modified_by, properties.language, properties.comments = post["keeper"], "en-GB", post["notice"]
    properties.created = properties.modified = post["created"].replace(tzinfo=None)
    result = io.BytesIO()
    deck.save(result)
    return result.getvalue()


def prepare(deck):
    """The default template made wide, plain and left-aligned, with the layouts that are not used taken out."""
    kept = [deck.slide_layouts[at] for at in (TITLE_SLIDE, TITLE_AND_CONTENT, TITLE_ONLY)]
    for layout in [layout for layout in deck.slide_layouts if layout not in kept]:
        deck.slide_layouts.remove(layout)
    for page in (deck.slide_master, *kept):
        for shape in list(page.placeholders):
            kind = shape.placeholder_format.type.name
            if kind == NO_DATE:
                shape._element.getparent().remove(shape._element)
            elif place := (PLACES | FIRST | FEET).get(kind):
                shape.left, shape.top, shape.width, shape.height = (Cm(value) for value in place)
    theme(deck)
    deck.slide_master.background.fill.solid()
    deck.slide_master.background.fill.fore_color.rgb = PAPER
    styles = deck.slide_master._element.find(qn("p:txStyles"))
    for level in styles.iter(qn("a:lvl1pPr")):
        level.set("algn", "l")
    heading = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr")).find(qn("a:defRPr"))
    heading.set("sz", "3400")
    heading.set("b", "1")
    styles.find(qn("p:bodyStyle")).find(qn("a:lvl1pPr")).find(qn("a:defRPr")).set("sz", "3000")
    for element in deck.slide_master._element.iter(qn("a:bodyPr")):
        for name in ("lIns", "rIns"):
            element.set(name, "0")
    for shape in kept[0].placeholders:
        for level in shape._element.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")


def theme(deck):
    part = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    for latin in root.iter(qn("a:latin")):
        latin.set("typeface", "Arial")
    scheme = root.find(".//" + qn("a:clrScheme"))
    for name, code in (("dk1", "10333A"), ("dk2", "0B5C66"), ("accent1", "0B5C66"), ("hlink", "0B5C66")):
        slot = scheme.find(qn(f"a:{name}"))
        slot[:] = [etree.SubElement(slot, qn("a:srgbClr"), val=code)]
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def first_slide(deck, post):
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = post["heading"]
    slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    subtitle = slide.placeholders[1].text_frame
    subtitle.text = post["subtitle"]
    subtitle.paragraphs[0].runs[0].font.color.rgb = TEAL
    subtitle.paragraphs[0].runs[0].font.size = Pt(22)
    picture = slide.shapes.add_picture(mark(), EDGE, Cm(1.6), height=Cm(3))
    picture._element.nvPicPr.cNvPr.set("descr", MARK_ALT)
    box = slide.shapes.add_textbox(EDGE, Cm(12.2), WIDTH - 2 * EDGE, Cm(3.6))
    box.name = "Demonstration notice"
    box.fill.solid()
    box.fill.fore_color.rgb = AMBER
    box.line.color.rgb = LINE
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor, frame.auto_size = True, MSO_ANCHOR.MIDDLE, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Cm(0.7)
    for paragraph, text, bold in (
        (frame.paragraphs[0], post["notice"], True),
        (frame.add_paragraph(), post["caution"], False),
    ):
        run = paragraph.add_run()
        run.text, run.font.bold, run.font.size, run.font.color.rgb = text, bold, Pt(18), INK
    notes = f"{post['notice']} {post['caution']}"
    slide.notes_slide.notes_text_frame.text = notes


def add_slide(deck, title, parts):
    table = next((part for part in parts if part.tag == "table"), None)
    slide = deck.slides.add_slide(deck.slide_layouts[1 if table is None else 2])
    slide.shapes.title.text = title
    slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    for part in parts:
        if part.tag == "table":
            add_table(slide, [[cell.text_content() for cell in row] for row in part.iter("tr")])
        elif part.tag in ("ul", "ol"):
            add_list(slide.placeholders[1].text_frame, [item.text_content() for item in part], part.tag == "ol")
        elif part.tag == "blockquote":
            slide.notes_slide.notes_text_frame.text = part.text_content().strip()


def add_list(frame, items, numbered):
    for number, item in enumerate(items):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = item
        paragraph.space_after = Pt(16)
        if numbered:
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", "571500")
            properties.set("indent", "-571500")
            etree.SubElement(properties, qn("a:buFont"), typeface="+mj-lt")
            etree.SubElement(properties, qn("a:buAutoNum"), type="arabicPeriod")


def add_table(slide, rows):
    columns = len(rows[0])
    wide = WIDTH - 2 * EDGE
    shape = slide.shapes.add_table(len(rows), columns, EDGE, Cm(4.6), wide, Cm(1.9) * len(rows))
    shape.name = "Table"
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"Table with the columns {', '.join(rows[0])}.")
    table = shape.table
    table.first_row, table.horz_banding = True, False
    weights = [max(len(row[at]) for row in rows) ** 0.6 for at in range(columns)]
    for at, weight in enumerate(weights):
        table.columns[at].width = Emu(int(wide * weight / sum(weights)))
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            cell = table.cell(down, across)
            cell.text, cell.vertical_anchor = text, MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = HEADER if down == 0 else PAPER
            font = cell.text_frame.paragraphs[0].runs[0].font
            font.size, font.color.rgb, font.bold = Pt(24), INK, down == 0


def stamp_slide(slide):
    """Above everything else, so that no table hides it."""
    picture = slide.shapes.add_picture(stamp(), 0, 0, width=Cm(26))
    picture.left, picture.top = (WIDTH - picture.width) // 2, (HEIGHT - picture.height) // 2
    picture.name = "Stamp"
    picture._element.nvPicPr.cNvPr.set("descr", STAMP)


def feet(slide, post, number):
    """The layout's footer and slide number, which python-pptx does not copy."""
    for shape in slide.slide_layout.placeholders:
        if shape.placeholder_format.type.name not in FEET:
            continue
        element = copy.deepcopy(shape._element)
        slide.shapes._spTree.append(element)
        element.find(qn("p:nvSpPr")).find(qn("p:cNvPr")).set("id", str(100 + len(slide.shapes)))
        body = element.find(qn("p:txBody"))
        for paragraph in body.findall(qn("a:p")):
            body.remove(paragraph)
        paragraph = etree.SubElement(body, qn("a:p"))
        if shape.placeholder_format.type.name == "FOOTER":
            run = etree.SubElement(paragraph, qn("a:r"))
            text = f"Demonstration copy  ·  {post['heading']}"
        else:
            run = etree.SubElement(paragraph, qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
            text = str(number)
        look = etree.SubElement(run, qn("a:rPr"), lang="en-GB", sz="1400")
        etree.SubElement(etree.SubElement(look, qn("a:solidFill")), qn("a:srgbClr"), val="10333A")
        etree.SubElement(run, qn("a:t")).text = text
        properties = etree.Element(qn("a:pPr"), algn="l" if len(text) > 3 else "r")
        paragraph.insert(0, properties)
