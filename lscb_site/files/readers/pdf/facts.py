"""Facts of a PDF: structure through pikepdf, the count of its pages through pdfium."""

from typing import Any

import pikepdf
import pypdfium2


def facts(path: str, kind: str) -> dict[str, Any]:
    with pikepdf.open(path, suppress_warnings=True) as document:
        found = {
            "title": _title(document),
            "language": _text(document.Root.get("/Lang")),
            "tagged": _tagged(document),
            "bookmarked": _bookmarked(document),
        }
    with pypdfium2.PdfDocument(path) as document:
        return found | {"pages": len(document)}


def _title(document: pikepdf.Pdf) -> str:
    """What the document information says, else what its XMP metadata says."""
    info = document.trailer.get("/Info")
    stated = _text(info.get("/Title")) if isinstance(info, pikepdf.Dictionary) else ""
    if stated.strip():
        return stated
    try:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            stated = metadata.get("dc:title") or ""
            return stated if isinstance(stated, str) else ", ".join(map(str, stated))
    except Exception:  # XMP is XML by a stranger; a title is not worth losing the other facts
        return ""


def _text(value: object) -> str:
    return str(value) if isinstance(value, (str, pikepdf.String)) else ""


def _tagged(document: pikepdf.Pdf) -> bool:
    """ISO 32000-2, 14.8.1: marked as tagged, and with a structure tree to back it."""
    marks = document.Root.get("/MarkInfo")
    # pikepdf gives a PDF's booleans as Python's own, which its types do not say.
    marked = isinstance(marks, pikepdf.Dictionary) and marks.get("/Marked") is True  # type: ignore[comparison-overlap]
    return marked and isinstance(document.Root.get("/StructTreeRoot"), pikepdf.Dictionary)


def _bookmarked(document: pikepdf.Pdf) -> bool:
    outlines = document.Root.get("/Outlines")
    return isinstance(outlines, pikepdf.Dictionary) and isinstance(outlines.get("/First"), pikepdf.Dictionary)
