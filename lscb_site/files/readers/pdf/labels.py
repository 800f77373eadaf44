"""What the pages of a PDF are called: on paper, by the file, and in the programs that show it."""

import re

import pypdfium2

from lscb_site.files.readers.characters import clean

MAX_LABEL = 20
NUMBERED = re.compile(r".*\d|[ivxlcdm]+|[a-z]", re.IGNORECASE)


def name_of(document: pypdfium2.PdfDocument, number: int) -> str:
    """What the file calls its page; ``number`` counts from 0. The count from 1 where it says nothing."""
    said = clean(document.get_page_label(number))
    return said if 0 < len(said) <= MAX_LABEL else str(number + 1)


def label_of(name: str, number: int, pages: int) -> str:
    """“Page 3”, or “Page ii (3 of 60)” where the file calls its third page so; ``number`` counts from 0.

    Acrobat and Firefox go to the page of that name, and show both as we do; Chrome and Safari know the count alone, as
    `#page=` in an address does.
    """
    if name == str(number + 1):
        return f"Page {name}"
    if NUMBERED.fullmatch(name):
        return f"Page {name} ({number + 1} of {pages})"
    return f"{name} (page {number + 1} of {pages})"
