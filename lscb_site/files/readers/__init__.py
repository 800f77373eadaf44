"""Reads facts out of accepted files. Runs in the child process; imports no Django, and heavy libraries only on use."""

import re
from importlib import import_module

READERS = {"pdf": "pdf", "docx": "office", "pptx": "office", "xlsx": "office", "odt": "opendocument", "doc": "word97"}
MAX_TITLE = 300
# A well-formed language tag (RFC 5646, 2.1), loosely: letters first, then parts of up to eight.
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def facts(path: str, kind: str) -> dict:
    """What ``reading.Facts`` holds of the file at ``path``, but for the word for its pages."""
    found = import_module(f"{__name__}.{READERS[kind]}").facts(path, kind)
    title = "".join(character for character in found["title"] if character.isprintable() or character.isspace())
    language = found["language"].strip().replace("_", "-")
    return found | {
        "title": " ".join(title.split())[:MAX_TITLE],
        "language": language[:35] if LANGUAGE_TAG.fullmatch(language) else "",
    }
