"""The XML parts of Office and OpenDocument packages as trees, and what their relationships point at.

Names are told without their namespaces: the strict and the transitional form of Office Open XML differ in nothing else.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

Element: TypeAlias = etree._Element  # what every module but this one calls it
# Bytes of XML that are held as a tree, which takes up to eight times as much. A report of 1,000 pages has 15 million.
MAX_TREE = 40_000_000


class PartTooLarge(ValueError):
    """A part has more XML than is held as a tree."""


@dataclass(frozen=True)
class Relationship:
    """``kind`` is the last word of its type: ``comments``. ``target`` is a part's name, or an address outside."""

    kind: str
    target: str
    is_external: bool


def name_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def value_of(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name, or an empty string."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child so called, or the first child of that one, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element.iterchildren("{*}" + name)), None)
    return element


def parse(data: bytes) -> Element:
    """No entities, and no deeper than 256 elements, so that a tree can be walked and written within the stack.

    Raises :class:`PartTooLarge`, and ``lxml.etree.XMLSyntaxError`` for what is no XML, or deeper.
    """
    if len(data) > MAX_TREE:
        raise PartTooLarge
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def tree(package: zipfile.ZipFile, name: str) -> Element | None:
    """A part, or nothing where the package has none so called. Raises as :func:`parse`."""
    try:
        size = package.getinfo(name).file_size
    except KeyError:
        return None
    if size > MAX_TREE:
        raise PartTooLarge
    return parse(package.read(name))


def written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def xml_parts(package: zipfile.ZipFile, folder: str, *roots: str) -> Iterator[tuple[str, Element]]:
    """Every XML part below ``folder`` whose root is so called, with its tree. No other is held."""
    for name in package.namelist():
        if name.startswith(folder) and name.endswith(".xml") and root_name(package, name) in roots:
            root = tree(package, name)
            if root is not None:
                yield name, root


def root_name(package: zipfile.ZipFile, name: str) -> str:
    """What the root of a part is called; only its beginning is read."""
    with package.open(name) as stream:
        for _, element in etree.iterparse(
            stream, events=("start",), resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        ):
            return name_of(element)
    return ""


def relationships(package: zipfile.ZipFile, part: str) -> dict[str, Relationship]:
    """What a part points at, by the identifiers it uses for that. An empty ``part`` stands for the whole package."""
    folder, _, name = part.rpartition("/")
    root = tree(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for each in () if root is None else root.iterchildren("{*}Relationship"):
        target, is_external = value_of(each, "Target"), value_of(each, "TargetMode") == "External"
        if not is_external:
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[value_of(each, "Id")] = Relationship(value_of(each, "Type").rpartition("/")[2], target, is_external)
    return found


def main_part(package: zipfile.ZipFile) -> str:
    """The part that the package is there for. Raises ``ValueError`` where there is none."""
    for each in relationships(package, "").values():
        if each.kind == "officeDocument":
            return each.target
    raise ValueError("no main part")


def part_of_kind(package: zipfile.ZipFile, part: str, kind: str) -> str:
    """The first part of this kind that ``part`` points at, or an empty string."""
    names = (each.target for each in relationships(package, part).values() if each.kind == kind)
    return next((name for name in names if name in package.namelist()), "")


def remove(element: Element) -> None:
    """Takes an element out of its tree; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def path_in(target: str) -> str:
    """The path of a file on somebody's machine or server that ``target`` names, or an empty string."""
    plain = unquote(target).strip()
    if plain.casefold().startswith("file:"):
        return plain[5:].lstrip("/") or ""
    is_on_a_drive = len(plain) > 2 and plain[0].isalpha() and plain[1] == ":" and plain[2] in "\\/"
    return plain if is_on_a_drive or plain.startswith(("\\\\", "/Users/", "/home/", "/Volumes/")) else ""
