"""What stands in the objects of a PDF, whatever a stranger wrote where something else belongs."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

import pikepdf

MAX_TEXT = 100_000  # characters, or bytes of a stream
TAG = re.compile(r"<[^<>]{0,1000}>")


def words(value: object) -> str:
    """The text of a string, a name or a text stream; empty for everything else."""
    if isinstance(value, pikepdf.Stream):
        held = value.get("/Length")
        if isinstance(held, int) and held > MAX_TEXT:
            return ""
        try:
            return " ".join(str(pikepdf.String(value.read_bytes()[:MAX_TEXT])).split())
        except pikepdf.PikepdfError:
            return ""
    if isinstance(value, (str, pikepdf.String)):
        return " ".join(str(value)[:MAX_TEXT].split())
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return ""


def without_tags(text: str) -> str:
    """The words of rich text (ISO 32000-2, 12.7.3.4)."""
    return " ".join(unescape(TAG.sub(" ", text)).split())


def dictionary(value: object) -> pikepdf.Dictionary | None:
    return value if isinstance(value, pikepdf.Dictionary) else None


def members(value: object, most: int) -> Iterator[pikepdf.Object]:
    """The dictionaries and streams of an array."""
    if isinstance(value, pikepdf.Array):
        for each in islice(value, most):
            if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
                yield each
