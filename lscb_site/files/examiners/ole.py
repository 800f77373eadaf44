"""Examines an OLE compound file ([MS-CFB]): an old Word document, or a newer one locked in an encrypted package."""

import io
from typing import IO, Any

from lscb_site.files.kinds import FileKind
from lscb_site.files.refusals import Refusal

# [MS-OFFCRYPTO] 2.3.4: where Office puts a document that has a password.
ENCRYPTED = {"encryptedpackage", "encryptioninfo"}
MACRO_STORAGES = {"macros", "_vba_project_cur", "_vba_project", "vba"}
EMBEDDED_FILE = "\x01ole10native"
LONGEST_LABEL = 260  # bytes: a path of Windows
OTHER_OFFICE = {"workbook", "book", "powerpoint document", "visiodocument"}
# [MS-DOC] 2.5.2, FibBase: two bytes of flags at 0x0A; bit 8 is fEncrypted.
FIB_IDENT, FIB_FLAGS, FIB_ENCRYPTED = b"\xec\xa5", 0x0A, 0x0100
WORD_6_AND_95 = {b"\xdc\xa5", b"\x99\xa6", b"\x98\xa6"}


def examine(path: str) -> tuple[FileKind, list[str]]:
    with open(path, "rb") as file:
        return _kind_of(file), []


def check_embedded(data: bytes) -> None:
    """Refuse an OLE object inside a package when it carries a file or macros of its own."""
    _refuse_contents(_open(io.BytesIO(data)))


def _kind_of(file: IO[bytes]) -> FileKind:
    document = _open(file)
    names = _names(document)
    if names & ENCRYPTED:
        raise Refusal("password")
    _refuse_contents(document)
    if "worddocument" not in names:
        raise Refusal("old_office" if names & OTHER_OFFICE else "unknown")
    header = _header(document)
    if header[:2] in WORD_6_AND_95:
        raise Refusal("old_office")
    if header[:2] != FIB_IDENT:
        raise Refusal("damaged")
    if int.from_bytes(header[FIB_FLAGS : FIB_FLAGS + 2], "little") & FIB_ENCRYPTED:
        raise Refusal("password")
    return FileKind.DOC


def _open(file: IO[bytes]) -> Any:
    import olefile

    try:
        return olefile.OleFileIO(file, raise_defects=olefile.DEFECT_INCORRECT)
    except Exception:  # olefile lets IndexError, struct.error and others through on damaged directories
        raise Refusal("damaged") from None


def _names(document: Any) -> set[str]:
    try:
        return {part.casefold() for entry in document.listdir(storages=True) for part in entry}
    except Exception:
        raise Refusal("damaged") from None


def _header(document: Any) -> bytes:
    try:
        header: bytes = document.openstream("WordDocument").read(32)
        return header
    except Exception:
        raise Refusal("damaged") from None


def _refuse_contents(document: Any) -> None:
    names = _names(document)
    if names & MACRO_STORAGES:
        raise Refusal("macros")
    if EMBEDDED_FILE in names:
        raise Refusal("embedded_files", names=_label(document))


def _label(document: Any) -> list[str]:
    """What the embedded file is called, as the packager wrote it: six bytes on, up to a zero ([MS-OLEDS] 2.3.6)."""
    for entry in document.listdir():
        if entry[-1].casefold() == EMBEDDED_FILE:
            try:
                head: bytes = document.openstream(entry).read(6 + LONGEST_LABEL)
            except Exception:
                return []
            name = head[6:].partition(b"\0")[0].decode("cp1252", "replace")
            return [name] if name else []
    return []
