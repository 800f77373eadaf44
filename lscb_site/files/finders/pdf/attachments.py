"""Files inside a PDF (ISO 32000-2, 7.11.4)."""

from collections.abc import Iterator, Sequence

import pikepdf

from lscb_site.files.finders.pdf.values import dictionary, members, words

MAX_ANNOTATIONS = 10_000  # of one page
FILE_KEYS = ("/UF", "/F", "/DOS", "/Mac", "/Unix")


def attachments(document: pikepdf.Pdf, places: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Each file inside the file once, by its name; on the page that shows it, if one does."""
    seen: set[str] = set()
    for number, page in enumerate(document.pages):
        for mark in members(page.obj.get("/Annots"), MAX_ANNOTATIONS):
            if mark.get("/Subtype") == "/FileAttachment":
                name = file_name(dictionary(mark.get("/FS")))
                seen.add(name)
                yield "attachment", places[number] if number < len(places) else "", name
    for thing in document.objects:
        held = dictionary(thing)
        if held is not None and isinstance(held.get("/EF"), pikepdf.Dictionary):
            name = file_name(held)
            if name not in seen:
                seen.add(name)
                yield "attachment", "", name


def file_name(specification: pikepdf.Dictionary | None) -> str:
    if specification is None:
        return ""
    return next(filter(None, (words(specification.get(key)) for key in FILE_KEYS)), "")
