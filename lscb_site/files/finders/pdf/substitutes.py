"""Words that a PDF says in the place of those it shows: to whoever copies, searches or has it read aloud.

`ActualText`, `Alt` and `E` (ISO 32000-2, 14.9.3 to 14.9.5) stand at marked content, or at an element of the structure
tree. What a picture shows is described by its `Alt`, on purpose and for everybody.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from lscb_site.files.finders.pdf.other_words import letters_of, says_other
from lscb_site.files.finders.pdf.values import dictionary, words
from lscb_site.files.readers.pdf.objects import drawn_on, key_of
from lscb_site.files.readers.pdf.substitutes import said_at, take_away

KEYS = ("ActualText", "Alt", "E")
PICTURES = {"Figure", "Formula"}
# Their `Alt` is a description too: Word's own types, and what is clicked or typed in.
DESCRIBED = PICTURES | {"Table", "Link", "Form", "Annot", "Chart", "Diagram", "InlineShape", "Textbox", "Shape"}
MAX_TEXT = 2_000  # letters
MAX_MARKS, MAX_LETTERS, MAX_ELEMENTS, DEEPEST, MOST_ROLES = 20_000, 200_000, 400_000, 60, 8
NAME_BYTES = 100
# Of page content: a page of the densest print has a tenth of it.
MAX_CONTENT = 2_000_000
DRAWING = "BDC BMC EMC Tj TJ ' \" Do sh S s f F f* B B* b b* BI INLINE IMAGE EI"


@dataclass(slots=True)
class _Said:
    """What stands for words, and what of a page it stands for: text objects by their key, or marked content."""

    said: str
    objects: set[int] = field(default_factory=set)
    contents: set[int] = field(default_factory=set)


# What is said, and for each page what of it that stands for.
_OnPages = tuple[str, dict[int | None, _Said]]


class SpokenWords:
    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        self._by_page: dict[int, list[_Said]] = defaultdict(list)
        self._roles: dict[str, str] = {}
        self._left = MAX_ELEMENTS

    def gather(self) -> Iterator[tuple[str, str, str]]:
        """Reads what the document says outside the content of its pages, before any page is looked at."""
        for number, page in enumerate(self._document.pages):
            self._by_page[number] += [_Said(said) for said in _on_nothing(page)]
        root = dictionary(self._document.Root.get("/StructTreeRoot"))
        if root is None:
            return
        roles = dictionary(root.get("/RoleMap"))
        self._roles = {key: str(value) for key, value in roles.items()} if roles is not None else {}
        self._walk(root, None, [], 0)
        if self._left <= 0:
            yield "not_checked", "Its tags", ""

    def find(self, number: int, page: pypdfium2.PdfPage, place: str) -> Iterator[tuple[str, str, str]]:
        """Of one page. Its own substitutes are taken away from it, so that whoever reads it next reads what is drawn.
        Raises `TooManyObjects`."""
        waiting = [*self._by_page.pop(number, []), *_marked(page)]
        if not waiting:
            return
        take_away(page)
        text_page = page.get_textpage()
        try:
            drawn = _Drawn(text_page)
        finally:
            text_page.close()
        for each in waiting:
            if drawn.is_other(each):
                yield "spoken_text", place, each.said

    def _walk(self, element: pikepdf.Dictionary, page: int | None, above: Sequence[_OnPages], depth: int) -> None:
        """Gathers the marked content of every element that says something, and of all below it."""
        page = self._pages.get(_identity(element.get("/Pg")), page)
        own: list[_OnPages] = [(said, {}) for said in self._said(element)]
        above = [*above, *own]
        kids = element.get("/K")
        for child in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._left -= 1
            if self._left <= 0:
                break
            held = dictionary(child)
            number = child if held is None else held.get("/MCID")
            if isinstance(number, int):
                on = page if held is None else self._pages.get(_identity(held.get("/Pg")), page)
                for said, pages in above:
                    pages.setdefault(on, _Said(said)).contents.add(number)
            elif held is not None and "/S" in held and depth < DEEPEST:
                self._walk(held, page, above, depth + 1)
        for said, pages in own:
            for on, each in (pages or {page: _Said(said)}).items():
                if on is not None:
                    self._by_page[on].append(each)

    def _said(self, element: pikepdf.Dictionary) -> Iterator[str]:
        kind = str(element.get("/S"))
        kinds = {kind[1:]}
        for _ in range(MOST_ROLES):
            kind = self._roles.get(kind, kind)
            kinds.add(kind[1:])
        for key in KEYS:
            if f"/{key}" in element and not kinds & (DESCRIBED if key == "Alt" else PICTURES):
                yield words(element.get(f"/{key}"))[:MAX_TEXT]


class _Drawn:
    """What is drawn on a page, letter by letter, and by which of its objects and marked content."""

    def __init__(self, text_page: pypdfium2.PdfTextPage) -> None:
        self._parts: list[tuple[int, int, str]] = []
        contents: dict[int, int] = {}
        for index in range(min(text_page.count_chars(), MAX_LETTERS)):
            code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
            handle = pdfium.FPDFText_GetTextObject(text_page.raw, index)
            key = key_of(handle)
            if key not in contents:
                contents[key] = pdfium.FPDFPageObj_GetMarkedContentID(handle) if handle else -1
            letter = "-" if code == 2 else chr(code) if code < 0x110000 else "\ufffd"
            self._parts.append((key, contents[key], letter))
        self._by_object: dict[int, list[int]] = defaultdict(list)
        self._by_content: dict[int, list[int]] = defaultdict(list)
        for at, (key, content, _) in enumerate(self._parts):
            self._by_object[key].append(at)
            self._by_content[content].append(at)

    def is_other(self, each: _Said) -> bool:
        places = [at for key in each.objects for at in self._by_object.get(key, ())]
        places += [at for content in each.contents for at in self._by_content.get(content, ())]
        places.sort()
        drawn = "".join(self._parts[at][2] for at in places)
        around = ""
        if places:
            reach = 2 * len(each.said)
            near = self._parts[max(0, places[0] - reach) : places[-1] + reach]
            around = letters_of("".join(letter for _, _, letter in near))
        return says_other(each.said, drawn, around)


def _marked(page: pypdfium2.PdfPage) -> list[_Said]:
    found: dict[tuple[int, str], _Said] = {}
    for each in drawn_on(page):
        for number in range(min(pdfium.FPDFPageObj_CountMarks(each.handle), 16)):
            mark = pdfium.FPDFPageObj_GetMark(each.handle, number)
            if not pdfium.FPDFPageObjMark_CountParams(mark):
                continue
            for key in KEYS:
                said = said_at(mark, key)
                if said and _name(mark) not in (DESCRIBED if key == "Alt" else PICTURES) and len(found) < MAX_MARKS:
                    found.setdefault((key_of(mark), key), _Said(said)).objects.add(each.key)
    return list(found.values())


def _name(mark: Any) -> str:
    buffer, size = (ctypes.c_ushort * NAME_BYTES)(), ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetName(mark, buffer, 2 * NAME_BYTES, size):
        return ""
    return bytes(buffer)[: min(size.value, 2 * NAME_BYTES)].decode("utf-16-le", "ignore").rstrip("\0")


def _on_nothing(page: pikepdf.Page) -> Iterator[str]:
    """What is said at places of a page where nothing is drawn: pdfium knows of no such place."""
    resources = dictionary(page.obj.get("/Resources"))
    named = dictionary(resources.get("/Properties")) if resources is not None else None
    held = page.obj.get("/Contents")
    streams = list(held) if isinstance(held, pikepdf.Array) else [held]
    written = b"\n".join(each.read_bytes() for each in streams if isinstance(each, pikepdf.Stream))
    lists = [dictionary(each) for _, each in named.items()] if named is not None else []
    is_said = any(
        f"/{key}".encode() in written or any(each is not None and f"/{key}" in each for each in lists) for key in KEYS
    )
    if not is_said or len(written) > MAX_CONTENT:
        return
    open_marks: list[tuple[str, bool]] = []
    for each in pikepdf.parse_content_stream(page, DRAWING):
        operator = str(each.operator)
        if operator in ("BDC", "BMC"):
            open_marks.append((_said_at(each.operands, named), False))
        elif operator == "EMC" and open_marks:
            said, is_drawn = open_marks.pop()
            if said and not is_drawn:
                yield said
        elif operator != "EMC":
            open_marks = [(said, True) for said, _ in open_marks]


def _said_at(operands: Any, named: pikepdf.Dictionary | None) -> str:
    if len(operands) != 2:
        return ""
    held = operands[1]
    if isinstance(held, pikepdf.Name) and named is not None:
        held = named.get(str(held))
    if not isinstance(held, pikepdf.Dictionary) or str(operands[0])[1:] in DESCRIBED:
        return ""
    return next(filter(None, (words(held.get(f"/{key}"))[:MAX_TEXT] for key in KEYS)), "")


def _identity(value: object) -> tuple[int, int]:
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)
