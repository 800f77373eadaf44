"""Examines a zip: tells an Office document from an OpenDocument from any other archive."""

from types import ModuleType

from lscb_site.files.examiners import archive, odf, ooxml
from lscb_site.files.kinds import FileKind
from lscb_site.files.refusals import Refusal


def examine(path: str) -> tuple[FileKind, list[str]]:
    with archive.open_package(path) as package:
        names = package.namelist()
        if odf.MIMETYPE in names:
            family: ModuleType = odf
        elif ooxml.CONTENT_TYPES in names:
            family = ooxml
        else:
            raise Refusal("archive")
        # Names and declarations first: they give an editor the better reason than a checksum would.
        archive.check_for_macros(names)
        family.check_locked(package)
        archive.check_members(package)
        return family.kind_of(package), []
