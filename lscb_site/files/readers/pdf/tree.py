"""The structure tree of a tagged PDF (ISO 32000-2, 14.7), cut into what each page has of it.

Read through pikepdf, once for the whole file: pdfium looks at every child of the root again for every page, which takes
a minute where a report of a thousand pages has all its paragraphs in one list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from lscb_site.files.readers.characters import clean

# Of the whole file; a page of figures in cells has 1,000 elements. About five seconds of reading.
MAX_ELEMENTS, DEEPEST = 150_000, 60
MAX_DESCRIPTION = 2_000  # characters
MOST_ROLES = 8  # from an author's own type to a standard one
CELLS = {"TH", "TD"}
PICTURES = {"Figure", "Formula"}


@dataclass(slots=True)
class Node:
    """``kind`` is the standard type, as “P”; ``children`` are nodes and the numbers of marked content, in reading
    order. ``language`` is a tag, ``description`` the alternative text; both empty where the file says none.
    """

    kind: str
    children: "list[Node | int]" = field(default_factory=list)
    language: str = ""
    description: str = ""
    scope: str = ""
    columns: int = 1
    rows: int = 1


def trees_of(path: str) -> dict[int, Node]:
    """For each page, counted from 0, its part of the tree under one root. None of a file that is not tagged, and none
    where the tree is larger than any document's or is no tree at all."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as document:
            root = document.Root.get("/StructTreeRoot")
            return _Walk(document, root).pages() if isinstance(root, pikepdf.Dictionary) else {}
    except Exception:  # pikepdf raises whatever the damage suggests; the text is read without tags
        return {}


def numbers_in(node: Node) -> Iterator[int]:
    """The marked content of a node and of all below it."""
    for child in node.children:
        if isinstance(child, Node):
            yield from numbers_in(child)
        else:
            yield child


class _Walk:
    def __init__(self, document: pikepdf.Pdf, root: pikepdf.Dictionary) -> None:
        self._root = root
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        roles, classes = root.get("/RoleMap"), root.get("/ClassMap")
        self._roles = {key: str(value) for key, value in _items(roles) if isinstance(value, pikepdf.Name)}
        self._classes = dict(_items(classes))
        self._kinds: dict[str, str] = {}
        self._elements: set[tuple[int, int]] = set()
        self._contents: set[tuple[int, int]] = set()
        self._left = MAX_ELEMENTS

    def pages(self) -> dict[int, Node]:
        found = self._parts(Node("Document"), self._root.get("/K"), None, 0)
        return found if self._left > 0 else {}

    def _element(self, element: pikepdf.Dictionary, page: int | None, depth: int) -> tuple[Node, dict[int, Node]]:
        """The element as it is without its children, and for each page what it has there."""
        node = Node(self._kind(element.get("/S")), language=_text(element.get("/Lang")))
        page = self._pages.get(_identity(element.get("/Pg")), page)
        if node.kind in PICTURES:
            node.description = _description(element.get("/Alt"))
        if node.kind in CELLS:
            self._read_cell(node, element)
        found = self._parts(node, element.get("/K"), page, depth)
        if node.description and not found and page is not None:
            found = {page: _copy(node)}
        return node, found

    def _parts(self, node: Node, children: object, page: int | None, depth: int) -> dict[int, Node]:
        found: dict[int, Node] = {}
        rows: list[tuple[Node, dict[int, Node]]] = []
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            self._left -= 1
            if self._left <= 0:
                break
            if isinstance(child, int):
                self._content(found, node, page, child)
            elif isinstance(child, pikepdf.Dictionary):
                if isinstance(child.get("/MCID"), int):
                    on = self._pages.get(_identity(child.get("/Pg")), page)
                    self._content(found, node, on, int(child.MCID))
                elif "/S" in child and depth < DEEPEST and self._is_new(child):
                    rows.append(self._element(child, page, depth + 1))
                    if node.kind != "TR":
                        _add(found, node, rows.pop()[1])
        return _row(node, rows) if rows else found

    def _content(self, found: dict[int, Node], node: Node, page: int | None, number: int) -> None:
        """Words stand once on a page, however often a tree names them."""
        if page is not None and number >= 0 and (page, number) not in self._contents:
            self._contents.add((page, number))
            found.setdefault(page, _copy(node)).children.append(number)

    def _is_new(self, element: pikepdf.Dictionary) -> bool:
        identity = element.objgen
        if identity == (0, 0):
            return True
        if identity in self._elements:
            return False
        self._elements.add(identity)
        return True

    def _kind(self, name: object) -> str:
        said = str(name)
        if said not in self._kinds:
            kind = said
            for _ in range(MOST_ROLES):
                if kind not in self._roles:
                    break
                kind = self._roles[kind]
            self._kinds[said] = kind.removeprefix("/")
        return self._kinds[said]

    def _read_cell(self, node: Node, element: pikepdf.Dictionary) -> None:
        classes = element.get("/C")
        names = classes if isinstance(classes, pikepdf.Array) else [classes]
        sets = [
            self._classes[str(name)] for name in names if isinstance(name, pikepdf.Name) and str(name) in self._classes
        ]
        own = element.get("/A")
        for attributes in [*sets, *(own if isinstance(own, pikepdf.Array) else [own])]:
            if isinstance(attributes, pikepdf.Dictionary):
                node.columns = _count(attributes.get("/ColSpan"), node.columns)
                node.rows = _count(attributes.get("/RowSpan"), node.rows)
                scope = attributes.get("/Scope")
                node.scope = str(scope).removeprefix("/") if isinstance(scope, pikepdf.Name) else node.scope


def _add(found: dict[int, Node], node: Node, parts: dict[int, Node]) -> None:
    for page, part in parts.items():
        found.setdefault(page, _copy(node)).children.append(part)


def _row(node: Node, cells: list[tuple[Node, dict[int, Node]]]) -> dict[int, Node]:
    """A row has all its cells on each of its pages: an empty one keeps the others in their columns."""
    found: dict[int, Node] = {}
    for page in sorted({page for _, parts in cells for page in parts}):
        found[page] = _copy(node)
        found[page].children += [
            parts.get(page) or _copy(cell) for cell, parts in cells if page in parts or cell.kind in CELLS
        ]
    return found


def _copy(node: Node) -> Node:
    return Node(node.kind, [], node.language, node.description, node.scope, node.columns, node.rows)


def _items(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, pikepdf.Dictionary):
        yield from value.items()


def _identity(value: object) -> tuple[int, int]:
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def _text(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.String) else ""


def _description(value: object) -> str:
    """Programs fill in a file's path or one bare word where the author wrote nothing."""
    said = clean(_text(value)[:MAX_DESCRIPTION])
    return said if " " in said and "\\" not in said else ""


def _count(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and 1 <= value < 1000 else otherwise
