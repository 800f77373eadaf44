"""Word files that look as if they hid something, and do not."""

from collections.abc import Callable

import docx

from tests.samples import documents, papers
from tests.samples.hiding_word_parts import (
    FROM_PARAGRAPH,
    PAINTED,
    THICK_LINE,
    WHITE,
    barred,
    barred_with,
    narrow_cell,
    old_bar,
)
from tests.samples.innocent import WORDS, Innocent
from tests.samples.office_parts import (
    SEEN,
    W,
    box,
    para,
    photo,
    run,
    word,
    word_with_picture,
)


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
