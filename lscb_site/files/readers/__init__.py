"""Reads accepted files: their facts, their text, a picture of the first page. Runs in the child process.

Imports no Django, and heavy libraries only on use.
"""

import re
from contextlib import suppress
from html import unescape
from importlib import import_module
from itertools import islice
from typing import Any

# Kind of file -> the module that reads its facts, and the one that reads its text.
READERS = {
    "pdf": "pdf.facts",
    "docx": "office",
    "pptx": "office",
    "xlsx": "office",
    "odt": "opendocument.facts",
    "doc": "word97",
}
# The old Word format keeps its text among its formatting; nothing here reads it.
TEXT_READERS = {
    "pdf": "pdf.text",
    "docx": "word.text",
    "pptx": "slides.text",
    "xlsx": "sheets.text",
    "odt": "opendocument.text",
}
MAX_TITLE = 300
# Pixels of the first page's picture: an A4 page at about 39 dots an inch, and the paper every other shape is set on.
THUMBNAIL_SIZE = (320, 452)
FIRST_SECTIONS, BEGINNING = 2, 4000  # what the opening of a file is taken from; characters
HEADING = re.compile(r"<(?P<tag>h[1-6])\b[^>]*>(?P<words>.*?)</(?P=tag)>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# A well-formed language tag (RFC 5646, 2.1), loosely: letters first, then parts of up to eight.
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def facts(path: str, kind: str) -> dict[str, Any]:
    """What ``reading.Facts`` holds of the file at ``path``, but for the word for its pages."""
    found: dict[str, Any] = import_module(f"{__name__}.{READERS[kind]}").facts(path, kind)
    language = found["language"].strip().replace("_", "-")
    return found | {
        "title": _line(found["title"]),
        "language": language[:35] if LANGUAGE_TAG.fullmatch(language) else "",
    }


def whole(path: str, kind: str, speaker_notes: bool = False) -> dict[str, Any]:
    """What ``reading.Reading`` holds: facts, sections and whether they are all, and a picture in base64.

    ``speaker_notes`` says that a presentation's notes are meant for readers."""
    from lscb_site.files.readers import elements, picture

    sections: list[dict[str, Any]] = []
    is_complete = True
    if kind in TEXT_READERS:
        reader = import_module(f"{__name__}.{TEXT_READERS[kind]}")
        options = {"speaker_notes": speaker_notes} if kind == "pptx" else {}
        sections, is_complete = elements.bounded(reader.sections(path, **options))
    return {
        "facts": facts(path, kind),
        "sections": sections,
        "is_complete": is_complete,
        "thumbnail": picture.thumbnail(path, kind),
    }


def opening(path: str, kind: str) -> dict[str, Any]:
    """What ``opening.Opening`` holds: facts, the first heading and how the text begins, and a picture in base64."""
    from lscb_site.files.readers import picture

    first: list[dict[str, Any]] = []
    if kind in TEXT_READERS:
        reader = import_module(f"{__name__}.{TEXT_READERS[kind]}")
        options = {"most": 1} if kind == "pdf" else {}
        with suppress(Exception):  # whatever the damage suggests; the picture must not be lost with the text
            first = list(islice(reader.sections(path, **options), FIRST_SECTIONS))
    return {
        "facts": facts(path, kind),
        "heading": next(filter(None, map(_heading, first)), ""),
        "begins": "\n".join(each["text"] for each in first)[:BEGINNING],
        "thumbnail": picture.thumbnail(path, kind),
    }


def _heading(section: dict[str, Any]) -> str:
    """The first of a section: what its text shows first, where that is one."""
    found = HEADING.search(section["html"])
    if found:
        return _line(unescape(TAG.sub(" ", found["words"])))
    first = section["text"].partition("\n")[0]
    return _line(first) if first and section["label"].endswith(first) else ""


def _line(text: str) -> str:
    visible = "".join(character for character in text if character.isprintable() or character.isspace())
    return " ".join(visible.split())[:MAX_TITLE]
