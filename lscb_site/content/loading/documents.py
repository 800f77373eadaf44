"""The library: documents, their editions, and the place of each file. Demonstration copies only where asked for."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.core.files import File

from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import Text, read_texts
from lscb_site.files.inspection import Refused
from lscb_site.files.receiving import received
from lscb_site.publishing.states import State
from resources.models import Audience, Document, Edition, EditionFile, Publisher, Source, Topic
from resources.uploading import take

Copies = dict[str, File]  # demonstration copies by name


@dataclass(frozen=True)
class FileText:
    role: str
    title: str
    demonstration: str | None


@dataclass(frozen=True)
class EditionText:
    number: int
    label: str = ""
    effective_date: date | None = None
    date_precision: str = "day"
    change_note: str = ""
    files: list[FileText] = field(default_factory=list)


@dataclass(frozen=True)
class SourceText:
    says: str
    address: str
    seen_on: date


@dataclass(frozen=True)
class DocumentText:
    slug: str
    title: str
    kind: str
    publisher: str | None
    topics: list[str]
    audiences: list[str]
    summary: str
    featured: bool
    succeeded_by: str | None
    editions: list[EditionText]
    former_title: str = ""
    lives_at: str = ""
    sources: list[SourceText] = field(default_factory=list)


def receive_copies(root: Path, ledger: Ledger) -> Copies:
    """The demonstration copies of documents that are new, received as an editor's uploads are: before the transaction.

    One that is refused carries why; one that is not there is left out.
    """
    copies = {}
    for text in ledger.new(read_texts(root, "documents", DocumentText)):
        for name in {file.demonstration for edition in text.facts.editions for file in edition.files} - {None}:
            with suppress(FileNotFoundError, Refused), (root / "demonstration" / name).open("rb") as file:
                copies[name] = File(file, name)
                received(copies[name])
    return copies


def load_documents(root: Path, ledger: Ledger, copies: Copies | None):
    """Without `copies` we have no file of any edition, and readers are told so."""
    new = list(ledger.new(read_texts(root, "documents", DocumentText)))
    for text in new:
        document = load_document(text, ledger)
        for number, edition in enumerate(text.facts.editions, start=1):
            where = f"editions[{number}]"
            load_edition(edition, document, text, where, ledger.moment, copies)
    for text in new:  # once every document is there
        document = ledger.find(Document, "documents", text.facts.slug, text, "slug")
        successor = ledger.find(Document, "documents", text.facts.succeeded_by, text, "succeeded_by")
        if successor is not None:
            document.succeeded_by = successor
            text.save(document)


def load_document(text: Text[DocumentText], ledger: Ledger) -> Document:
    facts = text.facts
    document = text.save(
        Document(
            slug=facts.slug,
            title=facts.title,
            former_title=facts.former_title,
            lives_at=facts.lives_at,
            kind=facts.kind,
            publisher=ledger.find(Publisher, "publishers", facts.publisher, text, "publisher"),
            summary=facts.summary,
            body=text.html(text.body),
            featured=facts.featured,
            state=State.PUBLISHED,
            publish_from=ledger.moment,
        )
    )
    document.topics.set(ledger.find_all(Topic, "topics", facts.topics, text, "topics"))
    document.audiences.set(ledger.find_all(Audience, "audiences", facts.audiences, text, "audiences"))
    for position, source in enumerate(facts.sources):
        row = Source(
            document=document, says=source.says, address=source.address, seen_on=source.seen_on, position=position
        )
        text.save(row, f"sources[{position + 1}]")
    ledger.enter(text, document)
    return document


def load_edition(
    facts: EditionText, document: Document, text: Text, where: str, moment: datetime, copies: Copies | None
):
    edition = text.save(
        Edition(
            document=document,
            number=facts.number,
            label=facts.label,
            effective_date=facts.effective_date,
            date_precision=facts.date_precision,
            change_note=facts.change_note,
            state=State.PUBLISHED,
            publish_from=moment,
        ),
        where,
    )
    for position, copy in enumerate(facts.files):
        place = f"{where}.files[{position + 1}]"
        row = EditionFile(edition=edition, role=copy.role, title=copy.title, position=position)
        if copy.demonstration and copies is not None:
            save_with_copy(row, copy.demonstration, copies, text, place)
        else:
            text.save(row, place)


def save_with_copy(row: EditionFile, name: str, copies: Copies, text: Text, where: str):
    if name not in copies:
        raise text.problem(f"there is no file “{name}” in demonstration/.", f"{where}.demonstration")
    try:
        take(row, copies[name])
    except Refused as refusal:
        raise text.problem(f"“{name}” is refused: {' '.join(refusal.messages)}", f"{where}.demonstration") from refusal
    row.is_demonstration = row.shows_notes = True
    text.save(row, where)
    for finding in row.open_findings:
        finding.may_be_public("It was written to show how the site works.", None)
