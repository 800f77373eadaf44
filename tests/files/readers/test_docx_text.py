import io

import docx
import pytest

from tests.samples import documents, hostile, papers

pytestmark = pytest.mark.slow

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def paragraph(words, more=""):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r>{more}</w:p>"


@pytest.fixture(scope="module")
def agreement(sections_of):
    return sections_of(papers.agreement(), "docx")


def test_a_section_for_each_heading_and_for_what_stands_before(agreement):
    assert [(each["label"], each["level"]) for each in agreement] == [
        ("Start of the document", 1),
        ("Purpose", 1),
        ("Consent", 2),
    ]


def test_nested_lists_stay_nested(agreement):
    assert "<ul><li>Police<ul><li>borough command</li></ul></li><li>Health</li></ul>" in agreement[1]["html"]
    assert agreement[1]["text"] == "Purpose\nShare what is needed.\nPolice\nborough command\nHealth"


def test_tables_stay_tables_and_read_by_row(agreement):
    assert "<td>Partner</td><td>Post</td>" in agreement[2]["html"]
    assert "Police | Inspector & deputy" in agreement[2]["text"].split("\n")


def test_a_picture_is_what_its_author_says_it_shows(agreement):
    assert "<em>Picture: A map of the boroughs</em>" in agreement[2]["html"]
    assert "<img" not in agreement[2]["html"]


def test_contents_pages_and_links_inside_the_document_are_left_out(sections_of):
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Purpose 3", style="toc 1")
    document.add_paragraph("Text")
    (section,) = sections_of(documents.saved(document), "docx")
    assert section["text"] == "Text"


def test_deleted_words_are_not_text(sections_of):
    document = docx.Document()
    paragraph = document.add_paragraph("Kept")
    deleted = docx.oxml.parse_xml(
        f'<w:del xmlns:w="{docx.oxml.ns.nsmap["w"]}" w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    )
    paragraph._p.append(deleted)
    assert [each["text"] for each in sections_of(documents.saved(document), "docx")] == ["Kept"]


def test_right_to_left_text_is_marked(sections_of):
    (section,) = sections_of(documents.docx_(papers.HEBREW), "docx")
    assert section["html"] == f'<p dir="auto">{papers.HEBREW}</p>'


def test_markup_in_the_words_is_words(sections_of):
    (section,) = sections_of(documents.docx_("<script>alert(1)</script> & more"), "docx")
    assert section["html"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>"


def test_an_empty_document_has_no_sections(sections_of):
    assert sections_of(documents.docx_(text=""), "docx") == []


def test_a_huge_table_is_cut_at_a_row_and_says_so(read, monkeypatch):
    monkeypatch.setattr("lscb_site.files.readers.elements.MAX_SECTION", 2_000)
    document = docx.Document()
    table = document.add_table(100, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"cell {number}"
    found = read(documents.saved(document), "docx")
    (section,) = found["sections"]
    assert found["is_complete"] is section["is_complete"] is False
    assert section["text"].startswith("cell 0 | cell 1\ncell 2")
    assert section["html"].endswith("</tr></table>")
    assert len(section["html"]) + len(section["text"]) < 2_050


def test_footnotes_are_a_section_of_their_own(sections_of):
    noted = hostile.docx_with(
        {
            "word/footnotes.xml": f'<w:footnotes {WORD}><w:footnote w:id="2">{paragraph("Section 47.")}</w:footnote>'
            "</w:footnotes>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rIdF" '
            f'Type="{OFFICE}/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
            "word/document.xml": f"<w:document {WORD}><w:body>"
            + paragraph("The duty", '<w:r><w:footnoteReference w:id="2"/></w:r>')
            + "</w:body></w:document>",
        }
    )
    text, notes = sections_of(noted, "docx")
    assert text["text"] == "The duty[1]"
    assert (notes["label"], notes["text"]) == ("Notes", "Section 47.")


def test_the_sample_is_a_document_that_opens():
    assert docx.Document(io.BytesIO(papers.agreement())).paragraphs
