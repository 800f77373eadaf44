"""Names of people in the properties of a PDF: its information dictionary, and its XMP metadata (ISO 16684-1)."""

import re
from collections.abc import Iterator, Set
from typing import Any

import pikepdf
from lxml import etree

from lscb_site.files.finders.pdf.bookmarks import words_in
from lscb_site.files.finders.pdf.values import words

MAX_XMP_BYTES, MAX_PACKETS = 2_000_000, 50
# Programs and dates, not people. Custom keys are whatever an office calls them.
OF_PROGRAMS = {"creator", "producer", "title", "subject", "keywords", "creationdate", "moddate", "trapped"}
OF_PEOPLE = re.compile(
    r"author|manager|company|owner|user|person|contact|reviewer|approver|organi[sz]ation|department"
    r"|(by|name|mail|initials)$",
    re.IGNORECASE,
)
# Elements of XMP that name somebody, by their local names.
XMP_OF_PEOPLE = {
    *("creator", "contributor", "Author", "Authors", "Company", "Manager", "Owner", "AuthorsPosition", "CaptionWriter"),
    *(
        "Credit",
        "LastModifiedBy",
        "lastModifiedBy",
        "SourceModifiedBy",
        "CreatorContactInfo",
        "CiEmailWork",
        "PersonInImage",
    ),
}
# What a file is about, in its own words: of the information dictionary, and of XMP.
DESCRIPTIONS = ("/Title", "/Subject", "/Keywords", "/Category")
XMP_DESCRIPTIONS = ("title", "description", "subject", "Keywords")
# An address, and a path below somebody's folder.
BETRAYS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}|(?:users|home|documents and settings)[\\/|][^\\/|<>\"]{1,100}"
    r"|\\\\[\w.-]{2,60}\\[^<>\"]{1,100}",
    re.IGNORECASE,
)
NOBODY = {"", "unknown", "anonymous", "untitled", "none", "n/a", "-"}
LISTS = ("li", "Seq", "Bag", "Alt")


def properties(document: pikepdf.Pdf) -> Iterator[tuple[str, str, str]]:
    information = document.trailer.get("/Info")
    if isinstance(information, pikepdf.Dictionary):
        yield from _information(information)
    packets = 0
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/Metadata":
            packets += 1
            if packets > MAX_PACKETS:
                return
            yield from (("property_person", place, name) for place, name in people_in_xmp(thing))


def descriptions(document: pikepdf.Pdf, shown: Set[str]) -> Iterator[tuple[str, str, str]]:
    """Title, subject and keywords that say more than the pages do, whose words ``shown`` are."""
    held = document.trailer.get("/Info")
    said = [(key[1:], words(held.get(key))) for key in DESCRIPTIONS] if isinstance(held, pikepdf.Dictionary) else []
    packet = document.Root.get("/Metadata")
    root = parsed_xmp(packet) if isinstance(packet, pikepdf.Stream) else None
    for element in () if root is None else root.iter(*("{*}" + name for name in XMP_DESCRIPTIONS)):
        said.append((etree.QName(element).localname, " ".join("".join(element.itertext()).split())))
    for key, value in said:
        if value.casefold() not in NOBODY and words_in(value) - shown:
            yield "property_words", f"Properties, {key.capitalize()}", value


def _information(information: pikepdf.Dictionary) -> Iterator[tuple[str, str, str]]:
    programs = {words(information.get(key)).casefold() for key in ("/Creator", "/Producer")}
    for key, held in information.items():
        value = words(held)
        if names_somebody(key, value, programs):
            yield "property_person", f"Properties, {key[1:][:40]}", value


def names_somebody(key: str, value: str, programs: set[str]) -> bool:
    """Whether the property ``key`` (with its slash) of a PDF says who made it, with its value in words."""
    if value.casefold() in NOBODY | programs:
        return False
    name = key[1:].casefold()
    return bool((name not in OF_PROGRAMS and OF_PEOPLE.search(name)) or BETRAYS.search(value))


def people_in_xmp(stream: pikepdf.Stream) -> Iterator[tuple[str, str]]:
    """(where, name) of whoever a packet of XMP names. Nothing of one that is too large or no XML."""
    root = parsed_xmp(stream)
    if root is not None:
        yield from ((f"Properties, {key[:40]}", value) for _, _, key, value in people_of(root))


def people_of(root: Any) -> Iterator[tuple[Any, str | None, str, str]]:
    """An element, the attribute of it (None for its own text), what that is called, and the name that stands there."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for attribute, value in element.attrib.items():
            if _is_somebody(key := etree.QName(attribute).localname, str(value)):
                yield element, str(attribute), key, str(value)
        name = next((each for each in _names_upwards(element) if each not in LISTS), "")
        text = " ".join((element.text or "").split())
        if _is_somebody(name, text):
            yield element, None, name, text


def _is_somebody(key: str, value: str) -> bool:
    return value.casefold() not in NOBODY and bool(key in XMP_OF_PEOPLE or BETRAYS.search(value))


def parsed_xmp(stream: pikepdf.Stream) -> Any | None:
    try:
        written = stream.read_bytes()
    except pikepdf.PikepdfError:
        return None
    if len(written) > MAX_XMP_BYTES or b"<!ENTITY" in written or b"<!DOCTYPE" in written:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        return etree.fromstring(written.strip(b"\0"), parser)
    except etree.XMLSyntaxError:
        return None


def _names_upwards(element: Any) -> Iterator[str]:
    yield etree.QName(element).localname
    for each in element.iterancestors():
        yield etree.QName(each).localname
