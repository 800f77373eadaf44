"""Tagged PDFs, written by hand: every word where it is said to stand, in the element that it is said to be of."""

from dataclasses import dataclass, field
from itertools import count

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.samples import documents


@dataclass
class Words:
    """Words at a place on a page, in points from its lower left corner."""

    text: str
    left: float = 72
    foot: float = 700
    size: float = 11
    font: str = "F1"
    page: int = 0
    rise: float = 0


@dataclass
class Tag:
    """A structure element. ``attributes`` are of its kind's owner: a table's ``ColSpan``, ``Scope``."""

    kind: str
    children: "list[Tag | Words]" = field(default_factory=list)
    language: str = ""
    alt: str = ""
    attributes: dict = field(default_factory=dict)


def tag(kind: str, *children: "Tag | Words", language="", alt="", **attributes) -> Tag:
    return Tag(kind, list(children), language, alt, attributes)


def pdf(
    *roots: Tag,
    pages=1,
    language="en-GB",
    untagged: tuple[Words, ...] = (),
    artifacts: tuple[Words, ...] = (),
    roles=None,
):
    """An open document, its words in the order of the tree; what is untagged or decoration comes last."""
    document = documents.new_pdf(pages, text="")
    bold = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"), Encoding=Name.WinAnsiEncoding
    )
    for page in document.pages:
        page.obj.Resources.Font.F2 = document.make_indirect(bold)
    streams: list[list[bytes]] = [[] for _ in range(pages)]
    parents: list[list] = [[] for _ in range(pages)]
    numbers = [count() for _ in range(pages)]

    def element(made: Tag, parent) -> pikepdf.Object:
        found = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{made.kind}"), P=parent, K=Array([])))
        if made.language:
            found.Lang = String(made.language)
        if made.alt:
            found.Alt = String(made.alt)
        if made.attributes:
            found.A = Dictionary(O=Name.Table, **{key: _attribute(value) for key, value in made.attributes.items()})
        for child in made.children:
            if isinstance(child, Tag):
                found.K.append(element(child, found))
                continue
            number = next(numbers[child.page])
            streams[child.page].append(f"/{made.kind} <</MCID {number}>> BDC\n".encode() + drawn(child) + b"\nEMC")
            parents[child.page].append(found)
            page = document.pages[child.page].obj
            found.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=number))
        return found

    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
    for root in roots:
        tree.K.append(element(root, tree))
    for words in artifacts:
        streams[words.page].append(b"/Artifact <</Type /Pagination>> BDC\n" + drawn(words) + b"\nEMC")
    for words in untagged:
        streams[words.page].append(drawn(words))
    pairs = Array([])
    for number, page in enumerate(document.pages):
        page.obj.StructParents = number
        page.obj.Contents = document.make_stream(b"\n".join(streams[number]))
        pairs.extend([number, document.make_indirect(Array(parents[number]))])
    tree.ParentTree = document.make_indirect(Dictionary(Nums=pairs))
    if roles:
        tree.RoleMap = Dictionary(**{key: Name(f"/{value}") for key, value in roles.items()})
    document.Root.StructTreeRoot = tree
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.Lang = String(language)
    return document


def drawn(words: Words) -> bytes:
    escaped = words.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    at = f"1 0 0 1 {words.left} {words.foot} Tm {words.rise} Ts"
    return f"BT /{words.font} {words.size} Tf {at} ({escaped}) Tj 0 Ts ET".encode("cp1252")


def _attribute(value):
    return Name(f"/{value}") if isinstance(value, str) else value
