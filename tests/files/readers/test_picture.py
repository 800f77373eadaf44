import base64
import io

import pytest
from PIL import Image

from lscb_site.files.readers import picture
from tests.samples import documents, papers

pytestmark = pytest.mark.slow


def shown(encoded):
    image = Image.open(io.BytesIO(base64.b64decode(encoded)))
    assert (image.format, image.size) == ("WEBP", (picture.WIDTH, picture.HEIGHT))
    return image.convert("L")


def test_a_page_fills_the_picture(read):
    image = shown(read(papers.scan(), "pdf")["thumbnail"])
    assert image.getpixel((160, 100)) < 60
    assert image.getpixel((160, 400)) > 240


@pytest.mark.parametrize("size", [(842, 595), (200, 2000), (3000, 3000)])
def test_pages_of_other_shapes_stand_on_paper_of_the_same_size(size, read):
    shown(read(papers.placed([[(20, 20, 12, "x")]], size=size), "pdf")["thumbnail"])


@pytest.mark.parametrize("part", ["docProps__thumbnail_jpeg", "docProps__thumbnail_png"])
def test_an_office_file_shows_the_picture_it_carries(part, read):
    assert shown(read(papers.with_parts(documents.xlsx(), **{part: papers.picture()}), "xlsx")["thumbnail"])


def test_an_office_file_without_a_picture_has_none(read):
    assert read(documents.xlsx(), "xlsx")["thumbnail"] is None
    assert read(documents.odt(), "odt")["thumbnail"] is None


@pytest.mark.parametrize("data", [b"no picture", b"\xff\xd8\xff\xe0", papers.picture()[:60]])
def test_a_damaged_picture_costs_the_picture_alone(data, read):
    found = read(papers.with_parts(documents.docx_(), docProps__thumbnail_jpeg=data), "docx")
    assert found["thumbnail"] is None
    assert found["sections"][0]["text"] == "Working together"


def test_a_template_s_empty_page_is_no_picture(read):
    assert read(documents.docx_(), "docx")["thumbnail"] is None
    assert read(documents.pptx_(), "pptx")["thumbnail"] is None
