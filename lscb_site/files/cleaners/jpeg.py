"""The segments of a JPEG picture (ITU-T T.81, annex B), without decoding it."""

from collections.abc import Iterator

START, SCAN = 0xD8, 0xDA
EXIF_OR_XMP, PHOTOSHOP, COMMENT = 0xE1, 0xED, 0xFE
SAYS_SOMETHING = (EXIF_OR_XMP, PHOTOSHOP, COMMENT)
MAX_SEGMENTS = 10_000


def without_words(jpeg: bytes) -> bytes:
    """The same picture without what it says of itself: place, camera, names, small copies. Its points stay as they are.

    Raises `ValueError` for what is no JPEG.
    """
    kept = bytearray(jpeg[:2])
    rest = 2
    for marker, begin, end in _segments(jpeg):
        if marker not in SAYS_SOMETHING:
            kept += jpeg[begin:end]
        rest = end
    return bytes(kept + jpeg[rest:])


def _segments(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, begin and end of each segment before the picture's points."""
    if jpeg[:2] != bytes((0xFF, START)):
        raise ValueError("no JPEG")
    at = 2
    for _ in range(MAX_SEGMENTS):
        begin = at
        while jpeg[at : at + 2] == b"\xff\xff":  # filling
            at += 1
        if at + 4 > len(jpeg) or jpeg[at] != 0xFF:
            raise ValueError("no JPEG")
        marker = jpeg[at + 1]
        if marker == SCAN:
            return
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if length < 2:
            raise ValueError("no JPEG")
        at += 2 + length
        yield marker, begin, at
    raise ValueError("no JPEG")
