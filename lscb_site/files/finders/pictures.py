"""What pictures in a package say of where and with what they were taken, and what was cropped away."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lscb_site.files.finders.properties import Found
from lscb_site.files.readers.package_parts import Element, child, relationships, value_of

PHOTOGRAPHS = (".jpg", ".jpeg", ".jpe", ".jfif", ".tif", ".tiff", ".png", ".webp")
DRAWN = (*PHOTOGRAPHS, ".gif", ".bmp", ".dib", ".heic")
MAX_BYTES = 40_000_000
CAMERA, MODEL, ARTIST, COPYRIGHT, OWNER, SERIAL, WHEN = 0x010F, 0x0110, 0x013B, 0x8298, 0xA430, 0xA431, 0x9003
PRIVATE_IFD, PLACE_IFD = 0x8769, 0x8825
LATITUDE, LONGITUDE = 2, 4
# XMP says the same again, as elements or attributes; Photoshop's and a phone's differ in nothing else.
XMP_PLACE = re.compile(rb"exif:GPS(?:Latitude|Longitude)(?:=[\"']|>)([^\"'<]{1,40})")
XMP_CAMERA = re.compile(
    rb"(?:tiff:Model|aux:SerialNumber|(?:aux|exif):(?:Camera)?OwnerName)(?:=[\"']|>)([^\"'<]{1,80})"
)
PNG, EXIF_IN_PNG = b"\x89PNG", (b"eXIf", b"Raw profile type")
CROPPED_FROM = 0.1  # of a picture's area; less is the edge of a logo, or how programs round
SHARE = 100_000  # of a:srcRect


def photographs(package: zipfile.ZipFile) -> Found:
    """Places and cameras, of every picture in the package."""
    for name in package.namelist():
        if name.casefold().endswith(PHOTOGRAPHS) and package.getinfo(name).file_size <= MAX_BYTES:
            yield from photograph(package.read(name), f"Picture {posixpath.basename(name)}")


def photograph(data: bytes, where: str) -> Found:
    """What one picture says, from its EXIF and XMP. A picture that cannot be read says nothing."""
    place, camera = _exif(data)
    place = place or " ".join(each.decode("ascii", "replace") for each in XMP_PLACE.findall(data)[:2])
    camera = camera or " ".join(each.decode("utf-8", "replace") for each in XMP_CAMERA.findall(data)[:2])
    if place:
        yield "picture_location", where, place
    if camera:
        yield "picture_camera", where, camera


def _exif(data: bytes) -> tuple[str, str]:
    from PIL import Image

    if data.startswith(PNG) and not any(chunk in data for chunk in EXIF_IN_PNG):
        return "", ""  # to look for it Pillow would draw all of the picture
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "TIFF", "PNG", "WEBP", "MPO")) as picture:
            found = picture.getexif()
            place, private = found.get_ifd(PLACE_IFD), found.get_ifd(PRIVATE_IFD)
    except Exception:  # Pillow raises whatever the damage suggests
        return "", ""
    words = [found.get(tag) or private.get(tag) for tag in (CAMERA, MODEL, ARTIST, COPYRIGHT, OWNER, SERIAL, WHEN)]
    camera = ", ".join(str(each).strip("\0 ") for each in words if each and str(each).strip("\0 "))
    north, east = place.get(LATITUDE), place.get(LONGITUDE)
    if north and east:
        return f"{_degrees(north, place.get(1))} {_degrees(east, place.get(3))}", camera
    return ("its place" if place and set(place) - {0} else ""), camera


def _degrees(parts: object, towards: object) -> str:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
        return f"{degrees + minutes / 60 + seconds / 3600:.5f}° {towards or ''}".strip()
    except (TypeError, ValueError, ZeroDivisionError):
        return str(parts)[:40]


def crops(package: zipfile.ZipFile, part: str, root: Element, where: str) -> Iterator[tuple[str, str, str]]:
    """Pictures of a part of which more than a rounding was cut off."""
    targets = relationships(package, part)
    for image in root.iter("{*}imagedata"):
        cut = _area_cut([_old_share(value_of(image, f"crop{side}")) for side in ("left", "top", "right", "bottom")])
        if cut > CROPPED_FROM:
            yield "cropped_picture", where, f"{round(cut * 100)} % cut off"
    for crop in root.iter("{*}srcRect"):
        cut = _area_cut([_share(value_of(crop, side)) for side in "ltrb"])
        blip = child(crop.getparent(), "blip")
        picture = targets.get(value_of(blip, "embed"))
        if cut > CROPPED_FROM and picture is not None and picture.target.casefold().endswith(DRAWN):
            yield "cropped_picture", where, f"{posixpath.basename(picture.target)}: {round(cut * 100)} % cut off"


def _area_cut(sides: list[float]) -> float:
    """The share of a picture's area that is cut off, from the shares of its left, top, right and lower sides."""
    left, top, right, foot = (max(0.0, each) for each in sides)
    return 1 - max(0.0, 1 - left - right) * max(0.0, 1 - top - foot)


def _old_share(text: str) -> float:
    """A share of a side as VML has it: 13107f in 65,536ths, or 0.2."""
    try:
        return float(text.rstrip("f") or "0") / (65_536 if text.endswith("f") else 1)
    except ValueError:
        return 0.0


def _share(text: str) -> float:
    """A share of a side: 25000, or 25% in the strict form."""
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text or "0") / SHARE
    except ValueError:
        return 0.0
