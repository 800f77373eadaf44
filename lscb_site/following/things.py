"""What can be followed, and how each is called: the one list of them.

A reference names a thing in a row: “document:12”, “kind:protocol”, “news”. An address names it to readers:
`/follow/document/london-cse-operating-protocol/`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from lscb_contacts.models import Authority
from resources.models import Collection, Document, Topic

NEWS = "news"


@dataclass(frozen=True)
class Thing:
    """Something that can be followed, as readers see it."""

    reference: str
    slug: str
    name: str
    address: str  # its page

    @property
    def kind(self) -> str:
        return self.reference.partition(":")[0]

    @property
    def told(self) -> str:
        """What a follower of it is told, in a sentence."""
        return TOLD[self.kind]

    @property
    def follow_address(self) -> str:
        """Where it is asked to be told of it."""
        return (
            reverse("following:news") if self.kind == NEWS else reverse("following:follow", args=[self.kind, self.slug])
        )


TOLD = {
    "document": "A new edition, what took its place, whether it is still in force, and its withdrawal.",
    "collection": "What happens to the documents in it, and what is added.",
    "topic": "New documents about it and new editions, what is in force, and what was withdrawn.",
    "kind": "New documents of this kind and new editions, what is in force, and what was withdrawn.",
    "authority": "A number or an address that changed, or that the authority has confirmed.",
    NEWS: "Every news item, and urgent notices.",
}


def of_row(row: Any) -> Thing:
    kind = row._meta.model_name
    name = f"Documents about {row}" if kind == "topic" else str(row)
    address = reverse("resources:list", query={"topic": row.slug}) if kind == "topic" else row.get_absolute_url()
    return Thing(f"{kind}:{row.pk}", row.slug, name, address)


def of_kind(value: str) -> Thing | None:
    """Of one kind of documents; None where there is no such kind."""
    if value not in Document.Kind.values:
        return None
    name = f"Documents of the kind “{Document.Kind(value).label}”"
    return Thing(f"kind:{value}", value, name, reverse("resources:list", query={"kind": value}))


def all_kinds() -> list[tuple[str, Thing]]:
    """Each with the words of a list of them: “Protocols”."""
    kinds = [(Document(kind=value).kind_of_several, of_kind(value)) for value in Document.Kind.values]
    return [(words, thing) for words, thing in kinds if thing]


def all_topics() -> list[tuple[str, Thing]]:
    return [(str(topic), of_row(topic)) for topic in Topic.objects.order_by("name")]


def all_news() -> Thing:
    return Thing(NEWS, "", "All news", reverse("news:list"))


# The rows of each kind that visitors may follow.
ROWS: dict[str, Callable[[], Any]] = {
    "document": lambda: Document.objects.live(),
    "collection": lambda: Collection.objects.live(),
    "topic": lambda: Topic.objects.all(),
    "authority": lambda: Authority.objects.all(),
}


def found_at(kind: str, slug: str) -> Thing | None:
    """What an address names; None where there is no such thing, or visitors may not see it."""
    if kind == NEWS and not slug:
        return all_news()
    if kind == "kind":
        return of_kind(slug)
    row = ROWS[kind]().filter(slug=slug).first() if kind in ROWS else None
    return of_row(row) if row else None


def named(references: Iterable[str]) -> dict[str, Thing]:
    """What references name, without those that are no more: one query for each kind of row. A thing that was withdrawn
    is still named, so that whoever follows it can stop."""
    found: dict[str, Thing] = {}
    keys: dict[str, list[int]] = {}
    for reference in references:
        kind, _, key = reference.partition(":")
        if kind in ROWS:
            keys.setdefault(kind, []).append(int(key))
        elif thing := all_news() if kind == NEWS else of_kind(key):
            found[reference] = thing
    for kind, some in keys.items():
        rows: Iterable[Model] = ROWS[kind]().model._base_manager.filter(pk__in=some)
        found |= {thing.reference: thing for thing in map(of_row, rows)}
    return found
