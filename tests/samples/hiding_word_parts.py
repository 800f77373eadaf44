"""Word files of which one part hides something, as Word, Writer or another tool makes it."""

from collections.abc import Callable

import docx

from tests.samples import documents
from tests.samples.hiding import BY, SECRET
from tests.samples.hiding_pptx import pptx_chart
from tests.samples.office_parts import (
    SEEN,
    STRICT,
    TRANSITIONAL,
    W,
    box,
    changed,
    declare,
    declare_ending,
    para,
    relate,
    run,
    word,
)


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
