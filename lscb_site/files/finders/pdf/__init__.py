"""What a PDF gives away and its pages do not show."""

from collections.abc import Iterator

import pikepdf
import pypdfium2

from lscb_site.files.finders.pdf.annotations import annotations
from lscb_site.files.finders.pdf.attachments import attachments
from lscb_site.files.finders.pdf.bookmarks import bookmarks
from lscb_site.files.finders.pdf.forms import forms
from lscb_site.files.finders.pdf.layers import off_elsewhere, off_layers, with_every_layer
from lscb_site.files.finders.pdf.pages import PageLooker
from lscb_site.files.finders.pdf.parts import parts, photographs
from lscb_site.files.finders.pdf.properties import descriptions, properties
from lscb_site.files.finders.pdf.substitutes import SpokenWords
from lscb_site.files.finders.pdf.versions import taken_out, versions

Found = Iterator[tuple[str, str, str]]


def find(path: str, kind: str) -> Found:
    with pypdfium2.PdfDocument(path) as document:
        labels = places_of(document)
        with pikepdf.open(path, suppress_warnings=True) as structure:
            layers = off_layers(structure)
            every_layer = with_every_layer(structure, path) if layers else None
            for finds in (annotations, forms, attachments, parts, photographs):
                yield from _whole(finds(structure, labels))
            yield from _whole(properties(structure))
            spoken = SpokenWords(structure)
            yield from _whole(spoken.gather())
            looker = PageLooker(document, spoken, every_layer, layers)
            for number, place in enumerate(labels):
                yield from _whole(looker.find(number, place), place)
            yield from _whole(bookmarks(document, looker.words))
            yield from _whole(descriptions(structure, looker.words))
            if elsewhere := off_elsewhere(structure):
                yield "hidden_layer", "", ", ".join(elsewhere)
        if layers and every_layer is None:
            yield "hidden_layer", "", ", ".join(layers)
    yield from _whole(versions(path))
    yield from _whole(taken_out(path))


def _whole(found: Found, place: str = "") -> Found:
    """What is found; and where something is too broken for it, that it was not looked at. The rest is, all the same."""
    try:
        yield from found
    except MemoryError:
        raise
    except Exception:  # what the libraries raise depends on what is broken
        yield "not_checked", place, ""


def places_of(document: pypdfium2.PdfDocument) -> list[str]:
    """“Page 3”, or “Page 3 (iii)” where another number is printed on it."""
    places = []
    for number in range(len(document)):
        label = document.get_page_label(number).strip()
        place = f"Page {number + 1}"
        is_other = label and label != str(number + 1) and label.isprintable()
        places.append(f"{place} ({label[:20]})" if is_other else place)
    return places
