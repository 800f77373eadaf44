"""What stands over several documents or editions: collections, and comparisons of two editions."""

from dataclasses import dataclass, field
from pathlib import Path

from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import Text, read_texts
from lscb_site.publishing.states import State
from resources.models import Collection, CollectionItem, Comparison, Document, Edition


@dataclass(frozen=True)
class ItemText:
    document: str
    group: str = ""
    note: str = ""


@dataclass(frozen=True)
class CollectionText:
    slug: str
    title: str
    summary: str
    items: list[ItemText] = field(default_factory=list)


@dataclass(frozen=True)
class ComparisonText:
    slug: str
    document: str
    older: int
    newer: int


def load_collections(root: Path, ledger: Ledger):
    for text in ledger.new(read_texts(root, "collections", CollectionText)):
        facts = text.facts
        collection = Collection(
            slug=facts.slug,
            title=facts.title,
            summary=facts.summary,
            body=text.html(text.body),
            state=State.PUBLISHED,
            publish_from=ledger.moment,
        )
        ledger.enter(text, text.save(collection))
        for position, item in enumerate(facts.items):
            where = f"items[{position + 1}]"
            document = ledger.find(Document, "documents", item.document, text, f"{where}.document")
            if document is not None:
                place = {"collection": collection, "document": document, "position": position}
                text.save(CollectionItem(group=item.group, note=item.note, **place), where)


def load_comparisons(root: Path, ledger: Ledger):
    """Only where the files are loaded too: they are what is compared. One that an editor made meanwhile stays."""
    for text in ledger.new(read_texts(root, "comparisons", ComparisonText)):
        document = ledger.find(Document, "documents", text.facts.document, text, "document")
        older, newer = (edition_of(document, text, name) for name in ("older", "newer"))
        if older and newer and not Comparison.objects.filter(older=older, newer=newer).exists():
            comparison = Comparison(
                older=older,
                newer=newer,
                summary=text.body.strip(),
                state=State.PUBLISHED,
                publish_from=ledger.moment,
            )
            ledger.enter(text, text.save(comparison))


def edition_of(document: Document | None, text: Text[ComparisonText], name: str) -> Edition | None:
    return document and document.editions.filter(number=getattr(text.facts, name)).first()
