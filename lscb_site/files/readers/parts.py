"""Streams through the XML parts of a zip package without holding a part in memory."""

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree


def elements(package: zipfile.ZipFile, name: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """Each element of a part as (local name, element), emptied once looked at; nothing when the part is absent.

    Only for packages that passed examination: those define no entities.
    """
    if name not in package.namelist():
        return
    with package.open(name) as stream:
        for _, element in ElementTree.iterparse(stream):  # noqa: S314 - entities were refused at upload
            yield element.tag.rpartition("}")[2], element
            tail = element.tail  # belongs to the parent, which is still being read
            element.clear()
            element.tail = tail


def first_text(package: zipfile.ZipFile, name: str, local_name: str) -> str:
    """The text of the first element so called, or an empty string."""
    for found, element in elements(package, name):
        if found == local_name:
            return element.text or ""
    return ""


def first_attribute(package: zipfile.ZipFile, name: str, local_name: str, attribute: str) -> str:
    """The first non-empty attribute (by local name) of elements so called, or an empty string."""
    for found, element in elements(package, name):
        if found == local_name:
            for key, value in element.attrib.items():
                if key.rpartition("}")[2] == attribute and value:
                    return value
    return ""
