"""The live documents as lists choose among them: in two orders, each with the labels that readers filter by.

It is kept in memory under the content version (decision 10), so that a list fetches only the documents that it prints.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser, User

from lscb_site.caching.keeper import Keeper
from lscb_site.publishing.moments import next_moment
from lscb_site.web.facets import Facets, Label
from resources.models import Audience, Document, Edition, Publisher, Topic
from resources.querysets import filed_under

FACETS = ("kind", "topic", "audience", "publisher", "year", "letter")


@dataclass(frozen=True)
class Library:
    """The primary keys of every live document, and the words of the choices beside their list."""

    newest_first: list[int]  # by the effective date of the edition that leads
    by_title: list[int]
    set_aside: frozenset[int]  # another document that readers can open took their place
    featured: frozenset[int]
    facets: Facets
    choices: dict[str, list[tuple[str, str]]]  # of a facet: pairs of a value and its words


def newest(limit: int, user: User | AnonymousUser, *labels: Label, featured: bool = False) -> list[Document]:
    """The first documents that have all these labels and that nothing readers can open has taken over."""
    kept = library.get()
    pks = kept.facets.narrowed(set(kept.newest_first) - kept.set_aside, labels)
    if featured:
        pks &= kept.featured
    return documents_of([pk for pk in kept.newest_first if pk in pks][:limit], user)


def documents_of(pks: Iterable[int], user: User | AnonymousUser) -> list[Document]:
    """The documents with these primary keys, in their order, with what a list prints of them."""
    pks = list(pks)
    found = Document.objects.live().for_lists().with_editions(user).in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def make_library(moment: datetime) -> tuple[Library, datetime | None]:
    rows = list(
        Document.objects.live(moment).order_by("pk").values_list("pk", "title", "kind", "publisher__slug", "featured")
    )
    live = {pk for pk, *_ in rows}
    titles = {pk: title for pk, title, *_ in rows}
    filed = {pk: filed_under(title) for pk, title in titles.items()}
    editions = Edition.objects.live(moment).order_by("number")
    dates = dict(editions.values_list("document_id", "effective_date"))  # the last of a document is its newest
    dates |= dict(editions.readable().values_list("document_id", "effective_date"))
    labels = labels_of_documents()
    for pk, _, kind, publisher, *_ in rows:
        labels[pk] += [("kind", kind), ("letter", filed[pk][:1])]
        labels[pk] += [("publisher", publisher)] if publisher else []
        labels[pk] += [("year", str(day.year))] if (day := dates.get(pk)) else []
    # Sorted here and not by the database, so that every database has one order.
    newest_first = sorted(live, key=titles.__getitem__)
    newest_first.sort(key=lambda pk: dates.get(pk) or date.min, reverse=True)
    facets = Facets((pk, labels[pk]) for pk in live)
    made = Library(
        newest_first=newest_first,
        by_title=sorted(live, key=lambda pk: (filed[pk], pk)),
        set_aside=frozenset(Document.objects.set_aside(moment).values_list("pk", flat=True)),
        featured=frozenset(pk for pk, *_, featured in rows if featured),
        facets=facets,
        choices=make_choices(facets),
    )
    return made, next_moment(moment, Document, Edition)


def labels_of_documents() -> defaultdict[int, list[Label]]:
    """The topics and audiences of each document, by its primary key."""
    found = defaultdict(list)
    for facet, field in (("topic", Document.topics), ("audience", Document.audiences)):
        for pk, slug in field.through.objects.values_list("document_id", f"{facet}__slug"):
            found[pk].append((facet, slug))
    return found


def topics_in_use() -> list[tuple[str, str]]:
    """The slug and the name of each topic that a live document has, A to Z."""
    kept = library.get()
    used = kept.facets.values("topic")
    return [(slug, name) for slug, name in kept.choices["topic"] if slug in used]


def make_choices(facets: Facets) -> dict[str, list[tuple[str, str]]]:
    """Every kind, topic, audience and publisher there is, and every year of a document."""
    years = sorted(facets.values("year"), key=int, reverse=True)
    return {
        "kind": Document.Kind.choices,
        "topic": named(Topic),
        "audience": named(Audience),
        "publisher": named(Publisher),
        "year": [(year, year) for year in years],
    }


def named(model: type[Topic | Audience | Publisher]) -> list[tuple[str, str]]:
    return sorted(model.objects.order_by().values_list("slug", "name"), key=lambda pair: pair[1].casefold())


library = Keeper(make_library)
