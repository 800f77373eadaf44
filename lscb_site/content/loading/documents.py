"""The library: documents, their editions, and the files of each, to hand or to follow."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.core.files import File

from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import Text, read_texts
from lscb_site.files.inspection import Refused
from lscb_site.publishing.states import State
from resources.models import Audience, Document, Edition, EditionFile, Publisher, Topic
from resources.uploading import take


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


def load_documents(root: Path, ledger: Ledger, with_files: bool):
    demonstration = root / "demonstration" if with_files else None
    new = list(ledger.new(read_texts(root, "documents", DocumentText)))
    for text in new:
        document = load_document(text, ledger)
        for number, edition in enumerate(text.facts.editions, start=1):
            where = f"editions[{number}]"
            load_edition(edition, document, text, where, ledger.moment, demonstration)
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
    ledger.enter(text, document)
    return document


def load_edition(
    facts: EditionText, document: Document, text: Text, where: str, moment: datetime, demonstration: Path | None
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
        if copy.demonstration and demonstration:
            save_with_copy(row, demonstration / copy.demonstration, text, place)
        else:
            text.save(row, place)


def save_with_copy(row: EditionFile, path: Path, text: Text, where: str):
    """Save with a demonstration copy, which comes in and is judged as an editor's upload is."""
    try:
        with path.open("rb") as file:
            take(row, File(file, path.name))
            row.is_demonstration = True
            text.save(row, where)
    except FileNotFoundError as error:
        raise text.problem(f"there is no file “{path.name}” in demonstration/.", f"{where}.demonstration") from error
    except Refused as refusal:
        raise text.problem(
            f"“{path.name}” is refused: {' '.join(refusal.messages)}", f"{where}.demonstration"
        ) from refusal
