"""Office and OpenDocument files that look as if they hid something, and do not."""

import io
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import docx
import openpyxl
import pptx
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from tests.samples import documents, papers
from tests.samples.hiding_office import (
    FROM_PARAGRAPH,
    PAINTED,
    THICK_LINE,
    WHITE,
    P,
    barred,
    barred_with,
    book_with,
    change_info,
    cover,
    deck_with,
    narrow_cell,
    old_bar,
    pptx_chart,
    write,
)
from tests.samples.office_parts import (
    SEEN,
    W,
    box,
    odt,
    para,
    photo,
    run,
    word,
    word_with_picture,
)

WORDS = "Also meant for everybody"


class Innocent(NamedTuple):
    """``words`` can be seen, and so must be read."""

    make: Callable[[], bytes]
    kind: str
    words: str = WORDS


# Word ---------------------------------------------------------------------------------------------------------------


def word_dark_head() -> bytes:
    head = f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>{para(run(WORDS, WHITE))}</w:tc>'
    return word(f"<w:tbl><w:tr>{head}</w:tr></w:tbl>")


def word_dark_head_by_style() -> bytes:
    style = (
        '<w:style w:type="table" w:styleId="Dark"><w:name w:val="Dark"/><w:tblStylePr w:type="firstRow"><w:rPr>'
        '<w:color w:val="FFFFFF" w:themeColor="background1"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )
    rows = f"<w:tr><w:tc>{para(run(WORDS))}</w:tc></w:tr><w:tr><w:tc>{para(run('Below'))}</w:tc></w:tr>"
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/><w:tblLook w:val="04A0"/></w:tblPr>{rows}</w:tbl>'
    return word(table, styles=style)


def word_dark_box() -> bytes:
    return word(box(para(run(WORDS, WHITE)), fill='<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'))


def word_white_over_picture() -> bytes:
    """A cover page: a text box without a colour of its own, before a shape that has one, behind the text."""
    behind = box("", fill='<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>', behind="1", width=7_000_000)
    return word(behind + box(para(run(WORDS, WHITE))))


def word_drop_cap() -> bytes:
    frame = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
    return word(para(run("O", '<w:sz w:val="120"/>'), frame) + para(run(WORDS)))


def word_contents() -> bytes:
    entry = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(WORDS)}{run("2", "<w:webHidden/>")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return word(para(entry))


def word_protected() -> bytes:
    return word(para(run(WORDS)), settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>')


def word_tracking() -> bytes:
    return word(para(run(WORDS)), settings="<w:trackRevisions/>")


def word_notes() -> bytes:
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{para(run(WORDS))}</w:footnote></w:footnotes>'
    return word(para('<w:r><w:footnoteReference w:id="2"/></w:r>'), related={"footnotes.xml": ("footnotes", notes)})


def word_semi_hidden_style() -> bytes:
    style = (
        '<w:style w:type="paragraph" w:styleId="Quiet"><w:name w:val="Quiet"/><w:semiHidden/><w:unhideWhenUsed/>'
        "</w:style>"
    )
    return word(para(run(WORDS), '<w:pStyle w:val="Quiet"/>'), styles=style)


def word_field() -> bytes:
    code = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1 = 1 "Also meant for everybody" ""'
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(WORDS)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return word(para(code))


def word_field_of(code: str, shown: str = "") -> Callable[[], bytes]:
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    instruction = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    return lambda: word(para(run(WORDS) + begin + instruction + separate + run(shown) + end))


def word_hidden_mark() -> bytes:
    """The mark at the end of a paragraph is hidden: that hides no word."""
    return word(para(run(WORDS), "<w:rPr><w:vanish/></w:rPr>") + para(run("and on")))


def word_index_mark() -> bytes:
    mark = (
        '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:vanish/></w:rPr>'
        f'<w:instrText> XE "{WORDS}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return word(para(run(WORDS) + mark))


def word_link() -> bytes:
    document = docx.Document()
    document.add_paragraph(SEEN)
    document.add_paragraph(WORDS)
    document.part.relate_to("https://www.example.org/a/b", "http://x/hyperlink", is_external=True)
    return documents.saved(document)


def word_grey() -> bytes:
    return word(para(run(WORDS, '<w:color w:val="BFBFBF"/>')) + para(run("Yellow", '<w:highlight w:val="yellow"/>')))


def word_automatic_on_black() -> bytes:
    """Letters without a colour of their own turn white on a black ground."""
    return word(para(run(WORDS, '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>')))


def word_control() -> bytes:
    return word(f"<w:sdt><w:sdtPr><w:placeholder/></w:sdtPr><w:sdtContent>{para(run(WORDS))}</w:sdtContent></w:sdt>")


def word_bar_elsewhere() -> bytes:
    """A black bar behind the text, and a thin one below it."""
    behind = barred(WORDS).replace('behindDoc="0"', 'behindDoc="1"')
    return word(behind + barred("And on.").replace('cy="180000"', 'cy="20000"'))


def word_bar_with_words() -> bytes:
    words = f"<wps:txbx><w:txbxContent>{para(run('Part one', WHITE))}</w:txbxContent></wps:txbx>"
    return word(barred(WORDS).replace("<wps:bodyPr/>", f"{words}<wps:bodyPr/>"))


PALE = (PAINTED, PAINTED.replace("000000", "FFFFFF"))


def word_label(words: str) -> tuple[str, str]:
    label = f"<wps:txbx><w:txbxContent>{para(run(words))}</w:txbxContent></wps:txbx><wps:bodyPr/>"
    return "<wps:bodyPr/>", label


def beside(left: int) -> tuple[str, str]:
    at = f'<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
    return '<wp:positionV relativeFrom="paragraph">', f'{at}<wp:positionV relativeFrom="paragraph">'


def word_first_header() -> bytes:
    document = docx.Document()
    document.add_paragraph(SEEN)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Draft for the Board"
    section.header.paragraphs[0].text = "The Board"
    return documents.saved(document)


def word_toggled() -> bytes:
    """A style that hides, and a run that says no."""
    style = '<w:style w:type="character" w:styleId="Off"><w:name w:val="Off"/><w:rPr><w:vanish/></w:rPr></w:style>'
    return word(para(run(WORDS, '<w:rStyle w:val="Off"/><w:vanish w:val="0"/>')), styles=style)


WORD = {
    "word dark table head": Innocent(word_dark_head, "docx"),
    "word dark table head by its style": Innocent(word_dark_head_by_style, "docx"),
    "word dark box": Innocent(word_dark_box, "docx"),
    "word box": Innocent(lambda: word(box(para(run(WORDS)))), "docx"),
    "word cover page": Innocent(word_white_over_picture, "docx"),
    "word small print": Innocent(lambda: word(para(run(WORDS, '<w:sz w:val="12"/>'))), "docx"),
    "word drop cap": Innocent(word_drop_cap, "docx"),
    "word contents": Innocent(word_contents, "docx", "Everybody"),
    "word protected": Innocent(word_protected, "docx"),
    "word tracking switched on": Innocent(word_tracking, "docx"),
    "word notes": Innocent(word_notes, "docx"),
    "word style not in the gallery": Innocent(word_semi_hidden_style, "docx"),
    "word field": Innocent(word_field, "docx"),
    "word hanging indent": Innocent(
        lambda: word(para(run(WORDS), '<w:ind w:left="720" w:hanging="720" w:right="-300"/>')), "docx"
    ),
    "word frame in the margin": Innocent(
        lambda: word(para(run(WORDS), '<w:framePr w:w="900" w:hAnchor="page" w:vAnchor="text" w:x="300" w:y="1"/>')),
        "docx",
    ),
    "word cell that grows": Innocent(lambda: word(narrow_cell("autofit", WORDS)), "docx"),
    "word place to type in": Innocent(word_field_of('MACROBUTTON NoMacro "[Click here and type name]"'), "docx"),
    "word plural": Innocent(word_field_of('IF 1 = 1 "page" "pages"', "page"), "docx"),
    "word index of two levels": Innocent(word_field_of('XE "Everybody:sentence, this"'), "docx"),
    "word hidden full stop": Innocent(
        lambda: word(para(run(WORDS) + run(" .", "<w:vanish/>") + run("...", WHITE))), "docx"
    ),
    "word hidden mark": Innocent(word_hidden_mark, "docx"),
    "word index": Innocent(word_index_mark, "docx"),
    "word link": Innocent(word_link, "docx"),
    "word grey": Innocent(word_grey, "docx"),
    "word white on black": Innocent(word_automatic_on_black, "docx"),
    "word content control": Innocent(word_control, "docx"),
    "word shown again": Innocent(word_toggled, "docx"),
    "word bar between paragraphs": Innocent(word_bar_elsewhere, "docx"),
    "word dark bar with words": Innocent(word_bar_with_words, "docx"),
    "word white box to tick": Innocent(barred_with(WORDS, PALE, ('cx="1500000"', 'cx="240000"')), "docx"),
    "word white box to sign in": Innocent(barred_with(WORDS, PALE, beside(2_500_000)), "docx"),
    "word box with words": Innocent(barred_with(WORDS, PALE, word_label("Turn over for the contacts")), "docx"),
    "word band of a page's design": Innocent(
        barred_with(WORDS, (FROM_PARAGRAPH, '"page"><wp:posOffset>900000'), ('cy="180000"', 'cy="900000"')), "docx"
    ),
    "word marker with holes": Innocent(
        barred_with(WORDS, ('<a:srgbClr val="000000"/>', '<a:srgbClr val="FFFF00"><a:alpha val="40000"/></a:srgbClr>')),
        "docx",
    ),
    "word line between paragraphs": Innocent(
        barred_with(WORDS, (PAINTED, THICK_LINE.replace("177800", "76200")), ('cy="180000"', 'cy="0"')), "docx"
    ),
    "word old line between paragraphs": Innocent(
        old_bar('<v:line from="0,2pt" to="450pt,2pt" style="position:absolute;z-index:2" strokeweight="6pt"/>', WORDS),
        "docx",
    ),
    "word light pattern": Innocent(
        lambda: word(para(run(WORDS, '<w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>'))), "docx"
    ),
    "word header of the first page": Innocent(word_first_header, "docx", SEEN),
    "word picture cropped by little": Innocent(
        lambda: word_with_picture(photo(), '<a:srcRect l="1000"/>'), "docx", SEEN
    ),
    "word picture cropped at its edge": Innocent(
        lambda: word_with_picture(photo(), '<a:srcRect l="3000" t="2000" r="3000"/>'), "docx", SEEN
    ),
    "word agreement": Innocent(papers.agreement, "docx", "Share what is needed."),
}

# OpenDocument -------------------------------------------------------------------------------------------------------


def odt_dark_cell() -> bytes:
    styles = (
        '<style:style style:name="C1" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="#1f3864"/></style:style><style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:color="#ffffff"/></style:style>'
    )
    cell = f'<text:p><text:span text:style-name="T1">{WORDS}</text:span></text:p>'
    return odt(
        '<table:table><table:table-row><table:table-cell table:style-name="C1" office:value-type="string">'
        f"{cell}</table:table-cell></table:table-row></table:table>",
        automatic=styles,
    )


ODT = {
    "odt section under a condition that does not hold": Innocent(
        lambda: odt(
            '<text:section text:name="S" text:display="condition" text:condition="ooow:1 EQ 2">'
            f"<text:p>{WORDS}</text:p></text:section>"
        ),
        "odt",
    ),
    "odt dark table head": Innocent(odt_dark_cell, "odt"),
    "odt section": Innocent(
        lambda: odt(f'<text:section text:name="S" text:protected="true"><text:p>{WORDS}</text:p></text:section>'), "odt"
    ),
    "odt condition that holds": Innocent(
        lambda: odt(
            '<text:section text:name="S" text:display="condition" text:condition="ooow:0">'
            f"<text:p>{WORDS}</text:p></text:section>"
        ),
        "odt",
    ),
    "odt small print": Innocent(
        lambda: odt(
            f'<text:p><text:span text:style-name="T1">{WORDS}</text:span></text:p>',
            automatic='<style:style style:name="T1" style:family="text"><style:text-properties fo:font-size="6pt"/>'
            "</style:style>",
        ),
        "odt",
    ),
    "odt insertion mark alone": Innocent(
        lambda: odt(
            "<text:tracked-changes><text:changed-region text:id='c1'><text:format-change>"
            f"{change_info('')}</text:format-change></text:changed-region></text:tracked-changes><text:p>{WORDS}</text:p>"
        ),
        "odt",
    ),
    "odt picture not cropped": Innocent(
        lambda: odt(
            f'<text:p>{WORDS}<draw:frame draw:style-name="fr1" svg:width="5cm" svg:height="4cm"><draw:image '
            'xlink:href="Pictures/one.jpg"/></draw:frame></text:p>',
            automatic='<style:style style:name="fr1" style:family="graphic"><style:graphic-properties '
            'fo:clip="rect(0cm, 0cm, 0cm, 0cm)"/></style:style>',
            parts={"Pictures/one.jpg": photo()},
        ),
        "odt",
    ),
}

# PowerPoint ---------------------------------------------------------------------------------------------------------


def dark_shape(slide, deck) -> None:
    shape = cover(slide, colour="1F3864")
    shape.text_frame.text = WORDS
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def transparent_shape(slide, deck) -> None:
    write(slide, WORDS)
    cover(slide).fill.background()


def see_through_shape(slide, deck) -> None:
    write(slide, WORDS)
    shape = cover(slide, colour="FFFF00")
    colour = shape._element.spPr.find(".//{*}srgbClr")
    colour.append(colour.makeelement(colour.tag.replace("srgbClr", "alpha"), {"val": "40000"}))


def shape_behind(slide, deck) -> None:
    cover(slide, colour="D9E2F3")
    write(slide, WORDS)


def white_on_dark_shape_behind(slide, deck) -> None:
    cover(slide, colour="1F3864")
    write(slide, WORDS).text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def white_on_dark_slide(slide, deck) -> None:
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(0x1F, 0x38, 0x64)
    write(slide, WORDS).text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
    slide.shapes[0].text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)


def partly_off(slide, deck) -> None:
    write(slide, WORDS, left=8.5)


def small_print(slide, deck) -> None:
    write(slide, WORDS).text_frame.paragraphs[0].runs[0].font.size = Pt(6)


def line_below(slide, deck) -> None:
    write(slide, WORDS, width=8.0)
    cover(slide, left=1.1, top=2.45, width=3.0, height=0.03, colour="1F3864")


def picture_with_holes(slide, deck) -> None:
    from PIL import Image

    write(slide, WORDS)
    written = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(written, "PNG")
    slide.shapes.add_picture(io.BytesIO(written.getvalue()), Inches(0.9), Inches(1.9), Inches(4.2), Inches(0.8))


def appearing(slide, deck) -> None:
    """A shape that comes and goes shows what it covers."""
    write(slide, WORDS)
    shape = cover(slide)
    timing = f'<p:timing {P}><p:tnLst><p:spTgt spid="{shape.shape_id}"/></p:tnLst></p:timing>'
    slide._element.append(pptx.oxml.parse_xml(timing))


def footer_layout(slide, deck) -> None:
    other = deck.slides.add_slide(deck.slide_layouts[1])
    other.shapes.title.text, other.placeholders[1].text = WORDS, "One\nTwo"


PPTX = {
    "pptx dark shape": Innocent(deck_with(dark_shape), "pptx"),
    "pptx empty shape above": Innocent(deck_with(transparent_shape), "pptx"),
    "pptx marker above": Innocent(deck_with(see_through_shape), "pptx"),
    "pptx shape behind": Innocent(deck_with(shape_behind), "pptx"),
    "pptx white on a dark shape": Innocent(deck_with(white_on_dark_shape_behind), "pptx"),
    "pptx white on a dark slide": Innocent(deck_with(white_on_dark_slide), "pptx"),
    "pptx partly off": Innocent(deck_with(partly_off), "pptx"),
    "pptx small print": Innocent(deck_with(small_print), "pptx"),
    "pptx line below": Innocent(deck_with(line_below), "pptx"),
    "pptx picture with holes": Innocent(deck_with(picture_with_holes), "pptx"),
    "pptx shape that comes and goes": Innocent(deck_with(appearing), "pptx"),
    "pptx places of a layout": Innocent(deck_with(footer_layout), "pptx"),
    "pptx chart with its workbook": Innocent(pptx_chart, "pptx", SEEN),
}

# Excel --------------------------------------------------------------------------------------------------------------


def empty_columns(sheet, book) -> None:
    sheet["A4"] = WORDS
    for letter in ("F", "G", "H"):
        sheet.column_dimensions[letter].hidden = True
    sheet.row_dimensions[30].hidden = True


def filter_without_criteria(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.auto_filter.ref = "A1:D4"
    sheet.freeze_panes = "A2"


def dark_head(sheet, book) -> None:
    sheet["A4"] = WORDS
    for cell in sheet[4]:
        cell.font, cell.fill = Font(color="FFFFFFFF", bold=True), PatternFill("solid", fgColor="FF1F3864")


def styled_table(sheet, book) -> None:
    """A table's style darkens its head, whose letters are white in their own right."""
    sheet["A1"].value = WORDS
    for cell in sheet[1]:
        cell.font = Font(color="FFFFFFFF")
    table = Table(displayName="T", ref="A1:D3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)


def conditional(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet["A4"].font = Font(color="FFFFFFFF")
    rule = CellIsRule(operator="notEqual", formula=['""'], fill=PatternFill("solid", bgColor="FFC00000"))
    sheet.conditional_formatting.add("A1:D9", rule)


def no_zeros(sheet, book) -> None:
    sheet["A4"], sheet["B4"] = WORDS, 0
    sheet["B4"].number_format = "#,##0;-#,##0;;@"


def with_chart(sheet, book) -> None:
    sheet["A4"], sheet["E2"], sheet["E3"] = WORDS, 4, 7
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=2, max_row=3))
    sheet.add_chart(chart, "A1")


def choices(sheet, book) -> None:
    sheet["A4"] = WORDS
    rule = DataValidation(type="list", formula1='"Yes,No"')
    sheet.add_data_validation(rule)
    rule.add("C2")


def grouped(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.row_dimensions.group(4, 4, hidden=False)
    sheet.column_dimensions.group("A", "A", hidden=False)


def merged(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.merge_cells("A4:D4")


def empty_sheet(sheet, book) -> None:
    sheet["A4"] = WORDS
    book.create_sheet("Spare").sheet_state = "hidden"


def logo(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(photo())), "F1")


def protected(sheet, book) -> None:
    sheet["A4"] = WORDS
    sheet.protection.sheet = True
    sheet["A4"].protection = openpyxl.styles.Protection(hidden=True)


def xlsx_pivot_of_what_is_seen() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: sheet.cell(4, 1, WORDS))())
    parts["xl/pivotCache/pivotCacheRecords1.xml"] = (
        '<pivotCacheRecords xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1">'
        f'<r><s v="Camden"/><s v="{WORDS}"/><n v="12"/></r></pivotCacheRecords>'
    )
    return documents.packed(parts)


XLSX = {
    "xlsx empty hidden columns": Innocent(book_with(empty_columns), "xlsx"),
    "xlsx filter without criteria": Innocent(book_with(filter_without_criteria), "xlsx"),
    "xlsx dark head": Innocent(book_with(dark_head), "xlsx"),
    "xlsx table with a style": Innocent(book_with(styled_table), "xlsx"),
    "xlsx coloured by a condition": Innocent(book_with(conditional), "xlsx"),
    "xlsx zeros not shown": Innocent(book_with(no_zeros), "xlsx"),
    "xlsx chart": Innocent(book_with(with_chart), "xlsx"),
    "xlsx choices": Innocent(book_with(choices), "xlsx"),
    "xlsx open groups": Innocent(book_with(grouped), "xlsx"),
    "xlsx merged": Innocent(book_with(merged), "xlsx"),
    "xlsx empty hidden sheet": Innocent(book_with(empty_sheet), "xlsx"),
    "xlsx logo": Innocent(book_with(logo), "xlsx"),
    "xlsx protected": Innocent(book_with(protected), "xlsx"),
    "xlsx pivot table of what is seen": Innocent(xlsx_pivot_of_what_is_seen, "xlsx"),
}
# Each is made once, however many tests ask for it.
INNOCENT = {name: Innocent(cache(make), *about) for name, (make, *about) in (WORD | ODT | PPTX | XLSX).items()}
