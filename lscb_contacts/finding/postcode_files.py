"""The published tables of postcodes, read row by row from a folder, a zip archive or one CSV file.

Ordnance Survey's Code-Point Open is 120 CSV files without headers: ten columns, the postcode first, the district's GSS
code ninth. The ONS's NSPL and ONSPD are one CSV file with a header, and once more the same rows cut by area in a folder
`multi_csv`. What a file is shows in its first line, never in its name.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import IO

CODE_POINT = "OS Code-Point Open"
NSPL = "ONS National Statistics Postcode Lookup"
ONSPD = "ONS Postcode Directory"
CODE_POINT_COLUMNS, CODE_POINT_DISTRICT = 10, 8  # the district counted from nought
WHOLE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")
POSTCODE_COLUMNS = ("pcds", "pcd7", "pcd8", "pcd", "pcd2")
DISTRICT_COLUMN = re.compile(r"lad\d\dcd|oslaua|laua")
STEP = 20_000  # rows between two looks at the progress


class NotAPostcodeTable(Exception):
    """Says in one sentence why what was given cannot be loaded."""


@dataclass(frozen=True)
class Member:
    """One file of what was given."""

    name: PurePosixPath
    size: int  # bytes
    open: Callable[[], AbstractContextManager[IO[bytes]]]

    def lines(self, stream: IO[bytes]) -> Iterator[list[str]]:
        # Every column that is read is ASCII; names in the others may be in any encoding.
        with TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="") as text:
            yield from csv.reader(text)

    @property
    def first_line(self) -> list[str]:
        with self.open() as stream:
            try:
                return next(self.lines(stream), [])
            except csv.Error:
                return []


@dataclass(frozen=True)
class Columns:
    postcode: int
    district: int
    terminated: int | None = None


@dataclass(frozen=True)
class PostcodeTable:
    source: str
    edition: str  # "May 2026"; empty where nothing says so
    members: list[Member]

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(member.size for member in self.members)

    def rows(self, report: Callable[[int, int], None]) -> Iterator[tuple[str, str]]:
        """Each postcode in use, packed, with its district's GSS code. Tells `report` the bytes and rows read so far."""
        done = count = 0
        for member in self.members:
            columns = columns_of(member.first_line)
            width = max(columns.postcode, columns.district, columns.terminated or 0) + 1
            with member.open() as stream:
                for cells in member.lines(stream):
                    count += 1
                    if count % STEP == 0:
                        report(done + stream.tell(), count)
                    if len(cells) < width or (columns.terminated is not None and cells[columns.terminated].strip()):
                        continue
                    code = cells[columns.postcode].replace(" ", "").upper()
                    # A header is no postcode; a postcode without a district has no place on the ground.
                    if WHOLE.fullmatch(code) and cells[columns.district]:
                        yield code, cells[columns.district]
            done += member.size
        report(done, count)


def open_table(path: Path) -> PostcodeTable:
    """The table in a folder, a zip archive or a CSV file. Raises `NotAPostcodeTable`."""
    found = members_of(path)
    tables = [member for member in found if member.name.suffix.lower() == ".csv" and columns_of(member.first_line)]
    if not tables:
        raise NotAPostcodeTable(
            f"{path.name} is none of the tables of postcodes that this command knows: OS Code-Point Open, "
            "the ONS Postcode Directory (ONSPD) or the National Statistics Postcode Lookup (NSPL)."
        )
    source = source_of(tables[0])
    if any(source_of(member) != source for member in tables):
        raise NotAPostcodeTable(f"{path.name} holds more than one table of postcodes. Give one of them.")
    if source == CODE_POINT:
        return PostcodeTable(source, edition_of_code_point(found), tables)
    whole = [member for member in tables if member.name.parent.name != "multi_csv"]
    if len(whole) > 1:
        names = ", ".join(member.name.name for member in whole)
        raise NotAPostcodeTable(f"{path.name} holds more than one table of postcodes: {names}. Give one of them.")
    return PostcodeTable(source, edition_in_name((whole or tables)[0].name.stem), whole or tables)


def members_of(path: Path) -> list[Member]:
    if not path.exists():
        raise NotAPostcodeTable(f"There is no file or folder {path}.")
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        return [Member(PurePosixPath(file.relative_to(path)), file.stat().st_size, opener(file)) for file in files]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            inside = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        return [Member(PurePosixPath(info.filename), info.file_size, inner(path, info)) for info in inside]
    return [Member(PurePosixPath(path.name), path.stat().st_size, opener(path))]


def opener(file: Path) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    return lambda: file.open("rb")


def inner(path: Path, info: zipfile.ZipInfo) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        with zipfile.ZipFile(path) as archive, archive.open(info) as stream:
            yield stream

    return opened


def columns_of(first_line: list[str]) -> Columns | None:
    """Where the facts stand, as a file's first line shows; None in a file that is no table of postcodes."""
    if len(first_line) == CODE_POINT_COLUMNS and WHOLE.fullmatch(first_line[0].replace(" ", "")):
        return Columns(0, CODE_POINT_DISTRICT)
    names = [cell.strip().lower() for cell in first_line]
    postcode = next((names.index(name) for name in POSTCODE_COLUMNS if name in names), None)
    district = next((number for number, name in enumerate(names) if DISTRICT_COLUMN.fullmatch(name)), None)
    if postcode is None or district is None or "doterm" not in names:
        return None
    return Columns(postcode, district, names.index("doterm"))


def source_of(member: Member) -> str:
    names = [cell.strip().lower() for cell in member.first_line]
    if "doterm" not in names:
        return CODE_POINT
    return ONSPD if "oslaua" in names or "ONSPD" in member.name.name.upper() else NSPL


def edition_in_name(name: str) -> str:
    """ "May 2026" of NSPL_MAY_2026_UK."""
    found = re.search(r"_([A-Z]{3})_(\d{4})", name.upper())
    try:
        return f"{datetime.strptime(' '.join(found.groups()), '%b %Y'):%B %Y}" if found else ""
    except ValueError:
        return ""


def edition_of_code_point(members: list[Member]) -> str:
    """The month of its copyright date, from Doc/metadata.txt: it has no other name for an edition."""
    about = next((member for member in members if member.name.name.lower() == "metadata.txt"), None)
    if about is None:
        return ""
    with about.open() as stream:
        found = re.search(rb"COPYRIGHT DATE:\s*(\d{4})(0[1-9]|1[0-2])", stream.read(10_000))
    return f"{datetime(int(found[1]), int(found[2]), 1):%B %Y}" if found else ""
