import base64
import io

import pytest
from PIL import Image

from lscb_site.files.readers import picture
from tests.samples import documents, hiding_pdf_carried, hiding_pdf_unseen, papers
from tests.samples.drawn_pdf import drawn, filler

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
def test_the_picture_that_an_office_file_carries_may_be_of_what_was_deleted_since(part, read):
    assert read(papers.with_parts(documents.xlsx(), **{part: papers.picture()}), "xlsx")["thumbnail"] is None


@pytest.mark.parametrize(
    "make",
    [
        hiding_pdf_unseen.hidden_layer,
        hiding_pdf_unseen.hidden_layer_of_pictures,
        hiding_pdf_carried.annotated_out_of_sight,
    ],
)
def test_what_a_page_does_not_show_its_picture_does_not_either(make, tmp_path):
    def of(data):
        path = tmp_path / "file.pdf"
        path.write_bytes(data)
        return picture.thumbnail(str(path), "pdf")

    assert of(make()) == of(drawn(filler()))
