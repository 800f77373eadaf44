"""Finds what a file gives away and its pages do not show. One finder a format; runs in the child process.

Imports no Django, and heavy libraries only on use. A finder yields (code, place, excerpt); the codes are keys of
`lscb_site.files.finding_kinds.KINDS`.
"""

from importlib import import_module
from typing import Any

from lscb_site.files.findings import gathered

FINDERS = {"docx": "word", "odt": "opendocument", "pdf": "pdf", "pptx": "slides", "xlsx": "sheets"}


def find(path: str, kind: str) -> list[dict[str, Any]]:
    """Everything found in the file at ``path``, which passed examination, as `Finding.as_json` writes it."""
    if kind not in FINDERS:
        return [each.as_json() for each in gathered([("not_checked", "", "")])]
    finder = import_module(f"{__name__}.{FINDERS[kind]}")
    return [each.as_json() for each in gathered(finder.find(path, kind))]
