import pytest

from lscb_site.files.kinds import FileKind
from lscb_site.files.reading import read_file
from lscb_site.files.scans import program, with_pictures_read
from tests.samples import scans

needs_program = pytest.mark.skipif(not program(), reason="tesseract is not installed (Debian: tesseract-ocr)")


@pytest.fixture
def scan(tmp_path):
    """The path of a PDF of these pictures, and what is read of it without the program."""

    def made(*pictures):
        path = tmp_path / "scan.pdf"
        path.write_bytes(scans.pdf_of(*pictures))
        return str(path), read_file(str(path), FileKind.PDF)

    return made


@pytest.mark.slow
@needs_program
def test_a_page_that_is_a_picture_is_read_with_its_confidence(scan):
    path, found = scan(scans.text_page())
    assert found.sections[0].is_picture_only
    (section,) = with_pictures_read(found, path, program()).sections
    assert "020 7946 0018" in section.text
    assert section.html.startswith("<p>The partners share")
    assert section.read_by_machine >= 90
    assert not section.is_picture_only


@pytest.mark.slow
@pytest.mark.parametrize("wanted", ["", "/no/such/program", "/bin/false", "/bin/cat"])
def test_without_a_program_that_works_the_page_stays_a_picture(scan, wanted):
    path, found = scan(scans.text_page())
    assert with_pictures_read(found, path, wanted) == found


@pytest.mark.slow
@needs_program
def test_no_more_pages_are_read_than_were_asked_for(scan):
    path, found = scan(scans.text_page(), scans.text_page())
    sections = with_pictures_read(found, path, program(), most_pages=1).sections
    assert [section.is_picture_only for section in sections] == [False, True]


def test_a_file_without_pictures_is_left_alone(scan, tmp_path):
    _, found = scan(scans.text_page())
    whole = type(found)(found.facts, [], found.health, None, True)
    assert with_pictures_read(whole, str(tmp_path / "nothing.pdf"), "/bin/false") is whole
