"""The demonstration files: marked, accessible, small, and true to what is known."""

import re
import zipfile

import docx
import frontmatter
import pikepdf
import pptx
import pypdfium2
import pytest

from tests.content.facts import TALKS
from tests.content.starting_content import DEMONSTRATION, demonstration_files, files

NOTICE = "Demonstration copy. Written from public facts to show how this site works. The Board's own file replaces it."


def first_page(path):
    """The text of the first page or slide; of a Word file, what stands before its first heading."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            text = pdf[0].get_textpage().get_text_bounded()
    elif path.suffix == ".docx":
        parts = []
        for paragraph in docx.Document(path).paragraphs:
            if paragraph.style.name.startswith("Heading"):
                break
            parts.append(paragraph.text)
        text = " ".join(parts)
    else:
        text = " ".join(
            shape.text_frame.text for shape in pptx.Presentation(path).slides[0].shapes if shape.has_text_frame
        )
    return re.sub(r"\s+", " ", text).replace("’", "'")


def paths(suffix):
    return [pytest.param(DEMONSTRATION / name, id=name) for name in demonstration_files() if name.endswith(suffix)]


def test_every_demonstration_file_is_referred_to_once_and_every_reference_has_its_file():
    wanted = sorted(file["demonstration"] for file in files() if file["demonstration"])
    assert wanted == demonstration_files()
    sources = [frontmatter.load(path)["file"] for path in DEMONSTRATION.glob("sources/*.md")]
    assert sorted(sources) == demonstration_files()


@pytest.mark.parametrize("path", paths(""))
def test_a_demonstration_file_says_so_on_its_first_page(path):
    assert NOTICE in first_page(path)


def test_the_demonstration_files_stay_small():
    assert sum((DEMONSTRATION / name).stat().st_size for name in demonstration_files()) < 2_500_000


@pytest.mark.parametrize("path", paths(".pdf"))
def test_a_pdf_is_tagged_titled_and_in_english(path):
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == source_of(path)["title"]
        assert len(pdf.pages) >= 2
        assert len(outline.root) >= 4
        assert "/OpenAction" not in pdf.Root


@pytest.mark.parametrize("path", paths(".docx"))
def test_a_word_file_has_structure_title_and_language(path):
    document = docx.Document(path)
    assert document.core_properties.title == source_of(path)["title"]
    assert document.core_properties.language == "en-GB"
    assert sum(paragraph.style.name == "Heading 1" for paragraph in document.paragraphs) >= 4
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    with zipfile.ZipFile(path) as package:
        assert b'w:lang w:val="en-GB"' in package.read("word/styles.xml")


@pytest.mark.parametrize("path", paths(".pptx"))
def test_a_deck_has_a_title_and_notes_on_every_slide(path):
    deck = pptx.Presentation(path)
    assert deck.core_properties.title == source_of(path)["title"]
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles) >= 7
    assert all(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    for picture in (shape for slide in deck.slides for shape in slide.shapes if hasattr(shape, "image")):
        assert picture._element.nvPicPr.cNvPr.get("descr")


def source_of(path):
    return next(
        source for source in map(frontmatter.load, DEMONSTRATION.glob("sources/*.md")) if source["file"] == path.name
    )


def test_the_two_editions_of_the_protocol_differ_in_every_way_a_reader_may_ask_about():
    def paragraphs(name):
        text = frontmatter.load(DEMONSTRATION / "sources" / f"london-cse-operating-protocol-{name}-edition.md").content
        return [part.strip() for part in text.split("\n\n")]

    first, second = paragraphs("1st"), paragraphs("2nd")
    assert len(set(first) & set(second)) > 40
    assert "## Assess, challenge and improve" in set(second) - set(first)
    assert "## Bring in the protocol" in set(first) - set(second)
    assert first.index("## Share information") > first.index("## Assess the risk")
    assert second.index("## Share information") < second.index("## Assess the risk")


@pytest.mark.parametrize("talk", sorted(TALKS))
def test_a_deck_puts_no_words_in_the_speakers_mouth(talk):
    for path in DEMONSTRATION.glob("sources/*.md"):
        source = frontmatter.load(path)
        if source["title"] == talk:
            assert TALKS[talk] in source["subtitle"]
            assert "not the speaker’s" in source.content


def test_demonstration_texts_hold_no_telephone_number_and_keep_the_voice():
    for path in DEMONSTRATION.glob("sources/*.md"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b0\d[\d ]{7,}", text), path.name
        assert "Care Act 2015" not in text
        assert "Mash" not in text
        assert "!" not in text.replace("![", "")


def test_the_report_on_hubs_carries_its_figures():
    text = (DEMONSTRATION / "sources" / "greenwich-mash-final-report.md").read_text(encoding="utf-8")
    for figure in (
        "2.5 days",
        "just over 1.25 days",
        "more than four and a half days",
        "less than two and a half days",
    ):
        assert figure in text


# The stamp


def ink_of_stamp(image) -> int:
    """How many pixels of a page have the colour of the stamp, outside the box of the notice."""
    return sum(number for number, (red, green, blue) in image.getcolors(1 << 24) if is_stamp(red, green, blue))


def is_stamp(red, green, blue):
    return red - blue > 30 and red - green > 12 and red > 180


@pytest.mark.parametrize("path", paths(".pdf"))
def test_every_page_of_a_pdf_is_stamped_across(path):
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(len(pdf)):
            page = pdf[number].render(scale=0.5).to_pil().convert("RGB")
            width, height = page.size
            # From its lower left to its upper right, in the middle of the page.
            for box in ((0, height // 2, width // 2, height * 3 // 4), (width // 2, height // 4, width, height // 2)):
                assert ink_of_stamp(page.crop(box)) > 200, f"page {number + 1}"


@pytest.mark.parametrize("path", paths(".pptx"))
def test_every_slide_is_stamped_above_everything_else(path):
    for slide in pptx.Presentation(path).slides:
        (stamp,) = [shape for shape in slide.shapes if shape.name == "Stamp"]
        assert stamp._element.nvPicPr.cNvPr.get("descr") == "Demonstration copy"
        assert stamp.width > slide.part.package.presentation_part.presentation.slide_width / 2
        others = [shape for shape in slide.shapes if not shape.is_placeholder]
        assert others[-1].name == "Stamp"


@pytest.mark.parametrize("path", paths(".docx"))
def test_every_page_of_a_word_file_is_stamped_by_its_header(path):
    document = docx.Document(path)
    for section in document.sections:
        header = section.header
        assert "Demonstration copy" in header.paragraphs[0].text
        (stamp,) = header._element.xpath(".//wp:anchor[@behindDoc='1']/wp:docPr/@descr")
        assert stamp == "Demonstration copy"
        assert not section.different_first_page_header_footer
