"""Documents with all that a list or a page prints of them, in three queries that are compiled once.

Visitors, who see what is live, get them from prepared queries. Staff who may preview drafts get the same from the ORM.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Value, prefetch_related_objects
from django.utils import timezone

from lscb_site.publishing.prepared import PreparedQuery
from lscb_site.publishing.states import live_at
from resources.models import Audience, Collection, Comparison, Correction, Document, Edition, EditionFile, Topic


@dataclass(frozen=True)
class Filed:
    """A topic, an audience or a collection that a document is filed under."""

    slug: str
    title: str

    def __str__(self):
        return self.title


def live_documents(moment: datetime, pks: list[int]):
    # A list prints no body: it may be long.
    return Document.objects.live(moment).filter(pk__in=pks).order_by().select_related(*RELATED).defer("body")


def live_document_at(moment: datetime, slug: str):
    return Document.objects.live(moment).filter(slug=slug).order_by().select_related(*RELATED)


def live_editions(moment: datetime, pks: list[int]):
    return Edition.objects.live_themselves(moment).filter(document__in=pks).order_by("-number")


def newest_live_editions(moment: datetime, pks: list[int]):
    newer = Edition.objects.live_themselves(moment).filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    return live_editions(moment, pks).exclude(Exists(newer))


def files(pks: list[int]):
    return EditionFile.objects.filter(edition__in=pks).order_by("position", "pk").defer("health")


def corrections_of_live_editions(moment: datetime, pk: int):
    return Correction.objects.filter(live_at(moment, "edition__"), edition__document=pk)


def live_comparisons(moment: datetime, pk: int):
    pairs = Comparison.objects.live(moment).filter(older__document=pk).order_by("older__number")
    return pairs.values_list("newer_id", "older_id")


def filings(moment: datetime, pk: int):
    parts = [
        model.objects.filter(documents=pk).order_by().annotate(kind=Value(kind)).values_list("kind", "slug", "name")
        for kind, model in (("topics", Topic), ("audiences", Audience))
    ]
    collections = Collection.objects.live(moment).filter(items__document=pk).order_by()
    parts.append(collections.annotate(kind=Value("collections")).values_list("kind", "slug", "title"))
    return parts[0].union(*parts[1:], all=True)


RELATED = ("publisher", "succeeded_by")
of_pks, of_slug = PreparedQuery(live_documents), PreparedQuery(live_document_at)
editions_of, newest_edition_of = PreparedQuery(live_editions), PreparedQuery(newest_live_editions)
files_of = PreparedQuery(files)
corrections_of, comparisons_of = PreparedQuery(corrections_of_live_editions), PreparedQuery(live_comparisons)
filings_of = PreparedQuery(filings)


def shown(pks: list[int], user, *, whole=True) -> dict[int, Document]:
    """Those of the documents that `user` may open, by primary key, each with its `visible_editions` and their files.

    Where the `whole` is not wanted, visitors get the current edition alone: a list prints no other.
    """
    pks = sorted(set(pks))
    if not pks:
        return {}
    if previews(user):
        documents = list(Document.objects.filter(pk__in=pks).select_related(*RELATED))
    else:
        documents = of_pks.all(moment=timezone.now(), pks=pks)
    fill(documents, user, editions_of if whole else newest_edition_of)
    return {document.pk: document for document in documents}


def shown_at(slug: str, user) -> Document | None:
    """The document at an address, if `user` may open it, with its editions, their files and their corrections."""
    if previews(user):
        document = Document.objects.filter(slug=slug).select_related(*RELATED).first()
    else:
        document = next(iter(of_slug.all(moment=timezone.now(), slug=slug)), None)
    if document:
        fill([document], user)
        if previews(user):
            prefetch_related_objects([document], "visible_editions__corrections")
        else:
            corrections = corrections_of.all(moment=timezone.now(), pk=document.pk)
            attach(document.visible_editions, "edition", "corrections", corrections)
    return document


def filed_under(document: Document) -> dict[str, list[Filed]]:
    """Its `topics`, `audiences` and live `collections`, each in the order of their names."""
    found = {"topics": [], "audiences": [], "collections": []}
    for kind, slug, title in filings_of.all(moment=timezone.now(), pk=document.pk):
        found[kind].append(Filed(slug, title))
    return {kind: sorted(filed, key=lambda each: each.title) for kind, filed in found.items()}


def previews(user) -> bool:
    """Whether `user` may open what is not live."""
    return user.is_staff and user.has_perm("resources.view_document")


def fill(documents: list[Document], user, editions_of=editions_of):
    """Give each its `visible_editions`, newest first, and each edition its files."""
    if previews(user):
        editions = Edition.objects.visible_to(user).newest_first().prefetch_related("files")
        prefetch_related_objects(documents, Prefetch("editions", queryset=editions, to_attr="visible_editions"))
        return
    pks = [document.pk for document in documents]
    editions = editions_of.all(moment=timezone.now(), pks=pks) if pks else []
    found = defaultdict(list)
    for edition in editions:
        found[edition.document_id].append(edition)
    for document in documents:
        document.visible_editions = found[document.pk]
        for edition in document.visible_editions:
            edition.document = document
    attach(editions, "edition", "files", files_of.all(pks=[edition.pk for edition in editions]) if editions else [])


def attach(owners: list, field: str, name: str, items: list):
    """As `prefetch_related` leaves the reverse side of a foreign key: `owner.<name>.all()` costs no query."""
    found = {owner.pk: (owner, []) for owner in owners}
    for item in items:
        owner, its = found[getattr(item, f"{field}_id")]
        setattr(item, field, owner)
        its.append(item)
    for owner, its in found.values():
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = fetched(type(owner), name, its)


def fetched(model, name: str, items: list) -> QuerySet:
    """A queryset that has its rows. To make one anew for each owner takes longer than to fetch them."""
    queryset = QuerySet.__new__(QuerySet)
    queryset.__dict__ |= empty(model, name).__dict__ | {"_result_cache": items, "_prefetch_done": True}
    return queryset


@cache
def empty(model, name: str) -> QuerySet:
    return QuerySet(model._meta.get_field(name).related_model)
