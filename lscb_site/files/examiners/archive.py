"""Opens a zip package only if nothing about its packing is a trick, and reads every member once, with limits."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, NoReturn
from xml.parsers import expat

from lscb_site.files.examiners.signatures import OLE, TAIL_BYTES, ZIP_ENTRY, zip_directory_at
from lscb_site.files.refusals import Refusal

MAX_MEMBERS = 10_000
# Unpacked bytes. Office documents of 30 MB unpack to less than 100 MB; deflate can reach a thousandfold.
MAX_UNPACKED = 200 * 1024 * 1024
# A part that we hold whole in memory: relationship lists, embedded OLE objects.
MAX_HELD = 32 * 1024 * 1024
CHUNK = 64 * 1024
ENTRY_HEADER = 30
# OPC (ISO/IEC 29500-2, annex C) and ODF (part 2, 2.2) allow no other compression.
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED_FLAG = 0x1
# One in a hundred real files ends with a line break or padding that mail and web forms add.
BLANK = b"\0\r\n\t "
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, OverflowError, KeyError)


@contextmanager
def open_package(path: str) -> Iterator[zipfile.ZipFile]:
    """The package at ``path``, its directory checked. Raises :class:`Refusal`, also for damage met while reading."""
    try:
        with open(path, "rb") as file:
            _check_ends(file)
            with zipfile.ZipFile(file) as package:
                _check_directory(package)
                yield package
    except BROKEN:
        raise Refusal("damaged") from None
    except (NotImplementedError, RuntimeError):  # zipfile's words for exotic methods and encryption
        raise Refusal("unsafe_package") from None


def _check_ends(file: IO[bytes]) -> None:
    size = file.seek(0, 2)
    start = max(0, size - TAIL_BYTES)
    file.seek(start)
    tail = file.read()
    at = zip_directory_at(tail)
    if at is None:
        raise Refusal("truncated")
    if tail[at + 22 :].strip(BLANK):
        raise Refusal("trailing_bytes")
    directory_size, directory_start = struct.unpack_from("<LL", tail, at + 12)
    if 0xFFFFFFFF in (directory_size, directory_start):
        return  # zip64: zipfile finds its own record, and the first entry is checked below
    if directory_start + directory_size > start + at:
        raise Refusal("truncated")


def _check_directory(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if not members:
        raise Refusal("damaged")
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Refusal("bomb")
    seen = set()
    for member in members:
        if member.flag_bits & ENCRYPTED_FLAG:
            raise Refusal("password")
        if member.compress_type not in METHODS or stat.S_ISLNK(member.external_attr >> 16):
            raise Refusal("unsafe_package")
        name = member.filename.casefold()
        if not _is_plain(member.orig_filename) or name in seen:
            raise Refusal("unsafe_package")
        seen.add(name)
    _check_layout(members)


def _is_plain(name: str) -> bool:
    if not name or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
        return False
    return ".." not in name.split("/")


def _check_layout(members: list[zipfile.ZipInfo]) -> None:
    """No bytes before the first entry, and no two entries sharing bytes (the overlapping kind of bomb)."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    if ordered[0].header_offset != 0:
        raise Refusal("leading_bytes")
    for member, following in pairwise(ordered):
        least = ENTRY_HEADER + len(member.filename) + member.compress_size
        if member.header_offset + least > following.header_offset:
            raise Refusal("bomb")


def read_whole(package: zipfile.ZipFile, name: str) -> bytes:
    """One small part, whole. A part over :data:`MAX_HELD` bytes is refused as a bomb."""
    if package.getinfo(name).file_size > MAX_HELD:
        raise Refusal("bomb")
    return package.read(name)


def check_members(package: zipfile.ZipFile) -> None:
    """Read every member to its end: checksums hold, XML is whole and defines no entities, nothing is a program."""
    for member in package.infolist():
        with package.open(member) as stream:
            head = stream.read(CHUNK)
            _check_payload(package, member, head)
            parse = _xml_checker() if head and is_xml(member.filename) else None
            chunk = head
            while chunk:
                if parse:
                    parse(chunk, False)
                chunk = stream.read(CHUNK)
            if parse:
                parse(b"", True)


def is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels", ".rdf"))


def refuse_entities(*_: object) -> NoReturn:
    """For a parser that meets a document type, where entities are defined."""
    raise Refusal("entities")


def _xml_checker() -> Callable[[bytes, bool], None]:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_entities

    def parse(chunk: bytes, last: bool) -> None:
        try:
            parser.Parse(chunk, last)
        except expat.ExpatError:
            raise Refusal("damaged") from None

    return parse


def _check_payload(package: zipfile.ZipFile, member: zipfile.ZipInfo, head: bytes) -> None:
    if head.startswith((b"MZ", b"\x7fELF")):
        raise Refusal("embedded_files", names=[member.filename.rpartition("/")[2]])
    if head.startswith(OLE):
        from lscb_site.files.examiners import ole

        ole.check_embedded(read_whole(package, member.filename))
    if head.startswith(ZIP_ENTRY):
        # An embedded workbook behind a chart is ordinary; looked at one level deep, for macros only.
        with zipfile.ZipFile(io.BytesIO(read_whole(package, member.filename))) as nested:
            check_for_macros(nested.namelist())


def check_for_macros(names: list[str]) -> None:
    """Refuse OOXML macro parts by name; content types are the other half, in ``ooxml``."""
    for name in names:
        lowered = name.casefold()
        if "vbaproject" in lowered or "vbadata" in lowered or "macrosheets/" in lowered:
            raise Refusal("macros")
        if "/activex/" in lowered:
            raise Refusal("active_content")
