"""Office and OpenDocument files that hide something, one for each way to do it."""

import io
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import docx
import openpyxl
import pptx
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from tests.samples import documents, papers
from tests.samples.office_parts import (
    OFFICE,
    SEEN,
    STRICT,
    TRANSITIONAL,
    W,
    box,
    changed,
    declare,
    declare_ending,
    insert,
    odt,
    para,
    photo,
    relate,
    run,
    word,
    word_with_picture,
)

SECRET = "Quillon Abernathy"
BY = 'w:id="9" w:author="Quillon Abernathy" w:date="2024-01-02T03:04:05Z"'


class Hiding(NamedTuple):
    """``words`` are what must be found, and must not be read; an empty text where it is a fact and no words."""

    make: Callable[[], bytes]
    kind: str
    code: str
    words: str = SECRET


# Word ---------------------------------------------------------------------------------------------------------------


def styled(kind: str, look: str, *, based: bool = True) -> str:
    inherited = '<w:style w:type="{0}" w:styleId="Upper"><w:name w:val="Upper"/><w:basedOn w:val="Lower"/></w:style>'
    return (
        f'<w:style w:type="{kind}" w:styleId="Lower"><w:name w:val="Lower"/><w:rPr>{look}</w:rPr></w:style>'
        + inherited.format(kind)
    )


def word_defaults() -> bytes:
    package = word(para(run(SECRET, "")) + para(run("More to see.", '<w:vanish w:val="0"/>')))
    shown = changed(package, "word/document.xml", "<w:rPr></w:rPr>", '<w:rPr><w:vanish w:val="false"/></w:rPr>')
    return changed(shown, "word/styles.xml", "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>")


def word_strict() -> bytes:
    parts = documents.parts_of(word(para(run(SECRET, "<w:vanish/>"))))
    changed_parts = {
        name: data.replace(TRANSITIONAL.encode(), STRICT.encode()) if name.startswith("word/") else data
        for name, data in parts.items()
    }
    return documents.packed(changed_parts)


def word_header() -> bytes:
    document = docx.Document()
    document.add_paragraph(SEEN)
    header = document.sections[0].header.paragraphs[0]
    header.add_run(SECRET).font.hidden = True
    return documents.saved(document)


def word_note() -> bytes:
    note = f'<w:footnotes {W}><w:footnote w:id="2">{para(run(SECRET, "<w:vanish/>"))}</w:footnote></w:footnotes>'
    reference = para('<w:r><w:footnoteReference w:id="2"/></w:r>')
    return word(reference, related={"footnotes.xml": ("footnotes", note)})


def word_table_style() -> bytes:
    """White words in a table whose style darkens its first row, but in the second row."""
    style = (
        '<w:style w:type="table" w:styleId="Dark"><w:name w:val="Dark"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
    )
    rows = "".join(
        f"<w:tr><w:tc>{para(run(words, look))}</w:tc></w:tr>"
        for words, look in [("Heading that is seen", WHITE), (SECRET, WHITE)]
    )
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/><w:tblLook w:val="0020"/></w:tblPr>{rows}</w:tbl>'
    return word(table, styles=style)


WHITE = '<w:color w:val="FFFFFF"/>'


def word_comment() -> bytes:
    comments = f'<w:comments {W}><w:comment w:id="1" w:author="A reviewer">{para(run(SECRET))}</w:comment></w:comments>'
    body = para('<w:commentRangeStart w:id="1"/>' + run("Marked.") + '<w:commentRangeEnd w:id="1"/>')
    return word(body, related={"comments.xml": ("comments", comments)})


def word_with_object(name: str, data: bytes, kind: str) -> bytes:
    parts = documents.parts_of(word(para(run("A table."))))
    parts[f"word/embeddings/{name}"] = data
    relate(parts, "word/document.xml", "rIdO", kind, f"embeddings/{name}")
    declare_ending(parts, name.rpartition(".")[2], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return documents.packed(parts)


def secret_workbook() -> bytes:
    return papers.workbook([["Child", "Age"], [SECRET, 7]])


def word_chart() -> bytes:
    """A chart as Word stores it: the part of one, with a workbook that holds a column more."""
    deck = documents.parts_of(pptx_chart(extra=SECRET))
    parts = documents.parts_of(word(para(run("A chart."))))
    (chart,) = (name for name in deck if name.startswith("ppt/charts/chart"))
    (book,) = (name for name in deck if name.startswith("ppt/embeddings/"))
    parts["word/charts/chart1.xml"], parts["word/embeddings/book1.xlsx"] = deck[chart], deck[book]
    relate(parts, "word/document.xml", "rIdC", "chart", "charts/chart1.xml")
    relate(parts, "word/charts/chart1.xml", "rId1", "package", "../embeddings/book1.xlsx")
    declare(parts, "/word/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    declare_ending(parts, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return documents.packed(parts)


def word_property(name: str, value: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(SEEN)
    setattr(document.core_properties, name, value)
    return documents.saved(document)


def word_custom_xml() -> bytes:
    parts = documents.parts_of(word(""))
    parts["customXml/item7.xml"] = f"<case><worker>{SECRET}</worker></case>".encode()
    return documents.packed(parts)


def word_template() -> bytes:
    parts = documents.parts_of(word(""))
    relate(
        parts,
        "word/settings.xml",
        "rIdT",
        "attachedTemplate",
        "file:///C:\\Users\\Quillon%20Abernathy\\Letter.dotx",
        is_external=True,
    )
    return documents.packed(parts)


def word_field() -> bytes:
    code = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1 = 1 "A child" "'
        f'{SECRET}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("A child")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return word(para(code))


def word_off_page() -> bytes:
    at = '<wp:positionH relativeFrom="page"><wp:posOffset>9900000</wp:posOffset></wp:positionH>'
    return word(box(para(run(SECRET)), at=at))


def word_old_box() -> bytes:
    shape = (
        '<w:r><w:pict><v:shape style="position:absolute;width:0.5pt;height:200pt"><v:textbox><w:txbxContent>'
        f"{para(run(SECRET))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return word(para(shape))


def word_orphan() -> bytes:
    parts = documents.parts_of(word(""))
    parts["word/document2.xml"] = f"<w:document {W}><w:body>{para(run(SECRET))}</w:body></w:document>".encode()
    return documents.packed(parts)


def hidden_in_word(look: str, *, properties: str = "", **more: str) -> Callable[[], bytes]:
    return lambda: word(para(run(SECRET, look), properties), **more)


def in_black(shape: str) -> Callable[[], bytes]:
    return lambda: word(para(run("The child is ") + run(SECRET, shape) + run(" of Camden.")))


def barred(para_of: str) -> str:
    """A paragraph, and over it a black shape without words, in front of the text."""
    bar = (
        '<w:r><w:drawing><wp:anchor behindDoc="0"><wp:positionV relativeFrom="paragraph"><wp:posOffset>10000'
        '</wp:posOffset></wp:positionV><wp:extent cx="1500000" cy="180000"/><wp:wrapNone/><wp:docPr id="8" name="Bar"/>'
        "<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:solidFill>"
        '<a:srgbClr val="000000"/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )
    return para(bar + run(para_of))


def barred_with(words: str, *changes: tuple[str, str]) -> Callable[[], bytes]:
    """As `barred`, with the bar changed: by pairs of what to replace, and by what."""

    def make() -> bytes:
        made = barred(words)
        for old, new in changes:
            assert old in made, old
            made = made.replace(old, new)
        return word(made)

    return make


PAINTED = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
BY_THEME = '<wps:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></wps:style><wps:bodyPr/>'
LABELLED = f"<wps:txbx><w:txbxContent>{para(run('REDACTED'))}</w:txbxContent></wps:txbx><wps:bodyPr/>"
FROM_PARAGRAPH = '"paragraph"><wp:posOffset>10000'
THICK_LINE = '<a:prstGeom prst="line"/><a:ln w="177800"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'


def old_bar(shape: str, words: str = SECRET) -> Callable[[], bytes]:
    return lambda: word(para(f"<w:r><w:pict>{shape}</w:pict></w:r>{run(words)}"))


def narrow_cell(layout: str, words: str = SECRET) -> str:
    cells = f'<w:tc><w:tcPr><w:tcW w:w="1" w:type="dxa"/></w:tcPr>{para(run(words))}</w:tc>'
    return f'<w:tbl><w:tblPr><w:tblLayout w:type="{layout}"/></w:tblPr><w:tr>{cells}</w:tr></w:tbl>'


def loose_note(kind: str) -> dict:
    note = f'<w:{kind}s {W}><w:{kind} w:id="5">{para(run(SECRET))}</w:{kind}></w:{kind}s>'
    return {"related": {f"{kind}s.xml": (f"{kind}s", note)}}


def word_unshown_header() -> bytes:
    document = docx.Document()
    document.add_paragraph(SEEN)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = SECRET
    section.different_first_page_header_footer = False
    return documents.saved(document)


def word_fallback() -> bytes:
    package = word(box(para(run("A child"))))
    document = documents.parts_of(package)["word/document.xml"].decode()
    old = document[document.index("<mc:Fallback>") :]
    return changed(package, "word/document.xml", old, old.replace("A child", SECRET))


def word_path_field() -> bytes:
    code = f'INCLUDETEXT "C:\\\\Users\\\\{SECRET}\\\\notes.docx"'
    return word(
        para(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    )


def word_old_crop() -> bytes:
    return word(para('<w:r><w:pict><v:shape><v:imagedata cropleft="13107f"/></v:shape></w:pict></w:r>'))


HIDDEN_ROW = (
    f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{para(run(SECRET))}</w:tc></w:tr>"
    f"<w:tr><w:tc>{para(run('A row that stays'))}</w:tc></w:tr></w:tbl>"
)
DELETED_ROW = (
    f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{para(run(SECRET))}</w:tc></w:tr>"
    f"<w:tr><w:tc>{para(run('A row that stays'))}</w:tc></w:tr></w:tbl>"
)
DELETION = f"<w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
WORD = {
    "word hidden text": Hiding(hidden_in_word("<w:vanish/>"), "docx", "hidden_text"),
    "word hidden by a character style": Hiding(
        hidden_in_word('<w:rStyle w:val="Upper"/>', styles=styled("character", "<w:vanish/>")), "docx", "hidden_text"
    ),
    "word hidden by a paragraph style": Hiding(
        hidden_in_word("", properties='<w:pStyle w:val="Upper"/>', styles=styled("paragraph", "<w:vanish/>")),
        "docx",
        "hidden_text",
    ),
    "word hidden by its defaults": Hiding(word_defaults, "docx", "hidden_text"),
    "word hidden, strict": Hiding(word_strict, "docx", "hidden_text"),
    "word hidden in a header": Hiding(word_header, "docx", "hidden_text"),
    "word hidden in a note": Hiding(word_note, "docx", "hidden_text"),
    "word hidden in a text box": Hiding(lambda: word(box(para(run(SECRET, "<w:vanish/>")))), "docx", "hidden_text"),
    "word hidden text box": Hiding(lambda: word(box(para(run(SECRET)), hidden=' hidden="1"')), "docx", "hidden_text"),
    "word white": Hiding(hidden_in_word(WHITE), "docx", "invisible_text"),
    "word nearly white": Hiding(hidden_in_word('<w:color w:val="FEFDFE"/>'), "docx", "invisible_text"),
    "word white by a style": Hiding(
        hidden_in_word("", properties='<w:pStyle w:val="Upper"/>', styles=styled("paragraph", WHITE)),
        "docx",
        "invisible_text",
    ),
    "word white in the theme": Hiding(
        hidden_in_word('<w:color w:val="auto" w:themeColor="background1"/>'), "docx", "invisible_text"
    ),
    "word white in a light row": Hiding(word_table_style, "docx", "invisible_text"),
    "word tiny": Hiding(hidden_in_word('<w:sz w:val="2"/>'), "docx", "invisible_text"),
    "word narrowed": Hiding(hidden_in_word('<w:w w:val="1"/>'), "docx", "invisible_text"),
    "word in a line of one point": Hiding(
        hidden_in_word("", properties='<w:spacing w:line="20" w:lineRule="exact"/>'), "docx", "invisible_text"
    ),
    "word without ink": Hiding(
        hidden_in_word("<w14:textFill><a:noFill/></w14:textFill>".replace("a:", "w14:")), "docx", "invisible_text"
    ),
    "word box without height": Hiding(lambda: word(box(para(run(SECRET)), height=0)), "docx", "invisible_text"),
    "word old box without width": Hiding(word_old_box, "docx", "invisible_text"),
    "word box off the page": Hiding(word_off_page, "docx", "outside_page"),
    "word under a black marker": Hiding(in_black('<w:highlight w:val="black"/>'), "docx", "covered_text"),
    "word black on black": Hiding(
        in_black('<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>'),
        "docx",
        "covered_text",
    ),
    "word deletion": Hiding(lambda: word(para(DELETION)), "docx", "tracked_deletion"),
    "word moved away": Hiding(
        lambda: word(para(f"<w:moveFrom {BY}>{run(SECRET)}</w:moveFrom>")), "docx", "tracked_deletion"
    ),
    "word deleted row": Hiding(lambda: word(DELETED_ROW), "docx", "tracked_deletion"),
    "word insertion": Hiding(
        lambda: word(para(f"<w:ins {BY}>{run('More.')}</w:ins>")), "docx", "tracked_insertion", ""
    ),
    "word author of a change": Hiding(
        lambda: word(para(f"<w:ins {BY}>{run('More.')}</w:ins>")), "docx", "revision_author"
    ),
    "word author of a look": Hiding(
        lambda: word(para(run("Bold.", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"))), "docx", "revision_author"
    ),
    "word comment": Hiding(word_comment, "docx", "comment"),
    "word author": Hiding(lambda: word_property("author", SECRET), "docx", "property_person"),
    "word last changed by": Hiding(lambda: word_property("last_modified_by", SECRET), "docx", "property_person"),
    "word embedded workbook": Hiding(
        lambda: word_with_object("sheet.xlsx", secret_workbook(), "package"), "docx", "embedded_object"
    ),
    "word chart with more": Hiding(word_chart, "docx", "chart_workbook"),
    "word cropped picture": Hiding(
        lambda: word_with_picture(photo(), '<a:srcRect l="20000" r="10000"/>'), "docx", "cropped_picture", ""
    ),
    "word located photograph": Hiding(lambda: word_with_picture(photo(located=True)), "docx", "picture_location", ""),
    "word camera": Hiding(lambda: word_with_picture(photo(camera=True)), "docx", "picture_camera", "Pentaxo"),
    "word located png": Hiding(
        lambda: word_with_picture(photo(located=True, kind="PNG")), "docx", "picture_location", ""
    ),
    "word custom data": Hiding(word_custom_xml, "docx", "custom_xml"),
    "word variable": Hiding(
        lambda: word("", settings=f'<w:docVars><w:docVar w:name="case" w:val="{SECRET}"/></w:docVars>'),
        "docx",
        "custom_xml",
    ),
    "word template": Hiding(word_template, "docx", "template_path"),
    "word other branch of a field": Hiding(word_field, "docx", "hidden_text"),
    "word hidden row": Hiding(lambda: word(HIDDEN_ROW), "docx", "hidden_text"),
    "word paragraph left of the page": Hiding(
        lambda: word(para(run(SECRET), '<w:ind w:left="-20000"/>')), "docx", "outside_page"
    ),
    "word paragraph right of the page": Hiding(
        lambda: word(para(run(SECRET), '<w:ind w:left="30000"/>')), "docx", "outside_page"
    ),
    "word frame off the page": Hiding(
        lambda: word(
            para(run(SECRET), '<w:framePr w:w="2000" w:vAnchor="page" w:hAnchor="page" w:x="-9000" w:y="1"/>')
        ),
        "docx",
        "outside_page",
    ),
    "word cell without width": Hiding(lambda: word(narrow_cell("fixed")), "docx", "invisible_text"),
    "word footnote that nothing refers to": Hiding(lambda: word("", **loose_note("footnote")), "docx", "hidden_text"),
    "word endnote that nothing refers to": Hiding(lambda: word("", **loose_note("endnote")), "docx", "hidden_text"),
    "word entry of an index": Hiding(
        lambda: word(para(f'<w:fldSimple w:instr=" XE &quot;Everybody:{SECRET}&quot; "/>')), "docx", "hidden_text"
    ),
    "word under a white box": Hiding(
        barred_with(SECRET, (PAINTED, PAINTED.replace("000000", "FFFFFF"))), "docx", "covered_text"
    ),
    "word under a box of the theme's colour": Hiding(
        barred_with(SECRET, (PAINTED, ""), ("<wps:bodyPr/>", BY_THEME)), "docx", "covered_text"
    ),
    "word under a box that says so": Hiding(
        barred_with(SECRET, (PAINTED, PAINTED.replace("000000", "FFFFFF")), ("<wps:bodyPr/>", LABELLED)),
        "docx",
        "covered_text",
    ),
    "word under a bar placed from the page": Hiding(
        barred_with(SECRET, (FROM_PARAGRAPH, '"page"><wp:posOffset>1220000')), "docx", "covered_text"
    ),
    "word under a thick line": Hiding(
        barred_with(SECRET, (PAINTED, THICK_LINE), ('cy="180000"', 'cy="0"')),
        "docx",
        "covered_text",
    ),
    "word under an old rectangle": Hiding(
        old_bar(
            '<v:rect style="position:absolute;margin-left:0;margin-top:0;width:190pt;height:16pt;z-index:2" '
            'fillcolor="black"/>'
        ),
        "docx",
        "covered_text",
    ),
    "word under an old thick line": Hiding(
        old_bar('<v:line from="0,8pt" to="150pt,8pt" style="position:absolute;z-index:2" strokeweight="14pt"/>'),
        "docx",
        "covered_text",
    ),
    "word under a dark marker": Hiding(in_black('<w:highlight w:val="darkBlue"/>'), "docx", "covered_text"),
    "word in solid shading": Hiding(
        in_black('<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="auto"/>'),
        "docx",
        "covered_text",
    ),
    "word in nearly solid shading": Hiding(
        in_black('<w:color w:val="000000"/><w:shd w:val="pct95" w:color="auto" w:fill="FFFFFF"/>'),
        "docx",
        "covered_text",
    ),
    "word under a black bar": Hiding(lambda: word(barred(para_of=SECRET)), "docx", "covered_text"),
    "word header of no page": Hiding(word_unshown_header, "docx", "hidden_text"),
    "word drawing for older programs": Hiding(word_fallback, "docx", "hidden_text"),
    "word path in a field": Hiding(word_path_field, "docx", "template_path"),
    "word old cropped picture": Hiding(word_old_crop, "docx", "cropped_picture", ""),
    "word remarks": Hiding(lambda: word_property("comments", f"About {SECRET}"), "docx", "property_person"),
    "word part left behind": Hiding(word_orphan, "docx", "hidden_text"),
}

# OpenDocument -------------------------------------------------------------------------------------------------------


def text_style(properties: str, *, family: str = "text", more: str = "") -> str:
    style = f'<style:style style:name="T1" style:family="{family}">{more}'
    return f"{style}<style:text-properties {properties}/></style:style>"


def odt_span(properties: str, more: str = "") -> Callable[[], bytes]:
    body = f'<text:p>Then <text:span text:style-name="T1">{SECRET}</text:span> and on.</text:p>'
    return lambda: odt(body, automatic=text_style(properties) + more)


def odt_changes(change: str, body: str) -> bytes:
    return odt(
        f'<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1">{change}</text:changed-region>'
        f"</text:tracked-changes>{body}"
    )


def change_info(who: str = "A reviewer") -> str:
    return (
        f"<office:change-info><dc:creator>{who}</dc:creator><dc:date>2024-01-02T03:04:05</dc:date></office:change-info>"
    )


def odt_frame(style: str, **sides: str) -> bytes:
    where = " ".join(f'svg:{name}="{value}"' for name, value in sides.items())
    return odt(
        f"<text:p><draw:frame {style} {where}><draw:text-box><text:p>{SECRET}</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )


def odt_picture(clip: str) -> bytes:
    style = (
        '<style:style style:name="fr1" style:family="graphic"><style:graphic-properties '
        f'fo:clip="{clip}"/></style:style>'
    )
    body = (
        '<text:p><draw:frame draw:style-name="fr1" svg:width="5cm" svg:height="4cm"><draw:image '
        'xlink:href="Pictures/one.jpg"/></draw:frame></text:p>'
    )
    return odt(body, automatic=style, parts={"Pictures/one.jpg": photo()})


def odt_object() -> bytes:
    sheet = (
        f"<office:document-content {documents.ODF_NAMESPACES}><office:body><office:spreadsheet>"
        f"<text:p>{SECRET}</text:p></office:spreadsheet></office:body></office:document-content>"
    )
    return odt("<text:p>A table.</text:p>", parts={"Object 1/content.xml": sheet.encode()})


def odt_version() -> bytes:
    listed = (
        '<VL:version-list xmlns:VL="http://openoffice.org/2001/versions-list"><VL:version-entry VL:title="Version1" '
        f'VL:comment="before {SECRET}"/></VL:version-list>'
    )
    return odt("", parts={"VersionList.xml": listed.encode()})


ODT = {
    "odt hidden section": Hiding(
        lambda: odt(f'<text:section text:name="S" text:display="none"><text:p>{SECRET}</text:p></text:section>'),
        "odt",
        "hidden_section",
    ),
    "odt section under a condition": Hiding(
        lambda: odt(
            '<text:section text:name="S" text:display="condition" text:condition="ooow:1 EQ 1" text:is-hidden="true">'
            f"<text:p>{SECRET}</text:p></text:section>"
        ),
        "odt",
        "hidden_section",
    ),
    "odt section under a condition that is always true": Hiding(
        lambda: odt(
            '<text:section text:name="S" text:display="condition" text:condition="ooow:1 EQ 1">'
            f"<text:p>{SECRET}</text:p></text:section>"
        ),
        "odt",
        "hidden_section",
    ),
    "odt script": Hiding(
        lambda: odt(f"<text:p>A word<text:script>{SECRET}</text:script></text:p>"),
        "odt",
        "hidden_text",
    ),
    "odt hidden paragraph": Hiding(
        lambda: odt(f'<text:p><text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>{SECRET}</text:p>'),
        "odt",
        "hidden_text",
    ),
    "odt hidden text field": Hiding(
        lambda: odt(
            f'<text:p><text:hidden-text text:condition="ooow:1" text:string-value="{SECRET}" text:is-hidden="true"/>'
            "and on</text:p>"
        ),
        "odt",
        "hidden_text",
    ),
    "odt conditional text": Hiding(
        lambda: odt(
            '<text:p><text:conditional-text text:condition="ooow:1" text:string-value-if-true="A child" '
            f'text:string-value-if-false="{SECRET}">A child</text:conditional-text></text:p>'
        ),
        "odt",
        "hidden_text",
    ),
    "odt hidden letters": Hiding(odt_span('text:display="none"'), "odt", "hidden_text"),
    "odt hidden paragraph style": Hiding(
        lambda: odt(
            f'<text:p text:style-name="T1">{SECRET}</text:p>',
            automatic=text_style('text:display="none"', family="paragraph"),
        ),
        "odt",
        "hidden_text",
    ),
    "odt white": Hiding(odt_span('fo:color="#ffffff"'), "odt", "invisible_text"),
    "odt tiny": Hiding(odt_span('fo:font-size="1pt"'), "odt", "invisible_text"),
    "odt tiny by a share": Hiding(odt_span('fo:font-size="5%"'), "odt", "invisible_text"),
    "odt transparent": Hiding(odt_span('loext:opacity="0%"'), "odt", "invisible_text"),
    "odt black on black": Hiding(odt_span('fo:color="#000000" fo:background-color="#000000"'), "odt", "covered_text"),
    "odt deletion": Hiding(
        lambda: odt_changes(
            f"<text:deletion>{change_info()}<text:p>{SECRET}</text:p></text:deletion>",
            '<text:p>Kept<text:change text:change-id="c1"/></text:p>',
        ),
        "odt",
        "tracked_deletion",
    ),
    "odt insertion": Hiding(
        lambda: odt_changes(
            f"<text:insertion>{change_info()}</text:insertion>",
            '<text:p>Old <text:change-start text:change-id="c1"/>new words'
            '<text:change-end text:change-id="c1"/></text:p>',
        ),
        "odt",
        "tracked_insertion",
        "",
    ),
    "odt author of a change": Hiding(
        lambda: odt_changes(f"<text:insertion>{change_info(SECRET)}</text:insertion>", ""), "odt", "revision_author"
    ),
    "odt comment": Hiding(
        lambda: odt(
            f"<text:p>Words<office:annotation><dc:creator>A reviewer</dc:creator><text:p>{SECRET}</text:p>"
            "</office:annotation></text:p>"
        ),
        "odt",
        "comment",
    ),
    "odt author": Hiding(
        lambda: odt("", meta=f"<meta:initial-creator>{SECRET}</meta:initial-creator>"), "odt", "property_person"
    ),
    "odt custom property": Hiding(
        lambda: odt("", meta=f'<meta:user-defined meta:name="Child">{SECRET}</meta:user-defined>'),
        "odt",
        "property_person",
    ),
    "odt field not shown": Hiding(
        lambda: odt(
            f'<text:user-field-decls><text:user-field-decl text:name="n" office:value-type="string" '
            f'office:string-value="{SECRET}"/></text:user-field-decls>'
        ),
        "odt",
        "hidden_text",
    ),
    "odt object": Hiding(odt_object, "odt", "embedded_object"),
    "odt cropped picture": Hiding(lambda: odt_picture("rect(0cm, 1cm, 0cm, 1cm)"), "odt", "cropped_picture", ""),
    "odt located photograph": Hiding(
        lambda: odt("", parts={"Pictures/p.jpg": photo(located=True)}), "odt", "picture_location", ""
    ),
    "odt frame off the page": Hiding(
        lambda: odt_frame('text:anchor-type="page"', width="5cm", height="2cm", x="60cm", y="1cm"),
        "odt",
        "outside_page",
    ),
    "odt frame without width": Hiding(
        lambda: odt_frame('text:anchor-type="page"', width="0.01cm", height="2cm"), "odt", "invisible_text"
    ),
    "odt version": Hiding(odt_version, "odt", "earlier_words"),
}

# PowerPoint ---------------------------------------------------------------------------------------------------------


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

# Excel --------------------------------------------------------------------------------------------------------------


def book_with(change: Callable) -> Callable[[], bytes]:
    """A workbook of one sheet called Contacts, with a sentence that is seen, as ``change(sheet, book)`` leaves it."""

    def make() -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Contacts"
        sheet.append(["Borough", "Post", "Note", "Child"])
        sheet.append(["Camden", SEEN, "x"])
        sheet.append(["Barnet", "Inspector", "y"])
        change(sheet, book)
        return documents.saved(book)

    return make


def hidden_sheet(state: str) -> Callable:
    def change(sheet, book) -> None:
        other = book.create_sheet("List")
        other["B2"] = SECRET
        other.sheet_state = state

    return change


def hidden_column(sheet, book) -> None:
    sheet["D2"] = SECRET
    sheet.column_dimensions["D"].hidden = True


def narrow_column(sheet, book) -> None:
    sheet["D2"] = SECRET
    sheet.column_dimensions["D"].width = 0.05


def hidden_row(sheet, book) -> None:
    sheet["A4"], sheet["A5"] = "Enfield", SECRET
    sheet.row_dimensions[4].hidden = sheet.row_dimensions[5].hidden = True


def flat_row(sheet, book) -> None:
    sheet["A4"] = SECRET
    sheet.row_dimensions[4].height = 0.1


def collapsed_row(sheet, book) -> None:
    sheet["A4"] = SECRET
    sheet.row_dimensions.group(4, 4, hidden=True)


def filtered_row(sheet, book) -> None:
    sheet["A4"] = SECRET
    sheet.auto_filter.ref = "A1:D4"
    sheet.auto_filter.add_filter_column(0, ["Camden", "Barnet"])
    sheet.row_dimensions[4].hidden = True


def filtered_table(sheet, book) -> None:
    sheet["A4"] = SECRET
    table = Table(displayName="T", ref="A1:D4", autoFilter=AutoFilter(ref="A1:D4"))
    table.autoFilter.add_filter_column(0, ["Camden"])
    sheet.add_table(table)
    sheet.row_dimensions[4].hidden = True


def formatted(code: str) -> Callable:
    def change(sheet, book) -> None:
        sheet["D2"] = SECRET
        sheet["D2"].number_format = code

    return change


def coloured(ink: str, paper: str | None = None, size: float = 11) -> Callable:
    def change(sheet, book) -> None:
        sheet["D2"] = SECRET
        sheet["D2"].font = Font(color=ink, size=size)
        if paper:
            sheet["D2"].fill = PatternFill("solid", fgColor=paper)

    return change


def small(*, width: float = 0, height: float = 0) -> Callable:
    def change(sheet, book) -> None:
        sheet["D4"] = SECRET
        if width:
            sheet.column_dimensions["D"].width = width
        if height:
            sheet.row_dimensions[4].height = height

    return change


def behind(fill) -> Callable:
    def change(sheet, book) -> None:
        sheet["D2"] = SECRET
        sheet["D2"].fill = fill

    return change


def white_by_condition(sheet, book) -> None:
    sheet["D2"] = SECRET
    sheet.conditional_formatting.add("D2:D9", FormulaRule(formula=["TRUE"], font=Font(color="FFFFFFFF")))


def rich_text(sheet, book) -> None:
    pale = TextBlock(InlineFont(color="FFFFFFFF"), SECRET)
    sheet["D2"] = CellRichText("The child ", pale, TextBlock(InlineFont(b=True), " of Camden"))


def merged_away() -> bytes:
    package = book_with(lambda sheet, book: sheet.merge_cells("A3:B3"))()
    secret = f'<c r="B3" t="inlineStr"><is><t>{SECRET}</t></is></c>'
    return changed(package, "xl/worksheets/sheet1.xml", '<c r="C3"', f'{secret}<c r="C3"')


def noted(sheet, book) -> None:
    sheet["A2"].comment = Comment(SECRET, "A reviewer")


def xlsx_threaded() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: None)())
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    parts["xl/threadedComments/threadedComment1.xml"] = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="A2"><text>{SECRET}</text></threadedComment></ThreadedComments>'
    )
    relate(parts, "xl/worksheets/sheet1.xml", "rIdT", kind, "../threadedComments/threadedComment1.xml")
    declare(parts, "/xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml")
    return documents.packed(parts)


S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx_link() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: None)())
    parts["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink {S}><externalBook><sheetNames><sheetName val="A"/></sheetNames><sheetDataSet>'
        f'<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{SECRET}</v></cell></row></sheetData>'
        "</sheetDataSet></externalBook></externalLink>"
    )
    relate(parts, "xl/workbook.xml", "rIdE", "externalLink", "externalLinks/externalLink1.xml")
    relate(
        parts,
        "xl/externalLinks/externalLink1.xml",
        "rId1",
        "externalLinkPath",
        "file:///\\\\server\\Quillon%20Abernathy\\cases.xlsx",
        is_external=True,
    )
    declare(
        parts,
        "/xl/externalLinks/externalLink1.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
    )
    return documents.packed(parts)


def xlsx_pivot() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: None)())
    parts["xl/pivotCache/pivotCacheRecords1.xml"] = (
        f'<pivotCacheRecords {S} count="1"><r><s v="Camden"/><s v="{SECRET}"/></r></pivotCacheRecords>'
    )
    parts["xl/pivotCache/pivotCacheDefinition1.xml"] = f"<pivotCacheDefinition {S}/>"
    relate(parts, "xl/workbook.xml", "rIdP", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    return documents.packed(parts)


def xlsx_covered() -> bytes:
    parts = documents.parts_of(book_with(lambda sheet, book: sheet.cell(2, 4, SECRET))())
    xdr = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    corners = [("from", 3, 1), ("to", 5, 3)]
    anchor = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        for name, column, row in corners
    )
    parts["xl/drawings/drawing1.xml"] = (
        f'<xdr:wsDr {xdr} {A}><xdr:twoCellAnchor>{anchor}<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Box"/>'
        '</xdr:nvSpPr><xdr:spPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></xdr:spPr></xdr:sp>'
        "</xdr:twoCellAnchor></xdr:wsDr>"
    )
    relate(parts, "xl/worksheets/sheet1.xml", "rIdD", "drawing", "../drawings/drawing1.xml")
    declare(parts, "/xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml")
    parts["xl/worksheets/sheet1.xml"] = insert(
        parts["xl/worksheets/sheet1.xml"], "</worksheet>", f'<drawing xmlns:r="{OFFICE}" r:id="rIdD"/>'
    )
    return documents.packed(parts)


def xlsx_unused_text() -> bytes:
    """Texts in a list of their own, as Excel stores them; one of them stands in no cell."""
    parts = documents.parts_of(book_with(lambda sheet, book: None)())
    parts["xl/sharedStrings.xml"] = f"<sst {S}><si><t>In a cell</t></si><si><t>{SECRET}</t></si></sst>"
    relate(parts, "xl/workbook.xml", "rIdS", "sharedStrings", "sharedStrings.xml")
    declare(
        parts, "/xl/sharedStrings.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    )
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = insert(sheet, "</sheetData>", '<row r="9"><c r="A9" t="s"><v>0</v></c></row>')
    return documents.packed(parts)


def xlsx_path() -> bytes:
    path = (
        '<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" '
        f'url="C:\\Users\\{SECRET}\\Documents\\"/>'
    )
    return changed(book_with(lambda sheet, book: None)(), "xl/workbook.xml", "<sheets>", f"{path}<sheets>")


def xlsx_author(sheet, book) -> None:
    book.properties.creator = SECRET


def xlsx_hidden_name() -> bytes:
    name = f'<definedNames><definedName name="child" hidden="1">"{SECRET}"</definedName></definedNames>'
    package = book_with(lambda sheet, book: None)()
    old = "<definedNames/>" if b"<definedNames/>" in documents.parts_of(package)["xl/workbook.xml"] else "<calcPr"
    return changed(package, "xl/workbook.xml", old, name if old != "<calcPr" else name + old)


XLSX = {
    "xlsx hidden sheet": Hiding(book_with(hidden_sheet("hidden")), "xlsx", "hidden_sheet"),
    "xlsx very hidden sheet": Hiding(book_with(hidden_sheet("veryHidden")), "xlsx", "very_hidden_sheet"),
    "xlsx hidden column": Hiding(book_with(hidden_column), "xlsx", "hidden_columns"),
    "xlsx column without width": Hiding(book_with(narrow_column), "xlsx", "hidden_columns"),
    "xlsx hidden rows": Hiding(book_with(hidden_row), "xlsx", "hidden_rows"),
    "xlsx row without height": Hiding(book_with(flat_row), "xlsx", "hidden_rows"),
    "xlsx collapsed row": Hiding(book_with(collapsed_row), "xlsx", "hidden_rows"),
    "xlsx filtered row": Hiding(book_with(filtered_row), "xlsx", "filtered_rows"),
    "xlsx filtered table": Hiding(book_with(filtered_table), "xlsx", "filtered_rows"),
    "xlsx format of nothing": Hiding(book_with(formatted(";;;")), "xlsx", "hidden_cells"),
    "xlsx format of empty words": Hiding(book_with(formatted('"";"";"";""')), "xlsx", "hidden_cells"),
    "xlsx format in white": Hiding(book_with(formatted("[White]@")), "xlsx", "hidden_cells"),
    "xlsx format in white for all": Hiding(book_with(formatted("[White]General")), "xlsx", "hidden_cells"),
    "xlsx format of other words": Hiding(book_with(formatted('0;0;0;"[redacted]"')), "xlsx", "hidden_cells"),
    "xlsx white by a condition": Hiding(book_with(white_by_condition), "xlsx", "hidden_cells"),
    "xlsx row of two points": Hiding(book_with(small(height=2.5)), "xlsx", "hidden_rows"),
    "xlsx narrow column": Hiding(book_with(small(width=0.6)), "xlsx", "hidden_columns"),
    "xlsx dark pattern": Hiding(
        book_with(behind(PatternFill("darkGray", fgColor="FF000000", bgColor="FF000000"))), "xlsx", "hidden_cells"
    ),
    "xlsx black gradient": Hiding(
        book_with(behind(GradientFill(stop=("FF000000", "FF000000")))), "xlsx", "hidden_cells"
    ),
    "xlsx white": Hiding(book_with(coloured("FFFFFFFF")), "xlsx", "hidden_cells"),
    "xlsx black on black": Hiding(book_with(coloured("FF000000", "FF000000")), "xlsx", "hidden_cells"),
    "xlsx tiny": Hiding(book_with(coloured("FF000000", size=1)), "xlsx", "hidden_cells"),
    "xlsx merged away": Hiding(merged_away, "xlsx", "hidden_cells"),
    "xlsx under a box": Hiding(xlsx_covered, "xlsx", "hidden_cells"),
    "xlsx hidden name": Hiding(xlsx_hidden_name, "xlsx", "hidden_cells"),
    "xlsx white among black": Hiding(book_with(rich_text), "xlsx", "hidden_cells"),
    "xlsx text of no cell": Hiding(xlsx_unused_text, "xlsx", "hidden_cells"),
    "xlsx note": Hiding(book_with(noted), "xlsx", "comment"),
    "xlsx threaded comment": Hiding(xlsx_threaded, "xlsx", "comment"),
    "xlsx values of a link": Hiding(xlsx_link, "xlsx", "cached_values"),
    "xlsx path of a link": Hiding(xlsx_link, "xlsx", "external_link", "cases.xlsx"),
    "xlsx pivot table": Hiding(xlsx_pivot, "xlsx", "cached_values"),
    "xlsx where it was saved": Hiding(xlsx_path, "xlsx", "template_path"),
    "xlsx author": Hiding(book_with(xlsx_author), "xlsx", "property_person"),
}
# Each is made once, however many tests ask for it.
HIDING = {name: Hiding(cache(make), *about) for name, (make, *about) in (WORD | ODT | PPTX | XLSX).items()}
