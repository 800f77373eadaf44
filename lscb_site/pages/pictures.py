"""Pictures of CMS pages in the sizes that screens need, made when first asked for.

The address holds the digest of the original's bytes, so it can be cached for ever and drawing a page asks neither the
database nor the disk.
"""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.urls import reverse
from filer.models import Image
from PIL import Image as Pixels
from PIL import ImageOps

WIDTHS = (480, 960, 1440)  # pixels
QUALITY = 80


@dataclass(frozen=True)
class Rendition:
    url: str
    width: int
    height: int


def renditions(image) -> list[Rendition]:
    """The sizes offered of a filer image, smallest first, none wider than the original."""
    width, height = image.width or 1, image.height or 1
    offered = []
    for limit in WIDTHS:
        shown = int(min(limit, width))
        url = reverse("picture", args=[image.sha1, limit])
        offered.append(Rendition(url, shown, max(1, round(height * shown / width))))
        if width <= limit:
            break
    return offered


def picture(request, digest, width):
    """One rendition, as WebP."""
    if width not in WIDTHS:
        raise Http404("Pictures have no such width.")
    name = f"renditions/{digest}-{width}.webp"
    if not default_storage.exists(name):
        image = Image.objects.filter(sha1=digest).first()
        if image is None:
            raise Http404("No picture has this address.")
        default_storage.save(name, ContentFile(scaled(image, width)))
    return FileResponse(
        default_storage.open(name),
        content_type="image/webp",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def scaled(image, width) -> bytes:
    """The picture as WebP, upright, at most `width` pixels wide, without what the camera wrote about place and time."""
    try:
        with image.file.open("rb") as original, Pixels.open(original) as pixels:
            upright = ImageOps.exif_transpose(pixels).convert("RGBA" if pixels.has_transparency_data else "RGB")
    except (OSError, Pixels.DecompressionBombError) as error:
        raise Http404("This picture cannot be read.") from error
    upright.thumbnail((width, upright.height))
    buffer = BytesIO()
    upright.save(buffer, "WEBP", quality=QUALITY)
    return buffer.getvalue()
