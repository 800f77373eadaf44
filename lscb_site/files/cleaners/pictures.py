"""Takes what pictures say of themselves out of them, without touching a point of what they show."""

import struct

from lscb_site.files.cleaners.package_copy import PackageCopy
from lscb_site.files.finders.pictures import MAX_BYTES, PHOTOGRAPHS, photograph

JPEG, PNG, RIFF, WEBP = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF", b"WEBP"
# Segments of a JPEG: EXIF and XMP; more pictures after this one; Photoshop's own; remarks.
APP1, APP2, APP13, REMARK = 0xE1, 0xE2, 0xED, 0xFE
START_OF_SCAN, END, ALONE = 0xDA, 0xD9, {0x01, *range(0xD0, 0xD8)}
MORE_PICTURES = b"MPF\0"
TOLD_IN_PNG = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}
TOLD_IN_WEBP = {b"EXIF", b"XMP "}
EXTENDED, HAS_EXIF, HAS_XMP = b"VP8X", 0x08, 0x04
ORIENTATION = 0x0112


def clean_pictures(copy: PackageCopy) -> None:
    """Every picture of the package that says where or with what it was taken."""
    for name in copy.names():
        if not name.casefold().endswith(PHOTOGRAPHS) or copy.original.getinfo(name).file_size > MAX_BYTES:
            continue
        data = copy.read(name)
        if any(True for _ in photograph(data, name)):
            copy.put_bytes(name, without_words(data))


def without_words(data: bytes) -> bytes:
    """A JPEG, PNG or WebP without its EXIF, XMP and remarks; any other file, and a broken one, as it is."""
    try:
        if data.startswith(JPEG):
            return _jpeg(data)
        if data.startswith(PNG):
            return _png(data)
        if data[:4] == RIFF and data[8:12] == WEBP:
            return _webp(data)
    except (IndexError, struct.error):
        pass
    return data


def _jpeg(data: bytes) -> bytes:
    """Its segments but for those that tell; one picture, and nothing after it."""
    kept, at = [JPEG], 2
    turned = _orientation(data)
    if turned not in (0, 1):
        kept.append(_only_orientation(turned))
    while at < len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker == END:
            break
        if marker in ALONE:
            kept.append(data[at : at + 2])
            at += 2
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == START_OF_SCAN:
            end = _end_of_scan(data, end)
        is_more = marker == APP2 and data[at + 4 : at + 8] == MORE_PICTURES
        if marker not in (APP1, APP13, REMARK) and not is_more:
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, bytes((0xFF, END))])


def _end_of_scan(data: bytes, at: int) -> int:
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and data[at + 1] != 0xFF and data[at + 1] not in ALONE:
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    return len(data)


def _orientation(data: bytes) -> int:
    """How a camera was held, 1 to 8; 0 where nothing says it."""
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "MPO")) as picture:
            return int(picture.getexif().get(ORIENTATION) or 0)
    except Exception:  # Pillow raises whatever the damage suggests
        return 0


def _only_orientation(turned: int) -> bytes:
    """An EXIF segment that says nothing but that, so that the picture stays upright."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    body = b"Exif\0\0" + tiff
    return bytes((0xFF, APP1)) + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 12 + length
        if data[at + 4 : at + 8] not in TOLD_IN_PNG:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    kept, at = [], 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        end = at + 8 + length + length % 2
        chunk = bytearray(data[at:end])
        if name == EXTENDED:
            chunk[8] &= ~(HAS_EXIF | HAS_XMP) & 0xFF
        if name not in TOLD_IN_WEBP:
            kept.append(bytes(chunk))
        at = end
    body = WEBP + b"".join(kept)
    return RIFF + struct.pack("<I", len(body)) + body
