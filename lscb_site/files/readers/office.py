"""Facts of Word, PowerPoint and Excel packages, from their property and main parts."""

import zipfile
from collections.abc import Callable
from typing import Any

from lscb_site.files.readers import parts

CORE, APP = "docProps/core.xml", "docProps/app.xml"
PRESENTATION = "ppt/presentation.xml"
WORKBOOK = "xl/workbook.xml"


def facts(path: str, kind: str) -> dict[str, Any]:
    with zipfile.ZipFile(path) as package:
        return {
            "pages": PAGES[kind](package),
            "title": parts.first_text(package, CORE, "title"),
            "language": parts.first_text(package, CORE, "language") or LANGUAGE[kind](package),
            "tagged": None,
            "bookmarked": None,
        }


def _pages_as_word_saw_them(package: zipfile.ZipFile) -> int | None:
    """Word's own last count. Libraries copy a template's count of 1 beside a count of 0 words: that is not one."""
    pages, words = parts.first_text(package, APP, "Pages"), parts.first_text(package, APP, "Words")
    if not (pages.isascii() and pages.isdigit() and words.isascii() and words.isdigit()) or int(words) == 0:
        return None
    return int(pages) or None


def _slides(package: zipfile.ZipFile) -> int:
    return sum(name == "sldId" for name, _ in parts.elements(package, PRESENTATION))


def _visible_sheets(package: zipfile.ZipFile) -> int:
    return sum(
        name == "sheet" and element.get("state", "visible") == "visible"
        for name, element in parts.elements(package, WORKBOOK)
    )


PAGES: dict[str, Callable[[zipfile.ZipFile], int | None]] = {
    "docx": _pages_as_word_saw_them,
    "pptx": _slides,
    "xlsx": _visible_sheets,
}
LANGUAGE: dict[str, Callable[[zipfile.ZipFile], str]] = {
    # w:lang in the document defaults; Excel states none.
    "docx": lambda package: parts.first_attribute(package, "word/styles.xml", "lang", "val"),
    "pptx": lambda package: parts.first_attribute(package, PRESENTATION, "defRPr", "lang"),
    "xlsx": lambda package: "",
}
