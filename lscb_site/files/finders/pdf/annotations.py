"""Comments of a PDF: annotations that say something (ISO 32000-2, 12.5)."""

import re
from collections.abc import Iterator, Sequence

import pikepdf

from lscb_site.files.finders.pdf.attachments import file_name
from lscb_site.files.finders.pdf.values import dictionary, members, without_tags, words

MAX_ANNOTATIONS = 10_000  # of one page
MAX_DRAWING = 200_000  # bytes
OUT_OF_SIGHT = 2 | 32  # flags: hidden, not viewed (ISO 32000-2, 12.5.3)
SHOWING = ("Tj", "TJ", "'", '"')
PATH = re.compile(r"file:|[a-z]:[\\/]|\\\\|/(?:users|home|[a-z]/)", re.IGNORECASE)
# What they say is their address, the value of a field, their parent's comment, or a matter of its own.
NO_COMMENTS = {
    *("/Link", "/Widget", "/Popup", "/FileAttachment", "/PrinterMark", "/TrapNet", "/Watermark", "/Screen"),
    *("/Movie", "/Sound", "/RichMedia", "/3D"),
}


def annotations(
    document: pikepdf.Pdf, places: Sequence[str], *, with_written: bool = True
) -> Iterator[tuple[str, str, str]]:
    """``with_written`` says whether comments count that are written on the page itself."""
    for page, place in zip(document.pages, places, strict=False):
        for mark in members(page.obj.get("/Annots"), MAX_ANNOTATIONS):
            kind = mark.get("/Subtype")
            if kind == "/Link" and (path := path_of(mark)):
                yield "template_path", place, path
            if kind in NO_COMMENTS:
                if kind == "/Popup" and (said := comment_of(mark)):
                    yield "comment", place, said
                continue
            if drawn := _drawn_out_of_sight(mark):
                yield "comment", place, drawn
            if (with_written or kind != "/FreeText") and (said := comment_of(mark)):
                yield "comment", place, said
            if author := words(mark.get("/T")):
                yield "revision_author", place, author


def path_of(link: pikepdf.Object) -> str:
    """Where on somebody's machine or server the file lies that a link opens; empty for every other link."""
    action = dictionary(link.get("/A"))
    if action is None:
        return ""
    held = action.get("/F")
    path = words(action.get("/URI")) if action.get("/S") == "/URI" else file_name(dictionary(held)) or words(held)
    return path if PATH.match(path) else ""


def _drawn_out_of_sight(mark: pikepdf.Object) -> str:
    """What is written in the drawing of an annotation that is not shown, as its strings are."""
    flags, looks = mark.get("/F"), dictionary(mark.get("/AP"))
    normal = looks.get("/N") if looks is not None else None
    if not isinstance(flags, int) or not flags & OUT_OF_SIGHT or not isinstance(normal, pikepdf.Stream):
        return ""
    length = normal.get("/Length")
    if not isinstance(length, int) or length > MAX_DRAWING:
        return ""
    said = []
    for instruction in pikepdf.parse_content_stream(normal):
        if str(instruction.operator) in SHOWING:
            for operand in instruction.operands:
                pieces = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
                said.append("".join(words(piece) for piece in pieces if isinstance(piece, pikepdf.String)))
    return " ".join(filter(None, said))


def comment_of(mark: pikepdf.Object) -> str:
    """What an annotation says, plain or as rich text."""
    plain, rich = words(mark.get("/Contents")), without_tags(words(mark.get("/RC")))
    return plain if rich in plain else " ".join(filter(None, (plain, rich)))
