"""What a photograph says of itself: where it was taken, when, with what and by whom (Exif 2.32; XMP beside it)."""

import io
import re
from collections.abc import Iterator

from PIL import ExifTags, Image

# What stands before a picture's points: a camera writes its data into the first segments of 64 KiB.
HEAD_BYTES = 1_000_000
XMP_PLACE = re.compile(rb"exif:GPSL(?:atitude|ongitude)[^A-Za-z]{1,4}([^<\"]{1,40})")
CAMERA = (
    ExifTags.Base.Make,
    ExifTags.Base.Model,
    ExifTags.Base.Artist,
    ExifTags.Base.Copyright,
    ExifTags.Base.DateTime,
    ExifTags.Base.XPAuthor,
)
OWNER = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.CameraOwnerName, ExifTags.Base.BodySerialNumber)


def what_a_jpeg_says(jpeg: bytes) -> Iterator[tuple[str, str]]:
    """(code of a finding, words) of what the picture's own data tell."""
    head = jpeg[:HEAD_BYTES]
    if b"Exif\0\0" in head:
        yield from _exif(jpeg)
    if place := XMP_PLACE.search(head):
        yield "picture_location", place.group(1).decode("ascii", "replace")


def _exif(jpeg: bytes) -> Iterator[tuple[str, str]]:
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
            exif = picture.getexif()
            place = exif.get_ifd(ExifTags.IFD.GPSInfo)
            said = [exif.get(tag) for tag in CAMERA]
            inner = exif.get_ifd(ExifTags.IFD.Exif)
            said += [inner.get(tag) for tag in OWNER]
    except Exception:  # whatever Pillow makes of bytes by a stranger
        return
    if coordinates := _coordinates(place):
        yield "picture_location", coordinates
    camera = " ".join(text for each in said if (text := _text(each)))
    if camera:
        yield "picture_camera", camera


def _coordinates(place: dict[int, object]) -> str:
    """Degrees as the photograph gives them: north or south, then east or west."""
    found = []
    for letter, number in ((1, 2), (3, 4)):
        held = place.get(number)
        if isinstance(held, tuple) and held:
            found.append(" ".join([*(f"{float(each):g}" for each in held[:3]), _text(place.get(letter))]))
    return ", ".join(found)


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-16-le" if value[1:2] == b"\0" else "utf-8", "replace")
    return " ".join(str(value).replace("\0", "").split())[:100] if isinstance(value, str) else ""
