"""Takes away the words that a PDF puts in the place of those it shows (`ActualText`, ISO 32000-2, 14.9.4).

pdfium reads them instead of the letters that are drawn, so a name that no page shows would be found by every search.
Up to three letters are left: ligatures and hyphens that a font has no letters for are what they are made for.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

LONGEST = 3  # letters
# Of one page, in all its forms.
MAX_OBJECTS, DEEPEST = 20_000, 4
KEY = "ActualText"
MAX_TEXT = 4_000  # bytes
UTF_16, UTF_8 = b"\xfe\xff", b"\xef\xbb\xbf"


def take_away(page: pypdfium2.PdfPage) -> None:
    """Before the text of the page is read. Nothing is written to the file."""
    count = pdfium.FPDFPage_CountObjects(page)
    for each in _texts((pdfium.FPDFPage_GetObject(page, at) for at in range(min(count, MAX_OBJECTS))), 0):
        for at in reversed(range(pdfium.FPDFPageObj_CountMarks(each))):
            mark = pdfium.FPDFPageObj_GetMark(each, at)
            is_long = len(said_at(mark, KEY)) > LONGEST
            if is_long and not pdfium.FPDFPageObjMark_RemoveParam(each, mark, KEY.encode()):
                pdfium.FPDFPageObj_RemoveMark(each, mark)


def _texts(objects: Iterator[object], depth: int) -> Iterator[object]:
    for each in objects:
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield each
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            count = min(pdfium.FPDFFormObj_CountObjects(each), MAX_OBJECTS)
            yield from _texts((pdfium.FPDFFormObj_GetObject(each, at) for at in range(count)), depth + 1)


def said_at(mark: object, key: str) -> str:
    """What a mark says under a key, at most `MAX_TEXT` bytes of it; empty where it says nothing."""
    buffer, size = (ctypes.c_ubyte * MAX_TEXT)(), ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamBlobValue(mark, key.encode(), buffer, MAX_TEXT, size):
        return ""
    if size.value > MAX_TEXT:  # then nothing is written
        buffer = (ctypes.c_ubyte * size.value)()
        pdfium.FPDFPageObjMark_GetParamBlobValue(mark, key.encode(), buffer, size.value, size)
    held = bytes(buffer)[: min(size.value, MAX_TEXT)]
    if held.startswith(UTF_16):
        return held[2:].decode("utf-16-be", "ignore")
    return held[3:].decode("utf-8", "ignore") if held.startswith(UTF_8) else held.decode("latin-1")
