"""Pictures of CMS pages in the sizes that screens need, made when first asked for.

The address holds the digest of the original's bytes, so it can be cached for ever and drawing a page asks neither the
database nor the disk.
"""

import errno
import logging
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import Http404, HttpResponse
from django.urls import reverse
from filer.models import Image
from PIL import Image as Pixels
from PIL import ImageOps

from lscb_site.files.content_store import OF_THE_FILE
from lscb_site.files.webp import HEADER, is_whole

logger = logging.getLogger(__name__)

WIDTHS = (480, 960, 1440)  # pixels
QUALITY = 80
RETRY_SECONDS = 60
# Of a file, or of none: what Pillow cannot read has no number. Any other error is the machine's, and passes.
OF_THE_PICTURE = {None, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, *OF_THE_FILE}


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
    name = f"{digest}-{width}.webp"
    webp = stored_rendition(name)
    if webp is None:
        image = Image.objects.filter(sha1=digest).first()
        if image is None:
            raise Http404("No picture has this address.")
        try:
            webp = scaled(image, width)
        except OSError:
            logger.error("A picture could not be fetched: the store is away.")
            return HttpResponse(status=503, headers={"Cache-Control": "no-store", "Retry-After": str(RETRY_SECONDS)})
        store_rendition(name, webp)
    return HttpResponse(
        webp, content_type="image/webp", headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


def stored_rendition(name) -> bytes | None:
    """A rendition that was made before; None where there is none, or not all of it."""
    try:
        with storages["renditions"].open(name) as file:
            webp = file.read()
    except OSError:
        return None
    return webp if is_whole(webp[:HEADER], len(webp)) else None


def store_rendition(name, webp):
    """A reader gets the picture whether or not the disk takes it."""
    try:
        storages["renditions"].save(name, ContentFile(webp))
    except OSError:
        logger.exception("A rendition could not be kept.")


def scaled(image, width) -> bytes:
    """The picture as WebP, upright, at most `width` pixels wide, without what the camera wrote about place and time.

    Raises Http404 for one that is missing or spoilt, and OSError where that cannot be known now.
    """
    try:
        with image.file.open("rb") as original, Pixels.open(original) as pixels:
            upright = ImageOps.exif_transpose(pixels).convert("RGBA" if pixels.has_transparency_data else "RGB")
    except Pixels.DecompressionBombError as error:
        raise Http404("This picture cannot be read.") from error
    except OSError as error:
        if error.errno in OF_THE_PICTURE:
            raise Http404("This picture cannot be read.") from error
        raise
    upright.thumbnail((width, upright.height))
    buffer = BytesIO()
    upright.save(buffer, "WEBP", quality=QUALITY)
    return buffer.getvalue()
