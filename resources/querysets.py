import re
from datetime import datetime
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.core.files import File
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from lscb_site.files.receiving import received
from lscb_site.publishing.models import PublishableQuerySet
from lscb_site.publishing.states import State, live_at, out_by
from resources.uploading import attach, free_slug, title_of

if TYPE_CHECKING:
    from resources.models import Comparison, Document, Edition, EditionFile

M = TypeVar("M", bound=models.Model)

ARTICLE = re.compile("(?:THE|AN?) ")


def filed_under(title: str) -> str:
    """A title as a library's catalogue has it: “The London Protocol” under LONDON PROTOCOL."""
    title = title.upper()
    article = ARTICLE.match(title)
    return title[article.end() :] if article else title


def all_documents() -> "DocumentQuerySet":
    # Imported late, as in the next two: the models stand on this module.
    from resources.models import Document

    return Document.objects.all()


def all_editions() -> "EditionQuerySet":
    from resources.models import Edition

    return Edition.objects.all()


def all_files() -> "EditionFileQuerySet":
    from resources.models import EditionFile

    return EditionFile.objects.all()


class DocumentQuerySet(PublishableQuerySet["Document"]):
    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def matching(self, text: str) -> Self:
        """Every word stands in the title or the summary."""
        words = (Q(title__icontains=word) | Q(summary__icontains=word) for word in text.split())
        return self.filter(*words)

    def not_succeeded(self) -> Self:
        """Leaves out what a live document of another title has taken over."""
        return self.exclude(succeeded_by__in=self.model.objects.live())

    def from_upload(self, upload: "File[bytes]") -> "tuple[Document, bool]":
        """The document that an uploaded file is, and whether it is new: a draft with a first edition and that file.

        Bytes that are the newest edition of a document already are that document. The caller holds the transaction.
        Raises `lscb_site.files.inspection.Refused`.
        """
        if known := self._known_by(received(upload).sha256):
            return known, False
        title = title_of(upload)
        document = self.create(title=title, slug=free_slug(self.model.objects, title))
        edition = document.editions.create()
        attach(edition.files.model(edition=edition, title=title), upload)
        return document, True

    def _known_by(self, digest: str) -> "Document | None":
        holders = self.exclude(state="withdrawn").filter(editions__files__sha256=digest).distinct()
        newest = (document.editions.newest_first().first() for document in holders)
        held = (edition for edition in newest if edition and edition.files.filter(sha256=digest).exists())
        return next((edition.document for edition in held), None)

    def for_lists(self) -> Self:
        """Without the text that a list does not print: it may be long."""
        return self.defer("body")

    def with_editions(self, user: User | AnonymousUser) -> Self:
        """Everything a list or a page prints of documents, their editions and files, in three queries.

        Fetches `document.visible_editions`, newest first, each with its files.
        """
        editions = all_editions().visible_to(user).newest_first()
        return self.select_related("publisher", "succeeded_by").prefetch_related(
            Prefetch("editions", queryset=editions.prefetch_related("files"), to_attr="fetched_editions")
        )


class EditionQuerySet(PublishableQuerySet["Edition"]):
    def newest_first(self) -> Self:
        return self.order_by("-number")

    def live_themselves(self, moment: datetime) -> Self:
        """Live by their own dates, whatever their documents are."""
        return self.filter(live_at(moment))

    def current(self) -> Self:
        """The newest live edition of each live document."""
        newer = self.model.objects.live().filter(document=OuterRef("document"), number__gt=OuterRef("number"))
        return self.live().exclude(Exists(newer))

    def not_succeeded(self) -> Self:
        """Leaves out those of documents that a live one of another title has taken over."""
        successor = all_documents().live().filter(pk=OuterRef("document__succeeded_by"))
        return self.exclude(Exists(successor))

    def gone(self) -> Self:
        """Editions that readers could open until they or their document were withdrawn."""
        now = timezone.now()
        is_withdrawn = Q(state=State.WITHDRAWN) | Q(document__state=State.WITHDRAWN)
        return self.filter(is_withdrawn, out_by(now), out_by(now, "document__"))


class ComparisonQuerySet(PublishableQuerySet["Comparison"]):
    def waiting_to_be_compared(self) -> Self:
        """Those whose editions' main files are read and are not the two that were compared.

        Adds `older_digest` and `newer_digest`, those of the files to compare.
        """
        # Cast, because Django compares what comes out of JSON with JSON alone.
        made_of = {f"{part}_compared": Cast(KT(f"changes__{part}"), models.CharField()) for part in ("older", "newer")}
        read = {f"{part}_digest": self._main_file_read(f"{part}_id") for part in ("older", "newer")}
        is_made_of_them = Q(older_compared=F("older_digest"), newer_compared=F("newer_digest"))
        both_read = self.annotate(**made_of, **read).exclude(older_digest=None).exclude(newer_digest=None)
        return both_read.filter(Q(compared_at=None) | ~is_made_of_them)

    def _main_file_read(self, edition: str) -> Subquery:
        files = all_files().filter(edition=OuterRef(edition), role="main", reading="done")
        return Subquery(files.exclude(file="").values("sha256")[:1])


class DigestQuerySet(models.QuerySet[M]):
    def with_digest(self, start: str) -> Self:
        """Files whose digest begins with these hexadecimal digits: as a range, which both databases' indexes serve."""
        return self.filter(sha256__gte=start, sha256__lt=f"{start}g")


class EditionFileQuerySet(DigestQuerySet["EditionFile"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Files of editions that `user` may open; a file has no other door."""
        editions = all_editions().visible_to(user)
        return self.filter(Exists(editions.filter(pk=OuterRef("edition_id"))))

    def available(self) -> Self:
        """Files that can be handed out: they are to hand, and nothing is known to be wrong with their bytes."""
        return self.exclude(file="").filter(fault="")

    def faulty(self) -> Self:
        """Files whose bytes were found missing or damaged."""
        return self.exclude(fault="")

    def gone(self) -> Self:
        """Files that went with their withdrawn edition or document."""
        return self.filter(edition__in=all_editions().gone())

    def with_succession(self, user: User | AnonymousUser) -> Self:
        """With all that `succession` reads of each file's edition, in one query more. The editions come without files:
        the answer to a request for bytes names them and prints none."""
        editions = all_editions().visible_to(user).newest_first()
        return self.select_related("edition__document__succeeded_by").prefetch_related(
            Prefetch("edition__document__editions", queryset=editions, to_attr="fetched_editions")
        )

    def waiting_to_be_read(self, moment: datetime) -> Self:
        """Files whose facts a worker must still read, whoever was killed before: the job is found from the row."""
        return self.available().filter(reading="pending").filter(Q(read_after=None) | Q(read_after__lte=moment))
