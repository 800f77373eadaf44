"""The sheet of an old library: one row a file, CSV or Excel. What a cell may hold is what the admin's sheets may."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from lscb_site.exchange.cells import as_whole_number, squeezed
from lscb_site.exchange.tables import Table, read_table
from lscb_site.exchange.widgets import OneOf
from lscb_site.text.characters import clean_line
from lscb_site.text.days import month_of, read_day
from lscb_site.web.dates import Precision
from lscb_site.web.spreadsheets import from_cell
from resources.models import Audience, Document, EditionFile, Publisher, Topic

NEEDED = ("file", "title", "kind")
COLUMNS = (
    *NEEDED,
    "date",
    "edition",
    "publisher",
    "topics",
    "audiences",
    "summary",
    "role",
    "file_title",
    "old_address",
)
KINDS, ROLES = OneOf(Document.Kind), OneOf(EditionFile.Role)  # type: ignore[no-untyped-call]  # of a library's class
MOST_EDITIONS = 999
LONGEST_TITLE = 200  # characters, of a file
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?(?: ed(?:ition|n|\.)?)?", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
MONTH = re.compile(r"([a-z]{3,9})\.? ((?:19|20)\d\d)|((?:19|20)\d\d)-(\d\d)|(\d\d?)/((?:19|20)\d\d)", re.IGNORECASE)


class MissingColumn(Exception):
    """Its text is a sentence."""


@dataclass(frozen=True)
class Entry:
    """What a row says of a file. `number` is that of the edition, None where the sheet gives none; `label` its name."""

    row: int
    file: str
    title: str
    kind: str
    day: date | None
    precision: Precision
    number: int | None
    label: str
    publisher: Publisher | None
    topics: tuple[Topic, ...]
    audiences: tuple[Audience, ...]
    summary: str
    role: str
    file_title: str
    old_addresses: tuple[str, ...]


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be taken in, and all that is wrong with it, in sentences."""

    row: int
    file: str
    faults: tuple[str, ...]


def read_sheet(content: bytes) -> tuple[list[Entry | Wrong], list[str]]:
    """The rows, and what of the sheet is left out. Raises UnreadableSheet and MissingColumn, with a sentence."""
    table = read_table(content, list(COLUMNS))
    headers = table.headers or []
    for name in NEEDED:
        if name not in headers:
            raise MissingColumn(f"The column “{name}” is missing. Known columns: {', '.join(COLUMNS)}.")
    for name in COLUMNS:
        if headers.count(name) > 1:
            raise MissingColumn(f"The column “{name}” is there twice.")
    unknown = [f"The column “{name}” is not read." for name in headers if name not in COLUMNS]
    labels = Labels()
    return [read_row(place, table, labels) for place in range(len(table))], [*table.left_out, *unknown]


class Labels:
    """Publishers, topics and audiences by name and by address, read once for a sheet."""

    def __init__(self) -> None:
        self.known: dict[type, dict[str, Any]] = {
            model: {squeezed(word): row for row in model.objects.all() for word in (row.slug, row.name)}
            for model in (Publisher, Topic, Audience)
        }

    def find(self, model: type, name: str) -> Any:
        try:
            return self.known[model][squeezed(name)]
        except KeyError:
            what = model._meta.verbose_name  # type: ignore[attr-defined]
            raise ValueError(f"There is no {what} “{name}”: add it in the admin, or write one that is there.") from None

    def find_all(self, model: type, names: str) -> tuple[Any, ...]:
        """Between semicolons, or between commas where there is none; a name may hold a comma itself."""
        if squeezed(names) in self.known[model]:
            return (self.find(model, names),)
        parts = names.split(";" if ";" in names else ",")
        return tuple(dict.fromkeys(self.find(model, part.strip()) for part in parts if part.strip()))


def read_row(place: int, table: Table, labels: Labels) -> Entry | Wrong:
    cells = {name: clean_line(from_cell(text)) for name, text in table.dict[place].items() if name in COLUMNS}
    said = {name: cells.get(name, "") for name in COLUMNS}
    faults = [f"{name}: {table.wrong[place, name]}" for name in COLUMNS if (place, name) in table.wrong]
    faults += [f"{name}: This must not be empty." for name in NEEDED if not said[name]]
    if len(said["file_title"]) > LONGEST_TITLE:
        faults.append(f"file_title: This is too long: at most {LONGEST_TITLE} characters.")

    def read(name: str, how: Callable[[str], Any]) -> Any:
        try:
            return how(said[name])
        except ValueError as problem:
            if not any(fault.startswith(f"{name}: ") for fault in faults):
                faults.append(f"{name}: {problem}")
            return None

    day, precision = read("date", read_date) or (None, Precision.DAY)
    number, label = read("edition", read_edition) or (None, "")
    entry = Entry(
        row=table.numbers[place],
        file=said["file"],
        title=said["title"],
        kind=read("kind", KINDS.clean),
        day=day,
        precision=precision,
        number=number,
        label=label,
        publisher=read("publisher", lambda name: labels.find(Publisher, name) if name else None),
        topics=read("topics", lambda names: labels.find_all(Topic, names)),
        audiences=read("audiences", lambda names: labels.find_all(Audience, names)),
        summary=said["summary"],
        role=read("role", ROLES.clean),
        file_title=said["file_title"],
        old_addresses=tuple(each for each in re.split(r"[;\s]+", said["old_address"]) if each),
    )
    return Wrong(entry.row, entry.file, tuple(faults)) if faults else entry


def read_date(text: str) -> tuple[date | None, Precision]:
    """A day, a month or a year, and how much of it the sheet says. Raises ValueError with a sentence."""
    if not text:
        return None, Precision.DAY
    if YEAR.fullmatch(as_whole_number(text)):
        return date(int(as_whole_number(text)), 1, 1), Precision.YEAR
    if found := MONTH.fullmatch(text):
        name, year, iso_year, iso_month, month, last_year = found.groups()
        if number := month_of((name or iso_month or month).lower()):
            return date(int(year or iso_year or last_year), number, 1), Precision.MONTH
    return read_day(text, timezone.localdate()), Precision.DAY


def read_edition(text: str) -> tuple[int | None, str]:
    """Its number; or its name, such as “Version 3.1”, where that is no number."""
    if found := ORDINAL.fullmatch(as_whole_number(text)):
        if not 1 <= int(found[1]) <= MOST_EDITIONS:
            raise ValueError(f"Editions are numbered from 1 to {MOST_EDITIONS}.")
        return int(found[1]), ""
    return None, text
