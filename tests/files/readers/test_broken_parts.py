"""One broken part, or a form that a library does not know, does not lose the whole text."""

import pytest

from tests.samples import documents, papers
from tests.samples.hiding import SECRET
from tests.samples.hiding_pptx import deck_with, off_slide
from tests.samples.hiding_xlsx import book_with
from tests.samples.office_parts import OFFICE, SEEN, changed, para, run, word

STRICT = {
    "http://schemas.openxmlformats.org/presentationml/2006/main": "http://purl.oclc.org/ooxml/presentationml/main",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def strict(package: bytes) -> bytes:
    """As the programs write it that are told to be strict: other namespaces and kinds of relationships."""
    parts = documents.parts_of(package)
    for old, new in STRICT.items():
        parts = {name: data.replace(old.encode(), new.encode()) for name, data in parts.items()}
    return documents.packed(parts)


def text_of(sections):
    return "\n".join(each["text"] for each in sections)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (deck_with(off_slide), "pptx"),
        (book_with(lambda sheet, book: None), "xlsx"),
        (lambda: word(para(run(SECRET, "<w:vanish/>"))), "docx"),
    ],
)
def test_the_strict_form_is_read_and_hides_as_the_other_does(make, kind, sections_of):
    text = text_of(sections_of(strict(make()), kind))
    assert SEEN in text
    assert SECRET not in text


def test_a_document_that_the_library_cannot_read_is_read_by_paragraphs(sections_of):
    numbering = changed(papers.agreement(), "word/numbering.xml", 'w:ilvl="0"', 'w:other="0"', times=99)
    broken = changed(
        numbering, "word/document.xml", "<w:tbl>", '<w:r><w:sym w:char="zz" w:font="Wingdings"/></w:r><w:tbl>'
    )
    found = sections_of(broken, "docx")
    assert [each["label"] for each in found] == ["Start of the document", "Purpose", "Consent"]
    assert "Police" in text_of(found)
    assert text_of(found).endswith("only its paragraphs are here.")


def test_a_sheet_that_is_broken_does_not_lose_the_others(read):
    package = book_with(lambda sheet, book: book.create_sheet("Second").append(["Enfield"]))()
    found = read(changed(package, "xl/worksheets/sheet1.xml", "</sheetData>", "</sheetDat>"), "xlsx")
    assert [each["text"] for each in found["sections"]] == ["This sheet could not be read.", "Enfield"]
    assert not found["is_complete"]


def test_a_slide_that_is_broken_does_not_lose_the_others(read):
    package = changed(papers.deck(), "ppt/slides/slide2.xml", 'lvl="1"', 'lvl="first"')
    found = read(package, "pptx")["sections"]
    assert found[1]["text"] == "Slide 2 could not be read."
    assert found[0]["text"].startswith("Sharing intelligence")
    assert found[2]["text"].startswith("Who holds what")
