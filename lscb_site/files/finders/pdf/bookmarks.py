"""Bookmarks of a PDF that name what no page says: they are made from headings, and outlive their redaction."""

import re
from collections.abc import Iterator, Set
from itertools import islice

import pypdfium2

MAX_BOOKMARKS = 2_000
WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
# Two words that follow one another and begin with capitals, as names do.
NAME = re.compile(r"\b([A-Z][\w'’-]+) ([A-Z][\w'’-]+)\b")
# A file whose pages say fewer words is pictures, and every bookmark of it would seem to say something else.
ENOUGH = 30


def words_in(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def bookmarks(document: pypdfium2.PdfDocument, shown: Set[str]) -> Iterator[tuple[str, str, str]]:
    """``shown`` are the words of all pages, as `words_in` gives them."""
    if len(shown) < ENOUGH:
        return
    for mark in islice(document.get_toc(), MAX_BOOKMARKS):
        title = " ".join(mark.get_title().split())
        if any(not words_in(f"{first} {last}") & shown for first, last in NAME.findall(title)):
            yield "bookmark", "", title
