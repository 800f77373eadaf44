"""What can be found of the library: documents, every page of their editions' files, collections.

A document and its newest editions, back to the one that readers can open, stand in the results as one. An edition
before that stands by itself.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.utils.html import strip_tags

from lscb_site.files.kinds import FileKind
from lscb_site.publishing.states import State
from lscb_site.search.indexing import index, index_all
from lscb_site.search.searchable import DEMONSTRATION, Beside, Found, Passage, Searchable
from resources.file_states import file_state
from resources.querysets import leads_to_what_opens

if TYPE_CHECKING:
    from resources.models import Audience, Collection, Document, Edition, EditionFile, Publisher, Topic
    from resources.querysets import DocumentQuerySet, EditionQuerySet

LONGEST_LABEL = 150  # characters of it that leave room for what comes behind it
MACHINE = " (read by a machine)"
A_FILE = 100_000  # the numbers that the pages of one file have among all of an edition's


class FoundDocument(Searchable):
    def found(self) -> Found | None:
        document = cast("Document", self)
        if document.state != State.PUBLISHED:
            return None
        said = "\n".join(filter(None, [document.summary, strip_tags(document.body)]))
        return Found(
            **about(document),
            passages=[Passage(said, also=f"{document.get_kind_display()} {document.publisher or ''}")],
            names=tuple(filter(None, [document.title, document.former_title])),
        )

    def found_with(self) -> "Iterator[Edition]":
        # Its values as they are stored: those in hand may not all have been saved.
        return cast("Document", self).editions.select_related("document").iterator()

    @classmethod
    def to_index(cls) -> "DocumentQuerySet":
        found = cast("type[Document]", cls).objects.filter(state=State.PUBLISHED)
        return found.select_related("publisher").prefetch_related("topics")

    @classmethod
    def found_superseded(cls, moment: datetime) -> "DocumentQuerySet":
        """Those whose place was taken by what readers can open. A successor that nobody can open leaves them in."""
        return cast("type[Document]", cls).objects.set_aside(moment)

    @classmethod
    def found_beside(cls, keys: list[int]) -> dict[int, Beside]:
        documents = cast("type[Document]", cls).objects.live().for_lists().with_editions(AnonymousUser())
        return {pk: beside(document) for pk, document in documents.in_bulk(keys).items()}


class FoundEdition(Searchable):
    def found(self) -> Found | None:
        edition = cast("Edition", self)
        if edition.state != State.PUBLISHED or edition.document.state != State.PUBLISHED:
            return None
        files = sorted(edition.files.all(), key=lambda file: file.role != file.Role.MAIN)
        main = files[0] if files else None
        passages = [Passage(edition.change_note)] if edition.change_note else []
        for place, file in enumerate(files):
            passages += pages_of(file, place)
        return Found(
            **about(edition.document),
            passages=passages,
            date=edition.effective_date,
            date_precision=edition.date_precision,
            title_apart=str(edition),
            url_apart=edition.get_absolute_url(),
            mark=file_state(main),
        )

    @classmethod
    def to_index(cls) -> "EditionQuerySet":
        editions = cast("type[Edition]", cls).objects
        found = editions.filter(state=State.PUBLISHED, document__state=State.PUBLISHED)
        return found.select_related("document").prefetch_related("document__topics", "files")

    @classmethod
    def found_superseded(cls, moment: datetime) -> "EditionQuerySet":
        """Those before one that readers can open, and those of a document that is left out as a whole."""
        model = cast("type[Edition]", cls)
        newer = model.objects.live_themselves(moment).readable()
        newer = newer.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
        document = cast("type[Document]", model._meta.get_field("document").related_model)
        is_followed = leads_to_what_opens(document, moment, "document__succeeded_by")
        return model.objects.live(moment).filter(Q(Exists(newer)) | is_followed)


class FoundCollection(Searchable):
    def found(self) -> Found | None:
        collection = cast("Collection", self)
        if collection.state != State.PUBLISHED:
            return None
        said = "\n".join(filter(None, [collection.summary, strip_tags(collection.body)]))
        return Found(
            title=collection.title,
            url=collection.get_absolute_url(),
            kind="collection",
            kind_words="Collection",
            passages=[Passage(said)],
            names=(collection.title,),
        )


def about(document: "Document") -> dict[str, Any]:
    return {
        "title": document.title,
        "url": document.get_absolute_url(),
        "kind": document.kind,
        "kind_words": document.get_kind_display(),
        "group": f"document:{document.pk}",
        "topics": tuple((topic.slug, topic.name) for topic in document.topics.all()),
    }


def beside(document: "Document") -> Beside:
    """Of a document that comes `with_editions`: what lists say of it."""
    from resources.cards import states_of  # the models stand on this module

    edition = document.leading_edition
    date, precision = (edition.effective_date, edition.date_precision) if edition else (None, "day")
    return Beside(states_of(document, edition), date, precision)


def pages_of(file: "EditionFile", place: int) -> list[Passage]:
    """Every page of a file that has been read. A PDF opens at the page, any other kind of file only as text; so does a
    PDF whose bytes are missing or damaged."""
    if not file.has_text_view:
        return []
    opens_at_a_page = file.kind == FileKind.PDF and file.is_available
    address, text_address = file.get_absolute_url(), file.get_text_url()
    found = []
    for page in file.text_pages.defer("html", "furniture"):
        text_url = f"{text_address}{page.place_in_text}"
        label = f"{file.title}, {page.label}" if place else page.label
        marks = f"{MACHINE if page.confidence is not None else ''}{DEMONSTRATION if file.is_demonstration else ''}"
        label = f"{label[:LONGEST_LABEL]}{marks}" if marks else label
        url = f"{address}#page={page.number}" if opens_at_a_page else text_url
        found.append(
            Passage(page.text, place * A_FILE + page.number, label[:200], url, text_url if opens_at_a_page else "")
        )
    return found


def file_changed(instance: "EditionFile", **kwargs: Any) -> None:
    index(instance.edition)


def topics_changed(
    instance: "Document | Topic",
    action: str,
    reverse: bool,
    pk_set: set[int] | None,
    model: "type[Document | Topic]",
    **kwargs: Any,
) -> None:
    if not action.startswith("post_"):
        return
    documents = model.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    for document in documents:
        index_whole(cast("Document", document))


def label_changed(instance: "Topic | Audience | Publisher", created: bool, **kwargs: Any) -> None:
    if not created:
        for document in instance.documents.all():
            index_whole(document)


def index_whole(document: "Document") -> None:
    index_all([document, *document.found_with()])
