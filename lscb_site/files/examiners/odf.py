"""Examines an OpenDocument package (ODF 1.3 part 2): its declared type, encryption, macros."""

import zipfile
from xml.parsers import expat

from lscb_site.files.examiners.archive import read_whole, refuse_entities
from lscb_site.files.kinds import FileKind
from lscb_site.files.refusals import Refusal

MIMETYPE = "mimetype"
MANIFEST = "META-INF/manifest.xml"
CONTENT = "content.xml"
# Every content.xml has an empty office:scripts; these are what fills it, or ties an event to a macro.
SCRIPT_ELEMENTS = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0 script",
    "urn:oasis:names:tc:opendocument:xmlns:script:1.0 event-listener",
}
# LibreOffice writes these two indexes even for a document whose Basic library is empty.
EMPTY_BASIC = ("script-lc.xml", "script-lb.xml", "/")


def check_locked(package: zipfile.ZipFile) -> None:
    """Refuse one that has a password. Before its members are looked at, because what is locked is no XML."""
    if MANIFEST not in package.namelist():
        return
    names = _elements(package, MANIFEST)
    # LibreOffice 24.8 and later lock the package as a whole and not part by part.
    if any(element.endswith(" encryption-data") for element in names) or "encrypted-package" in package.namelist():
        raise Refusal("password")


def kind_of(package: zipfile.ZipFile) -> FileKind:
    """The kind its ``mimetype`` entry declares. Call after ``archive.check_members``."""
    first = package.infolist()[0]
    if first.filename != MIMETYPE or first.compress_type != zipfile.ZIP_STORED or first.header_offset != 0:
        raise Refusal("unsafe_package")  # 3.3: first and uncompressed, so that bytes 38 on name the type
    names = package.namelist()
    if MANIFEST not in names:
        raise Refusal("damaged")
    for name in names:
        if name.startswith("Scripts/") and not name.endswith("/"):
            raise Refusal("macros")
        if name.startswith("Basic/") and not name.endswith(EMPTY_BASIC):
            raise Refusal("macros")
    if CONTENT not in names:
        raise Refusal("damaged")
    for name in (CONTENT, "styles.xml"):
        if name in names and not SCRIPT_ELEMENTS.isdisjoint(_elements(package, name)):
            raise Refusal("macros")
    if read_whole(package, MIMETYPE).strip() != FileKind.ODT.content_type.encode():
        raise Refusal("unknown")
    return FileKind.ODT


def _elements(package: zipfile.ZipFile, name: str) -> set[str]:
    """The names of the elements used in a part, each as ``namespace local-name``, streamed."""
    found = set()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda element, _attributes: found.add(element)
    parser.StartDoctypeDeclHandler = refuse_entities
    try:
        with package.open(name) as stream:
            parser.ParseFile(stream)
    except expat.ExpatError:
        raise Refusal("damaged") from None
    return found
