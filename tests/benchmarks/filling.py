"""Made-up content in the proportions of a real board's site, for measuring it at any size."""

import hashlib
import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from lscb_site.content.models import LoadedItem
from lscb_site.files.content_store import content_name, content_store
from lscb_site.publishing.states import State
from news.models import Paper, Post
from resources.models import Audience, Document, Edition, EditionFile, Publisher, Topic

MADE = "made-up-"  # how the slugs of what is made here begin
SEED, BATCH = 2015, 2_000
FIRST_DAY, DAYS = date(2005, 1, 3), 7_600
BYTES = b"%PDF-1.7\n" + b"% A made-up file, shared by every document of a benchmark.\n" * 400
PLACE = content_name(hashlib.sha256(BYTES).hexdigest(), "made-up.pdf")
NOUNS = ["protocol", "review", "learning", "hub", "referral", "threshold", "consent", "supervision", "audit", "neglect"]
ADJECTIVES = ["joint", "early", "revised", "shared", "regional", "local", "annual", "practical", "serious", "new"]
PLACES = ["Barnet", "Brent", "Camden", "Croydon", "Ealing", "Hackney", "Lambeth", "Merton", "Newham", "Sutton"]
SENTENCE = "Practitioners agree what they share, record why, and tell the family unless that puts a child at risk. "
STATES = [State.PUBLISHED, "scheduled", "expired", State.DRAFT, State.WITHDRAWN]
SHARES = [92, 2, 2, 2, 2]  # of a hundred


def foreign() -> str:
    """The title of something that neither this program nor the loader of the starting content made; empty for none."""
    for model, kind in ((Post, "news"), (Document, "documents")):
        loaded = LoadedItem.objects.filter(key__startswith=f"{kind}/").values("object_id")
        found = model.objects.exclude(slug__startswith=MADE).exclude(pk__in=loaded).first()
        if found:
            return str(found)
    return ""


def fill(items: int) -> tuple[int, int]:
    """Make what is missing to so many posts and documents together, half of each. Returns how many were made."""
    if not content_store().exists(PLACE):
        content_store().save("made-up.pdf", ContentFile(BYTES))
    return fill_tables(items)


@transaction.atomic
def fill_tables(items: int) -> tuple[int, int]:
    posts = max(0, items // 2 - Post.objects.count())
    documents = max(0, items - items // 2 - Document.objects.count())
    for made in range(0, documents, BATCH):
        make_documents(next_number(Document), min(BATCH, documents - made))
    for made in range(0, posts, BATCH):
        make_posts(next_number(Post), min(BATCH, posts - made))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so that the database plans with what is there now
    return posts, documents


def next_number(model) -> int:
    last = model.objects.filter(slug__startswith=MADE).order_by("-pk").values_list("slug", flat=True).first()
    return int(last.removeprefix(MADE)) + 1 if last else 1


def make_posts(first: int, how_many: int):
    chance = random.Random(SEED + first)
    made = []
    for number in range(first, first + how_many):
        day = some_day(chance)
        kind = chance.choices(Post.Kind.values, [60, 8, 6, 12, 14])[0]
        post = Post(
            slug=f"{MADE}{number}",
            title=title(chance),
            kind=kind,
            summary=SENTENCE,
            body=f"<p>{SENTENCE * 4}</p><h2>What follows</h2><p>{SENTENCE * 6}</p>",
            date=day,
            event_starts=day if kind == Post.Kind.CONFERENCE else None,
            **state(chance, day),
        )
        made.append(post)
    Post.objects.bulk_create(made)
    documents = list(Document.objects.order_by("-pk").values_list("pk", flat=True)[:BATCH])
    if documents:
        Paper.objects.bulk_create(Paper(post=post, document_id=chance.choice(documents)) for post in made[::3])


def make_documents(first: int, how_many: int):
    chance = random.Random(SEED - first)
    publishers = list(Publisher.objects.all()) or [None]
    made = [
        Document(
            slug=f"{MADE}{number}",
            title=title(chance),
            kind=chance.choices(Document.Kind.values, [12, 6, 22, 25, 8, 10, 10, 7])[0],
            summary=SENTENCE,
            body=f"<p>{SENTENCE * 5}</p>",
            publisher=chance.choice([*publishers, None]),
            **state(chance, some_day(chance)),
        )
        for number in range(first, first + how_many)
    ]
    Document.objects.bulk_create(made)
    for label, model, most in (("topic", Topic, 3), ("audience", Audience, 2)):
        label_all(made, label, list(model.objects.values_list("pk", flat=True)), most, chance)
    editions = [edition for document in made for edition in editions_of(document, chance)]
    Edition.objects.bulk_create(editions)
    EditionFile.objects.bulk_create(file_of(edition, chance) for edition in editions)


def label_all(documents: list[Document], label: str, labels: list[int], most: int, chance: random.Random):
    through = {"topic": Document.topics.through, "audience": Document.audiences.through}[label]
    if labels:
        through.objects.bulk_create(
            through(document_id=document.pk, **{f"{label}_id": pk})
            for document in documents
            for pk in chance.sample(labels, min(len(labels), chance.randint(0, most)))
        )


def editions_of(document: Document, chance: random.Random) -> Iterable[Edition]:
    """One for most, two or three for some, each newer by a year and more."""
    day, count = some_day(chance), chance.choices([1, 2, 3], [75, 18, 7])[0]
    for number in range(1, count + 1):
        yield Edition(
            document=document,
            number=number,
            effective_date=day - timedelta(days=400 * (count - number)),
            state=State.PUBLISHED,
            publish_from=moment(FIRST_DAY),
        )


def file_of(edition: Edition, chance: random.Random) -> EditionFile:
    """A digest of its own, so that its address is one file's; the bytes are stored once for all."""
    digest = hashlib.sha256(f"{edition.document.slug}/{edition.number}".encode()).hexdigest()
    return EditionFile(
        edition=edition,
        title=edition.document.title,
        file=PLACE,
        name=f"{edition.document.slug}.pdf",
        kind="pdf",
        size=len(BYTES),
        sha256=digest,
        reading=EditionFile.Reading.DONE,
        pages=chance.randint(1, 60),
        language="en-GB",
    )


def state(chance: random.Random, day: date) -> dict[str, Any]:
    """The stored facts of one of the five states, most of them live."""
    chosen = chance.choices(STATES, SHARES)[0]
    if chosen == "scheduled":
        return {"state": State.PUBLISHED, "publish_from": timezone.now() + timedelta(days=chance.randint(400, 4000))}
    if chosen == "expired":
        return {
            "state": State.PUBLISHED,
            "publish_from": moment(day),
            "publish_until": moment(day + timedelta(days=30)),
        }
    if chosen == State.WITHDRAWN:
        return {"state": chosen, "publish_from": moment(day), "withdrawn_reason": "It was made up."}
    return {"state": chosen, "publish_from": None if chosen == State.DRAFT else moment(day)}


def some_day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=int(DAYS * chance.random()))


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9))


def title(chance: random.Random) -> str:
    article = chance.choice(["The ", "", "", "A "])
    words = f"{chance.choice(ADJECTIVES)} {chance.choice(NOUNS)} {chance.choice(NOUNS)}"
    return f"{article}{words} in {chance.choice(PLACES)} {chance.randint(1, 999)}".strip().capitalize()
