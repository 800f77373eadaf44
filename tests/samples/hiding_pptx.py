"""Presentations that hide something, one for each way to do it."""

import io
from collections.abc import Callable

import openpyxl
import pptx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from tests.samples import documents
from tests.samples.hiding import SECRET, Hiding, secret_workbook
from tests.samples.office_parts import (
    SEEN,
    changed,
    declare,
    declare_ending,
    photo,
    relate,
)


def deck_with(change: Callable) -> Callable[[], bytes]:
    """A deck of one slide, blank but for a sentence that is seen, as ``change(slide, deck)`` leaves it."""

    def make() -> bytes:
        deck = pptx.Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        write(slide, SEEN, top=0.2)
        change(slide, deck)
        return documents.saved(deck)

    return make


def write(slide, words: str, *, left=1.0, top=2.0, width=4.0, height=0.6):
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    shape.text_frame.text = words
    return shape


def cover(slide, *, left=0.9, top=1.9, width=4.2, height=0.8, colour="000000"):
    shape = slide.shapes.add_shape(1, Inches(left), Inches(top), Inches(width), Inches(height))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    return shape


def with_notes(slide, deck) -> None:
    slide.notes_slide.notes_text_frame.text = SECRET


def with_hidden_slide(slide, deck) -> None:
    other = deck.slides.add_slide(deck.slide_layouts[6])
    write(other, SECRET)
    other._element.set("show", "0")


def off_slide(slide, deck) -> None:
    write(slide, SECRET, left=-6)


def off_slide_in_group(slide, deck) -> None:
    group = slide.shapes.add_group_shape()
    shape = group.shapes.add_textbox(Inches(12), Inches(1), Inches(2), Inches(1))
    shape.text_frame.text = SECRET


def hidden_shape(slide, deck) -> None:
    write(slide, SECRET)._element.nvSpPr.cNvPr.set("hidden", "1")


def under_box(slide, deck) -> None:
    write(slide, SECRET)
    cover(slide)


def under_small_bar(slide, deck) -> None:
    """A wide text box, and a bar just as long as its words."""
    write(slide, SECRET, width=8.0, height=1.2)
    cover(slide, left=1.05, top=2.0, width=2.4, height=0.42)


def under_part_bar(**bar) -> Callable:
    """A bar over the name in the midst of a line."""

    def change(slide, deck) -> None:
        write(slide, f"The child is {SECRET} and she lives here with her", width=8)
        shape = cover(slide, **({"left": 2.2, "top": 2.05, "width": 1.6, "height": 0.4} | bar))
        shape.rotation = 1

    return change


def under_thick_line(slide, deck) -> None:
    write(slide, f"The child is {SECRET} and she lives here with her", width=8)
    line = slide.shapes.add_connector(1, Inches(2.2), Inches(2.22), Inches(3.8), Inches(2.22))
    line.line.width = Inches(0.35)


def bar_in_list(slide, deck) -> None:
    other = deck.slides.add_slide(deck.slide_layouts[1])
    other.placeholders[1].text_frame.text = f"The child is {SECRET}"
    cover(other, left=2.8, top=1.8, width=3.0, height=0.5)


def black_cell(slide, deck) -> None:
    cell = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table.cell(1, 1)
    cell.text = SECRET
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor(0, 0, 0)
    cell.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0, 0, 0)


def bar_over_row(slide, deck) -> None:
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(6), Inches(1.5)).table
    table.cell(1, 1).text = SECRET
    cover(slide, left=1, top=2.5, width=6, height=0.5)


def under_picture(slide, deck) -> None:
    write(slide, SECRET)
    slide.shapes.add_picture(io.BytesIO(photo()), Inches(0.9), Inches(1.9), Inches(4.2), Inches(0.8))


def white(slide, deck) -> None:
    write(slide, SECRET).text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def white_by_list_style(slide, deck) -> None:
    body = write(slide, SECRET)._element.txBody
    style = (
        f'<a:lstStyle {A}><a:lvl1pPr><a:defRPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr>'
        "</a:lvl1pPr></a:lstStyle>"
    )
    body.replace(body.find("{*}lstStyle"), pptx.oxml.parse_xml(style))


def tiny(slide, deck) -> None:
    write(slide, SECRET).text_frame.paragraphs[0].runs[0].font.size = Pt(1)


def table_off_slide(slide, deck) -> None:
    table = slide.shapes.add_table(1, 1, Inches(20), Inches(1), Inches(2), Inches(1)).table
    table.cell(0, 0).text = SECRET


P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def pptx_comment() -> bytes:
    parts = documents.parts_of(deck_with(lambda slide, deck: None)())
    parts["ppt/comments/comment1.xml"] = f'<p:cmLst {P}><p:cm authorId="0"><p:text>{SECRET}</p:text></p:cm></p:cmLst>'
    relate(parts, "ppt/slides/slide1.xml", "rIdC", "comments", "../comments/comment1.xml")
    declare(
        parts,
        "/ppt/comments/comment1.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.comments+xml",
    )
    return documents.packed(parts)


def pptx_modern_comment() -> bytes:
    parts = documents.parts_of(deck_with(lambda slide, deck: None)())
    p188 = 'xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
    parts["ppt/comments/modernComment_1.xml"] = (
        f"<p188:cmLst {p188} {A}><p188:cm><p188:txBody><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></p188:txBody>"
        "</p188:cm></p188:cmLst>"
    )
    kind = "http://schemas.microsoft.com/office/2018/10/relationships/comments"
    relate(parts, "ppt/slides/slide1.xml", "rIdC", kind, "../comments/modernComment_1.xml")
    declare(parts, "/ppt/comments/modernComment_1.xml", "application/vnd.ms-powerpoint.comments+xml")
    return documents.packed(parts)


def pptx_chart(extra: str = "") -> bytes:
    """A slide with a chart, whose workbook has one cell more where there is something ``extra``."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    write(slide, SEEN, top=0.2)
    data = CategoryChartData()
    data.categories = ["Camden", "Barnet"]
    data.add_series("Cases", (4, 7))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(5), Inches(3), data)
    if extra:
        part = frame.chart.part.chart_workbook.xlsx_part
        book = openpyxl.load_workbook(io.BytesIO(part.blob))
        book.active["F9"] = extra
        part._blob = documents.saved(book)
    return documents.saved(deck)


def pptx_orphan() -> bytes:
    package = deck_with(with_hidden_slide)()
    presentation = documents.parts_of(package)["ppt/presentation.xml"].decode()
    second = presentation[presentation.rindex("<p:sldId ") : presentation.index("</p:sldIdLst>")]
    return changed(package, "ppt/presentation.xml", second, "")


def pptx_object() -> bytes:
    parts = documents.parts_of(deck_with(lambda slide, deck: None)())
    parts["ppt/embeddings/sheet.xlsx"] = secret_workbook()
    relate(parts, "ppt/slides/slide1.xml", "rIdO", "package", "../embeddings/sheet.xlsx")
    declare_ending(parts, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return documents.packed(parts)


def cropped(slide, deck) -> None:
    picture = slide.shapes.add_picture(io.BytesIO(photo()), Inches(1), Inches(3))
    picture.crop_left, picture.crop_bottom = 0.2, 0.1


def located(slide, deck) -> None:
    slide.shapes.add_picture(io.BytesIO(photo(located=True)), Inches(1), Inches(3))


PPTX = {
    "pptx notes": Hiding(deck_with(with_notes), "pptx", "speaker_notes"),
    "pptx hidden slide": Hiding(deck_with(with_hidden_slide), "pptx", "hidden_slide"),
    "pptx slide in no list": Hiding(pptx_orphan, "pptx", "hidden_slide"),
    "pptx off the slide": Hiding(deck_with(off_slide), "pptx", "off_slide"),
    "pptx group off the slide": Hiding(deck_with(off_slide_in_group), "pptx", "off_slide"),
    "pptx table off the slide": Hiding(deck_with(table_off_slide), "pptx", "off_slide"),
    "pptx hidden shape": Hiding(deck_with(hidden_shape), "pptx", "hidden_text"),
    "pptx under a box": Hiding(deck_with(under_box), "pptx", "covered_text"),
    "pptx under a bar": Hiding(deck_with(under_small_bar), "pptx", "covered_text"),
    "pptx under a bar in a line": Hiding(deck_with(under_part_bar()), "pptx", "covered_text"),
    "pptx under a bar from the left": Hiding(deck_with(under_part_bar(left=1.0, width=1.8)), "pptx", "covered_text"),
    "pptx under a thick line": Hiding(deck_with(under_thick_line), "pptx", "covered_text"),
    "pptx under a bar in a list": Hiding(deck_with(bar_in_list), "pptx", "covered_text"),
    "pptx under a bar in a table": Hiding(deck_with(bar_over_row), "pptx", "covered_text"),
    "pptx black cell": Hiding(deck_with(black_cell), "pptx", "covered_text"),
    "pptx under a picture": Hiding(deck_with(under_picture), "pptx", "covered_text"),
    "pptx white": Hiding(deck_with(white), "pptx", "invisible_text"),
    "pptx white by the shape": Hiding(deck_with(white_by_list_style), "pptx", "invisible_text"),
    "pptx tiny": Hiding(deck_with(tiny), "pptx", "invisible_text"),
    "pptx comment": Hiding(pptx_comment, "pptx", "comment"),
    "pptx modern comment": Hiding(pptx_modern_comment, "pptx", "comment"),
    "pptx chart with more": Hiding(lambda: pptx_chart(SECRET), "pptx", "chart_workbook"),
    "pptx embedded workbook": Hiding(pptx_object, "pptx", "embedded_object"),
    "pptx cropped picture": Hiding(deck_with(cropped), "pptx", "cropped_picture", ""),
    "pptx located photograph": Hiding(deck_with(located), "pptx", "picture_location", ""),
}
