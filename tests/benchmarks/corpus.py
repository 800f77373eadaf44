"""A library of any size to search in: sentences of the demonstration files and the glossary, varied and mixed."""

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils import timezone

import lscb_site.content
from lscb_contacts.models import Authority
from lscb_site.publishing.states import State
from lscb_site.search.models import GlossaryTerm
from resources.models import Document, Edition, EditionFile, FilePage, Topic

SOURCES = Path(lscb_site.content.__file__).parent / "demonstration" / "sources"
PAGES_A_DOCUMENT = 20
SENTENCES_A_PAGE = 18
CHANGED = 0.08  # of the words of a sentence
SEED = 2026
SENTENCE = re.compile(r"[A-Z][^.?!|#\n]{20,}[.?!]")


def sentences() -> list[str]:
    texts = [path.read_text(encoding="utf-8").partition("\n---\n")[2] for path in sorted(SOURCES.glob("*.md"))]
    meanings = [term.meaning for term in GlossaryTerm.objects.all()]
    return [sentence for text in texts for sentence in SENTENCE.findall(text)] + meanings


class Writer:
    """Writes pages by chance, the same ones every time."""

    def __init__(self):
        self.chance = random.Random(SEED)
        self.sentences = sentences()
        boroughs = [authority.short_name for authority in Authority.objects.all()]
        forms = [form for term in GlossaryTerm.objects.all() for form in term.forms]
        self.words = [word for sentence in self.sentences for word in sentence.split()] + boroughs * 4 + forms

    def page(self) -> str:
        return "\n".join(self.sentence() for _ in range(SENTENCES_A_PAGE))

    def sentence(self) -> str:
        words = self.chance.choice(self.sentences).split()
        chance, among = self.chance.random, self.words
        return " ".join(self.chance.choice(among) if chance() < CHANGED else word for word in words)

    def title(self, number: int) -> str:
        return f"{' '.join(self.sentence().rstrip('.').split()[:7])} {number}"


def make_documents(pages: int) -> Iterator[Edition]:
    """Live documents with so many pages in all, none of them indexed yet."""
    writer = Writer()
    topics = list(Topic.objects.all())
    now = timezone.now()
    for number in range(pages // PAGES_A_DOCUMENT):
        live = {"state": State.PUBLISHED, "publish_from": now}
        kind = writer.chance.choice(Document.Kind.values)
        # In bulk, so that making them does not index them.
        (document,) = Document.objects.bulk_create(
            [Document(title=writer.title(number)[:200], slug=f"made-{number}", kind=kind, **live)]
        )
        document.topics.through.objects.bulk_create(
            document.topics.through(document=document, topic=topic) for topic in writer.chance.sample(topics, 2)
        )
        effective = date(2008 + number % 18, 1 + number % 12, 1)
        (edition,) = Edition.objects.bulk_create([Edition(document=document, effective_date=effective, **live)])
        digest = f"{number:064x}"
        (file,) = EditionFile.objects.bulk_create(
            [
                EditionFile(
                    edition=edition,
                    title=document.title,
                    file=f"{digest}.pdf",
                    name=f"made-{number}.pdf",
                    kind="pdf",
                    size=1,
                    sha256=f"{digest[::-1]}",
                    reading=EditionFile.Reading.DONE,
                    pages=PAGES_A_DOCUMENT,
                )
            ]
        )
        FilePage.objects.bulk_create(
            FilePage(file=file, number=page, label=f"Page {page}", anchor=f"page-{page}", text=writer.page())
            for page in range(1, PAGES_A_DOCUMENT + 1)
        )
        yield edition
