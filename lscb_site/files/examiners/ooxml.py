"""Examines an Office Open XML package (ISO/IEC 29500-2): its main part, macros, controls, remote parts."""

from urllib.parse import urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

from lscb_site.files.examiners.archive import read_whole
from lscb_site.files.kinds import FileKind
from lscb_site.files.refusals import Refusal

CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": FileKind.PPTX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
# Of a template, and of a show that starts by itself: their documents are one “Save as” away.
OTHER_TYPES = {"template.main+xml": "template", "slideshow.main+xml": "other_slides"}
MACRO_MARKS = ("macroenabled", "vbaproject", "vbadata", "macrosheet")
CONTROL_MARKS = ("activex",)
# Parts that Office fetches and runs or merges on opening. Linked pictures and workbooks are left alone:
# councils' documents are full of them and they run nothing.
FETCHED = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/aFChunk")
LOCAL_SCHEMES = {"", "file"}


def check_locked(package: ZipFile) -> None:
    """A password wraps such a package in another container (see ``ole``): here is nothing to refuse."""


def kind_of(package: ZipFile) -> FileKind:
    """The kind its main part declares. Call after ``archive.check_members``: parses XML without entities."""
    types = _content_types(package)
    for declared in types.values():
        if any(mark in declared for mark in MACRO_MARKS):
            raise Refusal("macros")
        if any(mark in declared for mark in CONTROL_MARKS):
            raise Refusal("active_content")
    _check_relationships(package)
    main = _main_part(package)
    declared = types.get(f"/{main}".casefold()) or types.get(main.rpartition(".")[2].casefold(), "")
    try:
        return MAIN_TYPES[declared]
    except KeyError:
        raise Refusal(next((code for end, code in OTHER_TYPES.items() if declared.endswith(end)), "unknown")) from None


def _content_types(package: ZipFile) -> dict[str, str]:
    """Part name (with its slash) or extension -> content type, all in lower case as OPC compares them."""
    types = {}
    for entry in _parse(package, CONTENT_TYPES):
        key = entry.get("PartName") or entry.get("Extension") or ""
        types[key.casefold()] = entry.get("ContentType", "").casefold().strip()
    return types


def _main_part(package: ZipFile) -> str:
    targets = [
        relationship.get("Target", "")
        for relationship in _parse(package, "_rels/.rels")
        if relationship.get("Type", "").endswith("/officeDocument")
    ]
    if len(targets) != 1:
        raise Refusal("damaged")
    main = targets[0].lstrip("/")
    if main not in package.namelist():
        raise Refusal("damaged")
    return main


def _check_relationships(package: ZipFile) -> None:
    for name in package.namelist():
        if not name.casefold().endswith(".rels"):
            continue
        for relationship in _parse(package, name):
            if relationship.get("TargetMode") != "External" or not relationship.get("Type", "").endswith(FETCHED):
                continue
            target = relationship.get("Target", "")
            if _scheme(target) not in LOCAL_SCHEMES:
                is_template = relationship.get("Type", "").endswith("/attachedTemplate")
                raise Refusal("remote_template" if is_template else "remote_content", names=[_host(target)])


def _scheme(target: str) -> str:
    try:
        scheme = urlsplit(target.strip()).scheme.casefold()
    except ValueError:
        return "malformed"
    return "" if len(scheme) == 1 else scheme  # a single letter is a Windows drive


def _host(target: str) -> str:
    """Whose site it is: what follows may hold the names of people."""
    try:
        return urlsplit(target.strip()).hostname or ""
    except ValueError:
        return ""


def _parse(package: ZipFile, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(read_whole(package, name))  # noqa: S314 - entities were refused before
    except ElementTree.ParseError:
        raise Refusal("damaged") from None
