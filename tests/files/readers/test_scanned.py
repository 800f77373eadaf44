"""How much of a scan is read. Straightening and cleaning need no program."""

import shutil
from collections import Counter

import pypdfium2
import pytest

from lscb_site.files.readers.pdf import scanned
from tests.samples import scans

PROGRAM = shutil.which("tesseract")
needs_program = pytest.mark.skipif(not PROGRAM, reason="tesseract is not installed (Debian: tesseract-ocr)")


@pytest.fixture(scope="module")
def text_page():
    return scans.text_page()


@pytest.mark.parametrize("degrees", [-5.0, -1.3, 0.0, 2.4])
def test_the_skew_of_a_page_is_found(text_page, degrees):
    assert scanned.skew_of(scans.skewed(text_page, degrees)) == pytest.approx(-degrees, abs=0.15)


def test_specks_and_shadows_go_and_letters_stay(text_page):
    noisy = scans.noisy(text_page)
    cleaned = scanned.cleaned(noisy)
    assert scanned.noise_of(cleaned) < scanned.noise_of(noisy) / 2
    assert min(cleaned.getpixel((5, 5)), cleaned.getpixel((cleaned.width - 5, cleaned.height - 5))) > 200
    assert cleaned.crop((200, 150, 1400, 400)).getextrema()[0] < 140


def test_a_large_page_is_rendered_no_larger_than_memory_allows():
    with pypdfium2.PdfDocument(scans.pdf_of(scans.text_page())) as document:
        page = document[0]
        assert scanned.rendered(page).size == (2480, 3509)
        page.set_mediabox(0, 0, 14_000, 14_000)
        width, height = scanned.rendered(page).size
        assert width * height < scanned.MOST_PIXELS * 1.01


def share_right(picture) -> float:
    found = scanned.page_of(picture.resize((2480, 3509)), PROGRAM, 60)
    have, wanted = Counter(found["text"].split() if found else []), Counter(scans.words())
    return sum(min(have[word], count) for word, count in wanted.items()) / sum(wanted.values())


@pytest.mark.slow
@needs_program
@pytest.mark.parametrize(
    ("spoilt", "at_least"),
    [
        (lambda page: page, 0.98),
        (scans.skewed, 0.95),
        (lambda page: scans.noisy(scans.skewed(page, -1.7)), 0.75),
        (lambda page: page.rotate(180), 0.95),
    ],
)
def test_scans_are_read_as_they_come(text_page, spoilt, at_least):
    assert share_right(spoilt(text_page)) >= at_least


@pytest.mark.slow
@needs_program
def test_a_picture_of_no_words_gives_none(text_page):
    assert scanned.page_of(text_page.point(lambda level: 255), PROGRAM, 60) is None


@pytest.mark.slow
@needs_program
def test_time_that_is_over_gives_nothing(text_page):
    assert scanned.page_of(text_page, PROGRAM, 0.01) is None


def test_words_are_put_into_paragraphs_and_doubtful_ones_left_out():
    def word(text, line, confidence=90.0, paragraph="1"):
        return scanned.ReadWord(text, confidence, ("1", paragraph), line)

    words = [
        word("safe-", "1"),
        word("guarding", "2"),
        word("~;", "2", 12.0),
        word("now", "2"),
        word("Then", "1", paragraph="2"),
    ]
    assert list(scanned.paragraphs(words)) == ["safeguarding now", "Then"]
