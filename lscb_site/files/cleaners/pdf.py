"""A copy of a PDF without what can be taken out of it safely. Pages, tags, forms and links stay as they are.

What lies under a box is not touched: that is for whoever wrote it. A signed file is left alone, because its signature
would no longer hold.
"""

import os
from typing import Any

import pikepdf
from lxml import etree

from lscb_site.files.cleaners.jpeg import without_words
from lscb_site.files.finders.pdf.annotations import NO_COMMENTS, annotations, path_of
from lscb_site.files.finders.pdf.parts import is_jpeg, parts, photographs
from lscb_site.files.finders.pdf.properties import LISTS, names_somebody, parsed_xmp, people_of, properties
from lscb_site.files.finders.pdf.values import members, words
from lscb_site.files.finders.pdf.versions import taken_out, versions
from lscb_site.files.finding_kinds import KINDS

MAX_ANNOTATIONS = 10_000  # of one page
# Notes beside the page, and the windows in which they open.
NOTES = ("/Text", "/Popup")
WORDS, AUTHOR = ("/Contents", "/RC"), ("/T", "/Subj")
XMP = (b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n', b'\n<?xpacket end="w"?>')


def clean(path: str, kind: str, target: str) -> list[str]:
    with pikepdf.open(path, suppress_warnings=True) as document:
        if _is_signed(document):
            return []
        before = _removable(document, path)
        if not before:
            return []
        _clean(document)
        document.save(target, linearize=document.is_linearized)
    with pikepdf.open(target, suppress_warnings=True) as copy:
        removed = before - _removable(copy, target)
    if not removed:
        os.unlink(target)
    return [code for code in KINDS if code in removed]


def _removable(document: pikepdf.Pdf, path: str) -> set[str]:
    places = [""] * len(document.pages)
    found = {
        code
        for finds in (annotations(document, places, with_written=False), parts(document, places), properties(document))
        for code, _, _ in finds
    }
    found |= {code for code, _, _ in photographs(document, places)}
    found |= {code for finds in (versions(path), taken_out(path)) for code, _, _ in finds}
    return {code for code in found if KINDS[code].is_removable}


def _is_signed(document: pikepdf.Pdf) -> bool:
    return any(isinstance(each, pikepdf.Dictionary) and "/ByteRange" in each for each in document.objects)


def _clean(document: pikepdf.Pdf) -> None:
    information = document.trailer.get("/Info")
    if isinstance(information, pikepdf.Dictionary):
        programs = {words(information.get(key)).casefold() for key in ("/Creator", "/Producer")}
        for key in [key for key, value in information.items() if names_somebody(key, words(value), programs)]:
            del information[key]
    for page in document.pages:
        if "/Thumb" in page.obj:
            del page.obj["/Thumb"]
        _take_comments(page.obj)
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream):
            _clean_stream(thing)
        held = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        if isinstance(held, pikepdf.Dictionary) and "/PieceInfo" in held:
            del held["/PieceInfo"]


def _clean_stream(stream: pikepdf.Stream) -> None:
    if stream.get("/Type") == "/Metadata":
        written = _xmp_without_people(stream)
        if written is not None:
            stream.write(written)
    elif is_jpeg(stream):
        try:
            picture = without_words(stream.read_raw_bytes())
        except ValueError:
            return
        parameters = stream.get("/DecodeParms")
        stream.write(picture, filter=pikepdf.Name.DCTDecode)
        if parameters is not None:
            stream["/DecodeParms"] = parameters


def _xmp_without_people(stream: pikepdf.Stream) -> bytes | None:
    """None where nobody is named, or nothing can be read."""
    root = parsed_xmp(stream)
    if root is None:
        return None
    people = list(people_of(root))
    for element, attribute, _, _ in people:
        if attribute is not None:
            del element.attrib[attribute]
            continue
        whole = _property_of(element)
        parent = whole.getparent()
        if parent is not None:
            parent.remove(whole)
    return XMP[0] + etree.tostring(root, encoding="utf-8") + XMP[1] if people else None


def _property_of(element: Any) -> Any:
    """A list of names is one property, and is no list without them."""
    for each in (element, *element.iterancestors()):
        if etree.QName(each).localname not in LISTS:
            return each
    return element


def _take_comments(page: pikepdf.Object) -> None:
    marks = page.get("/Annots")
    if not isinstance(marks, pikepdf.Array):
        return
    kept = []
    for mark in members(marks, MAX_ANNOTATIONS):
        kind = mark.get("/Subtype")
        if kind not in NOTES:
            kept.append(mark)
        if kind == "/Link" and path_of(mark):
            del mark["/A"]
        # What the tags still point to is kept by the file, also when the page no longer has it.
        for key in _said(kind):
            if key in mark:
                del mark[key]
    if len(kept) < len(marks) <= MAX_ANNOTATIONS:
        page["/Annots"] = pikepdf.Array(kept)


def _said(kind: object) -> tuple[str, ...]:
    """The entries of an annotation that say something the page does not show."""
    if kind == "/FreeText":
        return AUTHOR  # its words are written on the page
    if kind in NOTES:
        return (*WORDS, *AUTHOR)
    return () if kind in NO_COMMENTS else (*WORDS, *AUTHOR, "/Popup")
