"""The first page as a small picture of fixed size, so that a reader recognises the document."""

import base64
import io
import zipfile
from typing import cast

import pypdfium2
from PIL import Image

from lscb_site.files.readers import THUMBNAIL_SIZE

WIDTH, HEIGHT = THUMBNAIL_SIZE
PAPER = (255, 253, 248)
QUALITY = 80
# Where office programs leave a picture of the first page. Only formats that Pillow reads safely are looked at.
EMBEDDED = ("docProps/thumbnail.jpeg", "docProps/thumbnail.png", "Thumbnails/thumbnail.png")
FORMATS = ("JPEG", "PNG")
MAX_BYTES = 5_000_000
MAX_PIXELS = 20_000_000
# Of 255; less than this between the darkest and the lightest point and there is nothing to recognise.
CONTRAST = 40


def of_pdf(path: str) -> Image.Image | None:
    with pypdfium2.PdfDocument(path) as document:
        if len(document) == 0:
            return None
        page = document[0]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return None
        bitmap = page.render(scale=min(WIDTH / width, HEIGHT / height), may_draw_forms=False, rev_byteorder=True)
        picture: Image.Image = bitmap.to_pil()
        return picture.copy()


def of_package(path: str) -> Image.Image | None:
    with zipfile.ZipFile(path) as package:
        for name in EMBEDDED:
            if name in package.namelist() and package.getinfo(name).file_size <= MAX_BYTES:
                picture = Image.open(io.BytesIO(package.read(name)), formats=FORMATS)
                return picture if picture.width * picture.height <= MAX_PIXELS and not _is_blank(picture) else None
    return None


def _is_blank(picture: Image.Image) -> bool:
    """Libraries that write documents leave their template's picture there, of an empty page."""
    darkest, lightest = cast(tuple[float, float], picture.convert("L").getextrema())  # of its one band
    return lightest - darkest < CONTRAST


MAKERS = {"pdf": of_pdf, "docx": of_package, "pptx": of_package, "xlsx": of_package, "odt": of_package}


def thumbnail(path: str, kind: str) -> str | None:
    """A WebP picture in base64, or ``None`` when the file gives none: its text is not lost with its picture."""
    try:
        picture = MAKERS[kind](path) if kind in MAKERS else None
        return _on_paper(picture) if picture else None
    except Exception:  # Pillow and pdfium raise whatever the damage suggests
        return None


def _on_paper(picture: Image.Image) -> str:
    picture = picture.convert("RGBA")
    picture.thumbnail((WIDTH, HEIGHT))
    paper = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    paper.paste(picture, ((WIDTH - picture.width) // 2, (HEIGHT - picture.height) // 2), picture)
    written = io.BytesIO()
    paper.save(written, "WEBP", quality=QUALITY, method=4)
    return base64.b64encode(written.getvalue()).decode()
