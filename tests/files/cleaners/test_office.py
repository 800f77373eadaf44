"""A clean copy is without what can be taken out safely, opens in its program, and shows what the file showed."""

import io

import docx
import openpyxl
import pptx
import pytest
from PIL import Image

from lscb_site.files import cleaners, finders, readers
from lscb_site.files.cleaners.pictures import without_words
from lscb_site.files.finding_kinds import KINDS
from tests.samples import documents
from tests.samples.hiding import BY, SECRET
from tests.samples.hiding_office import HIDING
from tests.samples.hiding_pptx import deck_with, write
from tests.samples.innocent_office import INNOCENT
from tests.samples.office_parts import SEEN, para, photo, run, word

# A link to a file on somebody's machine stays: what it brings is part of the page.
STAYS = {"word path in a field"}
REMOVED = [name for name, sample in HIDING.items() if KINDS[sample.code].is_removable and name not in STAYS]
OPENERS = {"docx": docx.Document, "pptx": pptx.Presentation, "xlsx": openpyxl.load_workbook}


@pytest.fixture
def clean(tmp_path):
    """The bytes of a clean copy, and what it is without; no bytes where there is no copy."""

    def cleaned(data: bytes, kind: str) -> tuple[bytes, list[str]]:
        path, target = tmp_path / "file", tmp_path / "copy"
        path.write_bytes(data)
        without = cleaners.clean(str(path), kind, str(target))
        return target.read_bytes() if target.exists() else b"", without

    return cleaned


@pytest.fixture
def sections_of(tmp_path):
    def read(data: bytes, kind: str) -> list:
        path = tmp_path / "read"
        path.write_bytes(data)
        sections = readers.whole(str(path), kind)["sections"]
        return [each for each in sections if "(hidden)" not in each["label"]]

    return read


@pytest.mark.parametrize("name", REMOVED)
def test_the_copy_is_without_it_and_shows_what_the_file_showed(name, clean, sections_of, tmp_path):
    sample = HIDING[name]
    data = sample.make()
    copy, without = clean(data, sample.kind)
    assert sample.code in without
    assert sections_of(copy, sample.kind) == sections_of(data, sample.kind)
    (tmp_path / "again").write_bytes(copy)
    assert sample.code not in {each["code"] for each in finders.find(str(tmp_path / "again"), sample.kind)}
    if sample.words == SECRET:
        assert not any(SECRET.encode() in part for part in documents.parts_of(copy).values())


@pytest.mark.parametrize("name", REMOVED)
def test_the_site_accepts_the_copy_and_it_opens_in_its_program(name, clean, examined):
    sample = HIDING[name]
    copy, _ = clean(sample.make(), sample.kind)
    assert examined(copy)["kind"] == sample.kind
    if sample.kind in OPENERS and name != "word hidden, strict":
        assert OPENERS[sample.kind](io.BytesIO(copy))


@pytest.mark.parametrize("name", INNOCENT)
def test_a_copy_of_what_hides_nothing_shows_the_same(name, clean, sections_of):
    sample = INNOCENT[name]
    data = sample.make()
    copy, without = clean(data, sample.kind)
    assert bool(copy) == bool(without)
    assert not copy or sections_of(copy, sample.kind) == sections_of(data, sample.kind)


@pytest.mark.parametrize("name", ["word hidden text", "xlsx hidden column", "xlsx hidden sheet", "odt hidden section"])
def test_what_a_formula_or_a_person_may_still_need_is_never_taken_out(name, clean):
    sample = HIDING[name]
    _, without = clean(sample.make(), sample.kind)
    assert sample.code not in without


def test_accepting_joins_paragraphs_whose_mark_was_deleted_and_keeps_what_was_inserted(clean, sections_of):
    body = para(run("One "), f"<w:rPr><w:del {BY}/></w:rPr>") + para(
        run("two ")
        + f"<w:ins {BY}>{run('three')}<w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:ins>"
    )
    copy, without = clean(word(body), "docx")
    assert without == ["tracked_deletion", "tracked_insertion", "revision_author"]
    assert [each.text for each in docx.Document(io.BytesIO(copy)).paragraphs] == [SEEN, "One two three"]


def test_a_table_all_of_whose_rows_were_deleted_is_gone(clean):
    row = f"<w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{para(run(SECRET))}</w:tc></w:tr>"
    copy, _ = clean(word(f"<w:tbl>{row}{row}</w:tbl>{para(run('After'))}"), "docx")
    assert docx.Document(io.BytesIO(copy)).tables == []


def test_a_link_to_a_hidden_slide_goes_with_it(clean):
    def change(slide, deck):
        hidden = deck.slides.add_slide(deck.slide_layouts[6])
        write(hidden, SECRET)
        hidden._element.set("show", "0")
        write(slide, "See there").click_action.target_slide = hidden

    copy, without = clean(deck_with(change)(), "pptx")
    assert without == ["hidden_slide"]
    deck = pptx.Presentation(io.BytesIO(copy))
    assert len(deck.slides) == 1
    assert deck.slides[0].shapes[1].click_action.hyperlink.address is None
    assert b"hlinkClick" not in documents.parts_of(copy)["ppt/slides/slide1.xml"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_keep_every_point_and_lose_their_words(kind):
    data = photo(located=True, camera=True, kind=kind)
    made = without_words(data)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(made)) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
        assert len(before.getexif()) > 1
        assert len(after.getexif()) == 0
    assert b"Pentaxo" not in made


def test_a_photograph_taken_sideways_stays_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Pentaxo"
    written = io.BytesIO()
    Image.new("RGB", (30, 20)).save(written, "JPEG", exif=exif)
    with Image.open(io.BytesIO(without_words(written.getvalue()))) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n\0", b"RIFF\0\0\0\0WEBPVP8X"]
)
def test_a_broken_picture_breaks_nothing(data):
    without_words(data)
