"""The list of documents as a catalogue: see `lscb_site.publishing.catalogue`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Value

from lscb_site.caching.keeping import Keeper, next_change
from lscb_site.publishing.catalogue import Catalogue, Listing
from resources.models import Audience, Document, Edition, Publisher, Topic
from resources.querysets import filed_under
from resources.showing import shown

FACETS = ("kind", "topic", "audience", "publisher", "year", "letter")
SUPERSEDED, FEATURED = ("is", "superseded"), ("is", "featured")


@dataclass(frozen=True)
class Library:
    """Every live document, in the two orders of its list, and the words of the choices beside it."""

    newest_first: Catalogue
    by_title: Catalogue
    choices: dict[str, list[tuple[str, str]]]

    def in_order(self, by_title: bool) -> Catalogue:
        return self.by_title if by_title else self.newest_first


@dataclass(slots=True)
class Entry:
    pk: int
    title: str
    filed: str  # the title as the list from A to Z sorts it
    dated: date | None
    values: list[tuple[str, str]]


def library() -> Library:
    """As it is now. Costs one query while nothing has changed."""
    return keeper.get()


def newest(limit: int, user, *having: tuple[str, str]) -> list[Document]:
    """The first documents that have all these values and that no document of another title has taken over."""
    catalogue = library().newest_first
    chosen = catalogue.everything & ~catalogue.having(*SUPERSEDED)
    for facet, value in having:
        chosen &= catalogue.having(facet, value)
    return Listing(catalogue, chosen, partial(shown, user=user, whole=False))[:limit]


def make_library(moment: datetime) -> tuple[Library, datetime | None]:
    found = list(entries(moment))
    # Sorted here and not by the database, so that every database has one order.
    found.sort(key=lambda entry: (entry.filed, entry.pk))
    by_title = Catalogue((entry.pk, entry.values) for entry in found)
    found.sort(key=lambda entry: entry.title)
    found.sort(key=lambda entry: entry.dated or date.min, reverse=True)
    newest_first = Catalogue((entry.pk, entry.values) for entry in found)
    until = next_change(moment, Document.objects.all(), Edition.objects.all())
    return Library(newest_first, by_title, choices(newest_first)), until


def entries(moment: datetime) -> Iterator[Entry]:
    documents = Document.objects.live(moment).order_by().values_list(
        "pk", "title", "kind", "publisher__slug", "featured", "succeeded_by_id"
    )  # fmt: skip
    rows = list(documents)
    live = {row[0] for row in rows}
    dates, labels = current_dates(moment), labels_of_documents()
    for pk, title, kind, publisher, featured, successor in rows:
        dated, filed = dates.get(pk), filed_under(title)
        values = [("kind", kind), ("letter", filed[:1]), *labels.get(pk, ())]
        if publisher:
            values.append(("publisher", publisher))
        if dated:
            values.append(("year", str(dated.year)))
        if featured:
            values.append(FEATURED)
        if successor in live:
            values.append(SUPERSEDED)
        yield Entry(pk, title, filed, dated, values)


def current_dates(moment: datetime) -> dict[int, date | None]:
    """The effective date of each document's newest live edition, whether the document is live or not."""
    editions = Edition.objects.live_themselves(moment).order_by("number")
    return dict(editions.values_list("document_id", "effective_date"))  # the last of a document is its newest


def labels_of_documents() -> dict[int, list[tuple[str, str]]]:
    topics, audiences = (
        field.through.objects.order_by()
        .annotate(facet=Value(name))
        .values_list("document_id", "facet", f"{name}__slug")
        for name, field in (("topic", Document.topics), ("audience", Document.audiences))
    )
    found = defaultdict(list)
    for pk, facet, slug in topics.union(audiences, all=True):
        found[pk].append((facet, slug))
    return found


def choices(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    """Every topic, audience and publisher there is, and every year of a document, as pairs of a value and its words."""
    topics, *others = (
        model.objects.order_by().annotate(facet=Value(name)).values_list("facet", "slug", "name")
        for name, model in (("topic", Topic), ("audience", Audience), ("publisher", Publisher))
    )
    found = {"topic": [], "audience": [], "publisher": []}
    for name, slug, words in topics.union(*others, all=True):
        found[name].append((slug, words))
    for pairs in found.values():
        pairs.sort(key=lambda pair: pair[1].casefold())
    years = sorted(catalogue.facets.get("year", {}), key=int, reverse=True)
    return found | {"kind": Document.Kind.choices, "year": [(year, year) for year in years]}


keeper = Keeper(make_library)
