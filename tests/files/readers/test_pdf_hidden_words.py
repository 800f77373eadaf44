"""What a page does not show is in no text of it."""

import pytest
from pikepdf import Array, Dictionary, Name

from lscb_site.files.finders import find
from lscb_site.files.readers.pdf import letters as pdf_letters
from lscb_site.files.readers.pdf import text as pdf_text
from tests.samples import documents
from tests.samples.documents import String, new_pdf, saved
from tests.samples.tables_pdf import PHONES, page, words
from tests.samples.tagged import Words, pdf, tag

SHOWN = b"BT /F1 12 Tf 72 700 Td %s (Child A) Tj EMC ( was seen) Tj ET"
SUBSTITUTE = "John Smith"


def by_name():
    document = documents.new_pdf(1, text="")
    each = document.pages[0].obj
    each.Resources.Properties = Dictionary(P0=document.make_indirect(Dictionary(ActualText=String(SUBSTITUTE))))
    each.Contents = document.make_stream(SHOWN % b"/Span /P0 BDC")
    return documents.saved(document)


def in_a_form():
    document = documents.new_pdf(1, text="")
    each = document.pages[0].obj
    form = document.make_stream(
        SHOWN % b"/Span <</ActualText (John Smith)>> BDC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 595, 842]),
        Resources=Dictionary(Font=each.Resources.Font),
    )
    each.Resources.XObject = Dictionary(Form=form)
    each.Contents = document.make_stream(b"/Form Do")
    return documents.saved(document)


def in_a_tag():
    document = pdf(tag("Document", tag("P", Words("Child A was seen"))))
    content = document.pages[0].obj.Contents.read_bytes()
    content = content.replace(b"/MCID 0", b"/MCID 0 /ActualText (John Smith)")
    document.pages[0].obj.Contents = document.make_stream(content)
    return documents.saved(document)


@pytest.mark.parametrize(
    "make",
    [
        lambda: page(SHOWN % b"/Span <</ActualText (John Smith)>> BDC"),
        lambda: page(SHOWN % b"/Span <</ActualText <FEFF004A006F0068006E00200053006D006900740068>>> BDC"),
        by_name,
        in_a_form,
        in_a_tag,
    ],
)
def test_letters_that_are_drawn_are_read_and_not_what_stands_for_them(sections_of, make):
    (section,) = sections_of(make(), "pdf")
    assert section["text"] == "Child A was seen"


@pytest.mark.parametrize("ligature", [b"(ffi)", b"<FEFF006600660069>", b"<EFBBBF666669>"])
def test_what_stands_for_a_ligature_is_read(sections_of, ligature):
    content = b"BT /F1 12 Tf 72 700 Td (o) Tj /Span <</ActualText %s>> BDC (x) Tj EMC (ce) Tj ET"
    assert sections_of(page(content % ligature), "pdf")[0]["text"] == "office"


def test_a_very_long_text_that_stands_for_a_word_is_not_read(sections_of):
    content = SHOWN % (b"/Span <</ActualText (%s)>> BDC" % (b"John " * 5000))
    assert sections_of(page(content), "pdf")[0]["text"] == "Child A was seen"


@pytest.fixture
def hiding(monkeypatch):
    """Makes the letters of these words hidden ones, wherever they stand."""

    def hide(*hidden_words):
        def indices(_page, text_page):
            text = text_page.get_text_range()
            starts = [(text.index(word), len(word)) for word in hidden_words if word in text]
            return {start + at for start, length in starts for at in range(length)}

        monkeypatch.setattr(pdf_letters, "hidden_characters", indices)

    return hide


def test_hidden_letters_are_in_no_line_table_or_tag(sections_of, hiding):
    hiding("Hackney", "Smith")
    (section,) = sections_of(page(words(PHONES)), "pdf")
    assert "<td></td><td>MASH</td><td>020 8356 5500</td>" in section["html"]
    assert "Hackney" not in str(section)
    (section,) = sections_of(documents.saved(pdf(tag("P", Words("Ann Smith came")))), "pdf")
    assert section["html"] == "<p>Ann came</p>"
    (section,) = sections_of(documents.pdf(text="Smith"), "pdf")
    assert (section["text"], section["is_picture_only"]) == ("", True)


def test_of_a_page_that_nobody_could_look_at_no_word_is_read(tmp_path):
    document = new_pdf(1, "")
    page = document.pages[0]
    inner = b"BT /F1 12 Tf 72 720 Td (Rosalind Achterberg) Tj ET 0 g 60 700 300 40 re f"
    resources = page.obj.Resources
    for _ in range(20):
        form = document.make_stream(inner)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        form.Resources = resources
        resources, inner = Dictionary(XObject=Dictionary(X=form)), b"/X Do"
    page.obj.Resources = resources
    page.obj.Contents = document.make_stream(inner)
    path = tmp_path / "nested.pdf"
    path.write_bytes(saved(document))
    assert "Achterberg" not in "".join(section["text"] for section in pdf_text.sections(str(path)))
    assert [finding["code"] for finding in find(str(path), "pdf")] == ["not_checked"]
