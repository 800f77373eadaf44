import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from lscb_site.files import cleaners, finders
from lscb_site.files.cleaners.jpeg import without_words
from lscb_site.files.finding_kinds import KINDS
from tests.samples import documents, drawn_pdf, hiding_pdf, hiding_pdf_beside, hiding_pdf_covered
from tests.samples.drawn_pdf import filler, page_of

REMOVABLE = [name for name, (_, code, _) in hiding_pdf.HIDING.items() if KINDS[code].is_removable]
STAYS = {"rich_note", "page_taken_out"}  # written on the page; kept by the file for another reason


@pytest.fixture
def cleaned(tmp_path):
    def clean(data):
        (tmp_path / "file.pdf").write_bytes(data)
        target = tmp_path / "clean.pdf"
        codes = cleaners.clean(str(tmp_path / "file.pdf"), "pdf", str(target))
        return codes, target.read_bytes() if target.exists() else None

    return clean


def codes_in(data, tmp_path):
    path = tmp_path / "looked-at.pdf"
    path.write_bytes(data)
    return {each["code"] for each in finders.find(str(path), "pdf")}


def pages_of(data, annotations=False):
    with pypdfium2.PdfDocument(data) as document:
        return [
            (page.render(scale=1, draw_annots=annotations).to_pil().tobytes(), page.get_textpage().get_text_range())
            for page in document
        ]


@pytest.mark.parametrize("name", sorted(set(REMOVABLE) - STAYS))
def test_what_can_be_removed_is_gone_and_the_pages_are_the_same(name, cleaned, tmp_path):
    make, code, words = hiding_pdf.HIDING[name]
    data = make()
    codes, copy = cleaned(data)
    assert code in codes
    assert codes_in(copy, tmp_path).isdisjoint(codes)
    assert codes_in(copy, tmp_path) == codes_in(data, tmp_path) - set(codes)
    assert pages_of(copy) == pages_of(data)
    if words == hiding_pdf_covered.NAME:
        with pikepdf.open(io.BytesIO(copy)) as document:
            written = b"".join(
                each.read_raw_bytes() + each.stream_dict.unparse()
                if isinstance(each, pikepdf.Stream)
                else each.unparse(resolved=True)
                for each in document.objects
            )
            assert words.encode() not in written


@pytest.mark.parametrize("name", sorted(hiding_pdf.HIDING.keys() - set(REMOVABLE) | STAYS))
def test_what_cannot_be_removed_safely_is_left_alone(name, cleaned):
    make, code, _ = hiding_pdf.HIDING[name]
    codes, copy = cleaned(make())
    assert code not in codes
    assert (copy is None) == (codes == [])


def test_nothing_is_written_where_nothing_can_be_removed(cleaned):
    assert cleaned(documents.pdf()) == ([], None)


def test_a_signed_file_is_left_alone(cleaned):
    document = documents.new_pdf()
    document.docinfo["/Author"] = String("Kezia")
    document.Root.Perms = Dictionary(DocMDP=document.make_indirect(Dictionary(ByteRange=Array([0, 1, 2, 3]))))
    assert cleaned(documents.saved(document)) == ([], None)


def test_tags_forms_links_and_marks_on_the_page_stay(cleaned):
    document = documents.new_pdf(text="")
    page = page_of(document, filler())
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
    document.Root.StructTreeRoot, document.Root.MarkInfo = tree, Dictionary(Marked=True)
    document.Root.Lang = String("en-GB")
    marks = [
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Contents=String("To the Board")),
        Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("Why?"), T=String("J")
        ),
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Highlight,
            Rect=Array([72, 636, 300, 652]),
            QuadPoints=Array([72, 652, 300, 652, 72, 636, 300, 636]),
            C=Array([1, 1, 0]),
            Contents=String("Here"),
        ),
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), Rect=Array([9, 9, 20, 20])),
    ]
    page.Annots = Array([document.make_indirect(mark) for mark in marks])
    document.Root.AcroForm = Dictionary(Fields=Array([page.Annots[3]]))
    data = documents.saved(document)
    codes, copy = cleaned(data)
    assert codes == ["comment", "revision_author"]
    with pikepdf.open(io.BytesIO(copy)) as after:
        kept = after.pages[0].obj.Annots
        assert [str(mark.Subtype) for mark in kept] == ["/Link", "/Highlight", "/Widget"]
        assert str(kept[0].Contents) == "To the Board"
        assert str(kept[2].T) == "name"
        assert after.Root.StructTreeRoot.Type == Name.StructTreeRoot
        assert str(after.Root.Lang) == "en-GB"
        assert len(after.Root.AcroForm.Fields) == 1


def test_a_note_is_removed_from_beside_words_on_the_page(cleaned):
    document = documents.new_pdf(text="")
    place = Array([72, 700, 300, 720])
    page_of(document, filler()).Annots = Array(
        [
            Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=place, Contents=String("On the page")),
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=place, Contents=String("Why?")),
        ]
    )
    codes, copy = cleaned(documents.saved(document))
    assert codes == ["comment"]
    with pikepdf.open(io.BytesIO(copy)) as after:
        assert [str(mark.Contents) for mark in after.pages[0].obj.Annots] == ["On the page"]


def test_a_link_to_a_path_leads_nowhere(cleaned):
    codes, copy = cleaned(hiding_pdf_beside.link_to_a_file())
    assert codes == ["template_path"]
    assert b"Winterbourne" not in copy
    with pikepdf.open(io.BytesIO(copy)) as after:
        assert "/A" not in after.pages[0].obj.Annots[0]


def test_other_properties_stay(cleaned):
    document = documents.new_pdf()
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = ["Kezia Winterbourne", "Someone Else"]
        metadata["dc:title"] = "Annual report"
        metadata["pdf:Producer"] = "A program"
    codes, copy = cleaned(documents.saved(document))
    assert codes == ["property_person"]
    with pikepdf.open(io.BytesIO(copy)) as after, after.open_metadata() as metadata:
        assert metadata["dc:title"] == "Annual report"
        assert "dc:creator" not in metadata
        assert str(after.docinfo["/Title"]) == "Annual report"
        assert "/Author" not in after.docinfo


def test_a_linearised_file_stays_so(cleaned):
    document = documents.new_pdf(3)
    document.docinfo["/Author"] = String("Kezia")
    _, copy = cleaned(documents.saved(document, linearize=True))
    with pikepdf.open(io.BytesIO(copy)) as after:
        assert after.is_linearized


def test_a_photograph_keeps_its_points():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Kezia"
    written = io.BytesIO()
    drawn_pdf.photograph().save(written, "JPEG", exif=exif, comment=b"by Kezia", icc_profile=b"colours")
    bare = without_words(written.getvalue())
    assert b"Kezia" in written.getvalue()
    assert b"Kezia" not in bare
    before, after = Image.open(written), Image.open(io.BytesIO(bare))
    assert before.tobytes() == after.tobytes()
    assert after.info["icc_profile"] == b"colours"


@pytest.mark.parametrize(
    "broken", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00\x01", b"\xff\xd8\xff\xe1\xff\xff", b"GIF89a"]
)
def test_what_is_no_jpeg_is_not_cut(broken):
    with pytest.raises(ValueError, match="no JPEG"):
        without_words(broken)
