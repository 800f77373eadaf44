"""The standard types of structure elements (ISO 32000-2, 14.8.4), as far as they matter for reading."""

from collections.abc import Iterator
from dataclasses import replace

from lscb_site.files.readers.pdf.tree import CELLS, Node

HEADINGS = {"H", "Title", *(f"H{level}" for level in range(1, 10))}
LISTS, ITEMS = {"L", "TOC"}, {"LI", "TOCI"}
NOTES = {"Note", "FENote"}
PARAGRAPHS = NOTES | {"P", "Caption", "BlockQuote"}
GROUPS = {"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "Index", "TOCI", "Form"}
BLOCKS = GROUPS | HEADINGS | LISTS | ITEMS | CELLS | PARAGRAPHS | {"Table", "TR", "THead", "TBody", "TFoot"}


def is_kind(child: Node | int, kind: str) -> bool:
    return isinstance(child, Node) and child.kind == kind


def is_block(node: Node) -> bool:
    """Whether the node, or anything in it, stands on lines of its own."""
    return node.kind in BLOCKS or any(isinstance(child, Node) and is_block(child) for child in node.children)


def without_notes(node: Node, notes: list[Node]) -> Node:
    """The node without the notes in it, which Word puts where their marks are: they are read after the paragraph."""
    if not any(isinstance(child, Node) and child.kind not in BLOCKS - NOTES for child in node.children):
        return node
    children: list[Node | int] = []
    for child in node.children:
        if isinstance(child, Node) and child.kind in NOTES:
            notes.append(child)
        else:
            children.append(without_notes(child, notes) if isinstance(child, Node) else child)
    return replace(node, children=children)


def rows_of(node: Node, *, is_head: bool) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, and whether its tags say that they are its head."""
    for child in node.children:
        if isinstance(child, Node) and child.kind == "TR":
            yield child, is_head
        elif isinstance(child, Node) and child.kind != "Caption":
            yield from rows_of(child, is_head=is_head or child.kind == "THead")
