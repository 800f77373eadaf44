"""The names readers filter the library by."""

from dataclasses import dataclass
from pathlib import Path

from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import read_table
from resources.models import Audience, Publisher, Topic


@dataclass(frozen=True)
class LabelRow:
    slug: str
    name: str


@dataclass(frozen=True)
class PublisherRow(LabelRow):
    url: str


def load_labels(root: Path, ledger: Ledger):
    for model, name, shape in [
        (Topic, "topics", LabelRow),
        (Audience, "audiences", LabelRow),
        (Publisher, "publishers", PublisherRow),
    ]:
        for text in ledger.new(read_table(root, name, shape)):
            ledger.enter(text, text.save(model(**vars(text.facts))))
