"""The first page as a small picture of fixed size, so that a reader recognises the document."""

import base64
import io

import pypdfium2
from PIL import Image

from lscb_site.files.readers import THUMBNAIL_SIZE

WIDTH, HEIGHT = THUMBNAIL_SIZE
PAPER = (255, 253, 248)
QUALITY = 80


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


# What office programs leave in a file is a picture of whatever its first page was then: nobody is shown that.
MAKERS = {"pdf": of_pdf}


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
