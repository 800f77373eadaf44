"""What a PDF said before it was saved again: incremental updates keep the earlier file whole (ISO 32000-2, 7.5.6)."""

import io
import itertools
import re
import warnings
from collections.abc import Iterator

import pikepdf
import pypdfium2

from lscb_site.files.finders.pdf.annotations import annotations
from lscb_site.files.finders.pdf.forms import forms

MAX_VERSIONS = 20
MAX_TAKEN_OUT = 200  # pages
# What the libraries raise on half a file depends on which half is missing.
UNREADABLE = (pikepdf.PikepdfError, pypdfium2.PdfiumError, ValueError, RuntimeError, TypeError, KeyError)
MAX_BYTES = 200_000_000
MAX_CHARACTERS = 20_000_000  # of one version
END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF[ \t]*(?:\r\n|\r|\n)?")
INDEX = re.compile(rb"\s{0,8}(?:xref\b|\d{1,10} \d{1,5} obj\b)")
OBJECT = re.compile(rb"\b\d{1,10} \d{1,5} obj\b")
WORD = re.compile(r"\w+(?:[-'’.@]\w+)*")
PICTURE = "A picture that is no longer shown"
GAP = 2  # words that stayed, between words that went


def taken_out(path: str) -> Iterator[tuple[str, str, str]]:
    """Pages that are in the file and not among its pages: some programs only stop showing what is deleted."""
    with pikepdf.open(path, suppress_warnings=True) as document:
        shown = {page.obj.objgen for page in document.pages}
        left = [each for each in document.objects if _is_page(each) and each.objgen not in shown][:MAX_TAKEN_OUT]
        if not left:
            return
        with open(path, "rb") as file:
            now = _Version(file.read(MAX_BYTES))
        apart = pikepdf.new()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pikepdf.PikepdfWarning)  # that forms do not come along
            for page in left:
                apart.pages.append(pikepdf.Page(page))
        written = io.BytesIO()
        apart.save(written)
    try:
        before = _Version(written.getvalue())
    except UNREADABLE:
        return
    for place, words in before.without(now):
        yield "earlier_words", place.replace("an earlier version", "those taken out"), words


def _is_page(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Page" and "/Contents" in thing


def versions(path: str) -> Iterator[tuple[str, str, str]]:
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES)
    ends = earlier_ends(data)
    if not ends:
        return
    now = _Version(data)
    found = False
    for end in ends[-MAX_VERSIONS:]:
        try:
            before = _Version(data[:end])
        except UNREADABLE:
            continue
        for place, words in before.without(now):
            found = True
            yield "earlier_words", place, words
    if len(ends) > MAX_VERSIONS:
        yield "not_checked", "Its oldest versions", ""
    if not found:
        yield "earlier_version", "", ""


def earlier_ends(data: bytes) -> list[int]:
    """Where earlier versions of the file end, in bytes from its start; the file's own end is none."""
    matches = list(END.finditer(data))
    ends = []
    for match, following in itertools.pairwise(matches):
        index = int(match.group(1))
        # A linearized file has an end near its start whose index is none, or lies behind it. Word ends its files twice,
        # adding nothing.
        if index < match.start() and INDEX.match(data, index) and OBJECT.search(data, match.end(), following.end()):
            ends.append(match.end())
    return ends


class _Version:
    """The words of each page of one version, what its comments and fields say, and its pictures."""

    def __init__(self, data: bytes) -> None:
        self.pages: list[list[str]] = []
        left = MAX_CHARACTERS
        with pypdfium2.PdfDocument(data) as document:
            for number in range(len(document)):
                page = document[number]
                text_page = page.get_textpage()
                words = WORD.findall(text_page.get_text_range()[:left])
                left -= sum(map(len, words))
                self.pages.append(words)
                text_page.close()
                page.close()
        places = [f"Page {number + 1}" for number in range(len(self.pages))]
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            self.pictures = {place: _pictures(page.obj) for page, place in zip(document.pages, places, strict=False)}
            said = [*annotations(document, places), *forms(document, places)]
        self.said = {(place, words) for code, place, words in said if code in ("comment", "form_answer")}
        self.known = {word.casefold() for words in self.pages for word in words}
        self.known |= {word.casefold() for _, words in self.said for word in WORD.findall(words)}

    def without(self, later: "_Version") -> Iterator[tuple[str, str]]:
        """What this version says and a later one does not: places and words."""
        for number, words in enumerate(self.pages):
            for gone in _gone(words, later.known):
                yield f"Page {number + 1} of an earlier version", gone
        for place, said in sorted(self.said - later.said):
            if any(word.casefold() not in later.known for word in WORD.findall(said)):
                yield f"{place or 'A field'} of an earlier version", said
        still = set().union(*later.pictures.values())
        for place, pictures in self.pictures.items():
            if pictures - still:
                yield f"{place} of an earlier version", PICTURE


def _gone(words: list[str], known: set[str]) -> Iterator[str]:
    """Stretches of words of which the first and the last are not known, and no more than a few between them are."""
    start = last = -1
    for at, word in enumerate(words):
        if word.casefold() in known:
            continue
        if last >= 0 and at - last > GAP + 1:
            yield " ".join(words[start : last + 1])
            start = at
        start = at if last < 0 else start
        last = at
    if last >= 0:
        yield " ".join(words[start : last + 1])


def _pictures(page: pikepdf.Object) -> set[int]:
    """A number for each picture of a page, the same for the same bytes."""
    resources = page.get("/Resources")
    drawn = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    found = set()
    for _, stream in drawn.items() if isinstance(drawn, pikepdf.Dictionary) else ():
        if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Image":
            found.add(hash(stream.read_raw_bytes()))
    return found
