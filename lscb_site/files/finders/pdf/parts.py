"""What hangs on a PDF beside its pages: small pictures of them, what programs keep, what photographs say."""

from collections.abc import Iterator, Sequence

import pikepdf

from lscb_site.files.finders.pdf.values import dictionary
from lscb_site.files.finders.photographs import what_a_jpeg_says

MAX_PHOTOGRAPHS, MAX_JPEG_BYTES, MAX_DEPTH = 500, 40_000_000, 4


def parts(document: pikepdf.Pdf, places: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for page, place in zip(document.pages, places, strict=False):
        if isinstance(page.obj.get("/Thumb"), pikepdf.Stream):
            yield "page_picture", place, ""
    for thing in document.objects:
        held = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        kept = dictionary(held.get("/PieceInfo")) if isinstance(held, pikepdf.Dictionary) else None
        if kept is not None:
            yield "program_data", "", ", ".join(key[1:] for key, _ in kept.items())


def photographs(document: pikepdf.Pdf, places: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    seen: set[tuple[int, int]] = set()
    for page, place in zip(document.pages, places, strict=False):
        for stream in _jpegs(dictionary(page.obj.get("/Resources")), seen, 0):
            if len(seen) > MAX_PHOTOGRAPHS * 20:
                return
            if is_jpeg(stream):
                yield from ((code, place, words) for code, words in what_a_jpeg_says(stream.read_raw_bytes()))


def is_jpeg(stream: pikepdf.Object) -> bool:
    """Whether a picture lies in the file as the camera wrote it, and is not too large to be looked at."""
    if not isinstance(stream, pikepdf.Stream) or stream.get("/Subtype") != "/Image":
        return False
    filters = stream.get("/Filter")
    only = filters == "/DCTDecode" or (
        isinstance(filters, pikepdf.Array) and len(filters) == 1 and filters[0] == "/DCTDecode"
    )
    length = stream.get("/Length")
    return bool(only) and isinstance(length, int) and length <= MAX_JPEG_BYTES


def _jpegs(resources: pikepdf.Dictionary | None, seen: set[tuple[int, int]], depth: int) -> Iterator[pikepdf.Stream]:
    drawn = dictionary(resources.get("/XObject")) if resources is not None else None
    if drawn is None or depth > MAX_DEPTH:
        return
    for _, stream in drawn.items():
        if not isinstance(stream, pikepdf.Stream) or stream.objgen in seen:
            continue
        seen.add(stream.objgen)
        if stream.get("/Subtype") == "/Form":
            yield from _jpegs(dictionary(stream.get("/Resources")), seen, depth + 1)
        else:
            yield stream
