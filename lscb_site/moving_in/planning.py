"""What becomes of each row, told before anything is made: a trial prints it, the true run does it.

What is known is the library as it is, and the rows before this one. Nothing that readers have is touched: a file for an
edition that is published would be published with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from django.core.exceptions import ValidationError

from lscb_site.moving_in.folder import Folder, NotFound, sha256_of
from lscb_site.moving_in.old_addresses import OldAddresses
from lscb_site.moving_in.sheet import Entry, Wrong
from lscb_site.publishing.states import State
from resources.models import Document, Edition, EditionFile
from resources.uploading import free_slug

Role = EditionFile.Role


class Outcome(StrEnum):
    """What becomes of a row; the value stands in the report."""

    NEW = "comes in"
    THERE = "is there already"
    TWICE = "is a duplicate"
    REFUSED = "is refused"


@dataclass
class PlannedEdition:
    number: int
    label: str = ""
    is_draft: bool = True
    main: str = ""  # who has the place of the document itself
    day: date | None = None


@dataclass
class PlannedDocument:
    """As it is in the library, or as an earlier row makes it. `document` is not saved where it is new."""

    document: Document
    editions: dict[int, PlannedEdition] = field(default_factory=dict)


@dataclass
class Place:
    """Where a file belongs. `old_paths` lead there."""

    entry: Entry
    path: Path
    document: PlannedDocument
    edition: PlannedEdition
    role: str = ""
    old_paths: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """For one row. `remarks` are sentences; those of what is refused say why. Only what the library has, or will have,
    has a place."""

    row: int
    file: str
    outcome: Outcome
    remarks: list[str] = field(default_factory=list)
    path: Path | None = None
    place: Place | None = None


class Refusal(Exception):
    """Of a row. Its argument is the list of the sentences that say why."""


class Library:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.old_addresses = OldAddresses()
        self.slugs: Counter[str] = Counter()
        self.seen: dict[str, int] = {}  # the digests of rows before
        self.documents = {one_line(each.title): as_it_is(each) for each in with_all_editions()}

    def plans(self, rows: Iterable[Entry | Wrong]) -> Iterator[Plan]:
        for row in rows:
            path = None
            try:
                if isinstance(row, Wrong):
                    raise Refusal(list(row.faults))
                path, digest = self.found(row)
                yield self.plan(row, path, digest)
            except Refusal as refusal:
                yield Plan(row.row, row.file, Outcome.REFUSED, refusal.args[0], path)

    def found(self, entry: Entry) -> tuple[Path, str]:
        """The file of a row, and its SHA-256. Raises Refusal."""
        try:
            path = self.folder.find(entry.file)
            return path, sha256_of(path)
        except NotFound as problem:
            raise Refusal([f"file: {problem}"]) from None
        except OSError as problem:
            raise Refusal([f"file: It cannot be read: {problem.strerror}."]) from None

    def plan(self, entry: Entry, path: Path, digest: str) -> Plan:
        if digest in self.seen:
            words = f"It has the same bytes as the file of row {self.seen[digest]}."
            return Plan(entry.row, entry.file, Outcome.TWICE, [words], path)
        stored = EditionFile.objects.filter(sha256=digest).select_related("edition__document").first()
        plan = self.known(entry, path, stored) if stored else self.new(entry, path)
        self.seen[digest] = entry.row
        return plan

    def known(self, entry: Entry, path: Path, stored: EditionFile) -> Plan:
        """What an earlier run brought in, or somebody else. Its old addresses may have come into the sheet since."""
        title = one_line(stored.edition.document.title)
        if title != one_line(entry.title):
            words = f"The library has this file: {stored.edition}."
            return Plan(entry.row, entry.file, Outcome.TWICE, [words], path)
        document = self.documents[title]
        target = document.document.get_absolute_url()
        old_paths, faults = self.old_addresses.read(entry.old_addresses, target)
        self.old_addresses.take(old_paths, target)
        place = Place(entry, path, document, document.editions[stored.edition.number], old_paths=old_paths)
        return Plan(entry.row, entry.file, Outcome.THERE, faults, path, place)

    def new(self, entry: Entry, path: Path) -> Plan:
        document = self.documents.get(one_line(entry.title)) or PlannedDocument(self.new_document(entry))
        edition = edition_for(document, entry)
        role = role_for(edition, entry)
        remarks = [*differences(document.document, entry), *out_of_order(document, edition)]
        target = document.document.get_absolute_url()
        old_paths, faults = self.old_addresses.read(entry.old_addresses, target)
        if faults:
            raise Refusal(faults)
        # From here on the row holds, and those after it are told by it.
        self.documents[one_line(entry.title)] = document
        document.editions[edition.number] = edition
        self.old_addresses.take(old_paths, target)
        if role == Role.MAIN:
            edition.main = f"row {entry.row}"
        place = Place(entry, path, document, edition, role, old_paths)
        return Plan(entry.row, entry.file, Outcome.NEW, remarks, path, place)

    def new_document(self, entry: Entry) -> Document:
        slug = free_slug(Document.objects, entry.title)
        self.slugs[slug] += 1
        if self.slugs[slug] > 1:  # two titles of this sheet that make one address
            slug = f"{slug}-{self.slugs[slug]}"
        document = Document(
            title=entry.title, slug=slug, kind=entry.kind, publisher=entry.publisher, summary=entry.summary
        )
        try:
            document.full_clean()
        except ValidationError as refusal:
            raise Refusal(
                [f"{name}: {sentence}" for name, sentences in refusal.message_dict.items() for sentence in sentences]
            ) from None
        return document


def with_all_editions() -> Iterator[Document]:
    return Document.objects.prefetch_related("editions__files").iterator(chunk_size=500)


def as_it_is(document: Document) -> PlannedDocument:
    editions = {}
    for edition in document.editions.all():
        main = next((file.name for file in edition.files.all() if file.role == Role.MAIN and file.file), "")
        is_draft = edition.state == State.DRAFT
        editions[edition.number] = PlannedEdition(edition.number, edition.label, is_draft, main, edition.effective_date)
    return PlannedDocument(document, editions)


def one_line(title: str) -> str:
    """By which two spellings of a title are one document."""
    return " ".join(title.split()).casefold()


def edition_for(document: PlannedDocument, entry: Entry) -> PlannedEdition:
    """The edition that the row means. Raises Refusal where it is not clear, or readers have that edition."""
    if document.document.state == State.WITHDRAWN:
        raise Refusal([f"“{document.document}” was withdrawn. Bring its file in by hand, if readers are to have it."])
    found = find_edition(document, entry)
    if found is None:
        number = entry.number or max(document.editions, default=0) + 1
        try:
            Edition(number=number, label=entry.label).clean_fields(exclude=["document"])
        except ValidationError as refusal:
            raise Refusal([f"edition: {sentence}" for sentence in refusal.messages]) from None
        return PlannedEdition(number, entry.label, day=entry.day)
    if not found.is_draft:
        name = found.label or Edition(number=found.number).name
        raise Refusal(
            [f"The {name} is published, and so would this file be. A publisher adds it in the admin, at the edition."]
        )
    return found


def find_edition(document: PlannedDocument, entry: Entry) -> PlannedEdition | None:
    if entry.number:
        return document.editions.get(entry.number)
    if entry.label:
        wanted = one_line(entry.label)
        return next((each for each in document.editions.values() if one_line(each.label) == wanted), None)
    same_day = [each for each in document.editions.values() if entry.day and each.day == entry.day]
    if same_day or not document.editions:
        return next(iter(same_day), None)
    raise Refusal(["edition: There is an edition of this document already. Say which one the file is of."])


def role_for(edition: PlannedEdition, entry: Entry) -> str:
    """The first file of an edition is the document itself, all others belong to it, unless the row says otherwise."""
    role = entry.role or (Role.APPENDIX if edition.main else Role.MAIN)
    if role == Role.MAIN and edition.main:
        raise Refusal([f"role: This edition has the document itself already ({edition.main})."])
    return str(role)


def differences(document: Document, entry: Entry) -> list[str]:
    """What the row says otherwise than the library, or than the first row of this document: that stays."""
    told = {"kind": entry.kind, "publisher": entry.publisher, "summary": entry.summary}
    return [
        f"{name}: “{getattr(document, name) or 'nothing'}” stays."
        for name, value in told.items()
        if value and getattr(document, name) != value
    ]


def out_of_order(document: PlannedDocument, edition: PlannedEdition) -> list[str]:
    day = edition.day
    others = [(other.number, other.day) for other in document.editions.values() if other.day and other.day != day]
    if day and any((number < edition.number) != (other < day) for number, other in others):
        return ["date: The editions have another order by their dates than by their numbers."]
    return []
