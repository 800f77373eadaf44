import re
from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.core.files import File
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from lscb_site.files.finding_kinds import MUST_BE_ANSWERED
from lscb_site.files.kinds import FileKind
from lscb_site.files.reading import READ_BY
from lscb_site.files.receiving import received
from lscb_site.publishing.force import force_expression
from lscb_site.publishing.models import PublishableQuerySet
from lscb_site.publishing.states import State, live_at, out_by
from lscb_site.web.readers_clock import now_for_readers
from resources.uploading import attach, free_slug, title_of

if TYPE_CHECKING:
    from resources.models import Comparison, Document, Edition, EditionFile, PrivateFinding, StatementOfForce

M = TypeVar("M", bound=models.Model)

LINKS = 4  # of a chain of documents that followed one another: what can be opened only further on sets none aside
UNCONFIRMABLE = "demonstration"  # stands for the digest of a file that nobody can confirm, and is none
ARTICLE = re.compile("(?:THE|AN?) ")
READABLE = ~Q(file="") & (Q(fault="") | Q(reading="done") & ~Q(kind=FileKind.DOC.value))


def filed_under(title: str) -> str:
    """A title as a library's catalogue has it: “The London Protocol” under LONDON PROTOCOL."""
    title = title.upper()
    article = ARTICLE.match(title)
    return title[article.end() :] if article else title


def all_documents() -> "DocumentQuerySet":
    # Imported late, as in the next three: the models stand on this module.
    from resources.models import Document

    return Document.objects.all()


def all_editions() -> "EditionQuerySet":
    from resources.models import Edition

    return Edition.objects.all()


def all_statements() -> "models.QuerySet[StatementOfForce]":
    from resources.models import StatementOfForce

    return StatementOfForce.objects.all()


def all_files() -> "EditionFileQuerySet":
    from resources.models import EditionFile

    return EditionFile.objects.all()


class DocumentQuerySet(PublishableQuerySet["Document"]):
    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def matching(self, text: str) -> Self:
        """Every word stands in the title, in the earlier one or in the summary."""
        fields = ("title", "former_title", "summary")
        words = (reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields)) for word in text.split())
        return self.filter(*words)

    def set_aside(self, moment: datetime) -> Self:
        """Live documents whose place was taken by one of another title that readers can open, or by what followed that.

        A successor that nobody can open pushes nothing out of reach.
        """
        return self.filter(self.model.live_rule(moment), leads_to_what_opens(self.model, moment))

    def with_force(self, moment: datetime) -> Self:
        """Each live document with `force`, that of its newest edition; see `resources.force` for one in hand."""
        newest = all_editions().live_themselves(moment).filter(document=OuterRef("pk")).newest_first()
        bytes_of = Case(When(is_demonstration=True, then=Value(UNCONFIRMABLE)), default=F("sha256"))
        main = all_files().filter(edition=OuterRef("newest_edition")).main_first().values(bytes_of=bytes_of)
        speaks = Case(
            When(ended_on__isnull=True, of_sha256=OuterRef("bytes_to_confirm"), then=F("check_on")),
            output_field=models.DateField(),
        )
        said = all_statements().filter(document=OuterRef("pk")).order_by("-pk").annotate(speaks=speaks).values("speaks")
        successor = self.model.objects.live(moment).filter(pk=OuterRef("succeeded_by"))
        known = self.annotate(newest_edition=Subquery(newest.values("pk")[:1]))
        known = known.annotate(bytes_to_confirm=Coalesce(Subquery(main[:1]), Value("")))
        return known.annotate(
            stated_until=Case(
                When(newest_edition=None, then=Subquery(said.filter(edition=None)[:1])),
                default=Subquery(said.filter(edition=OuterRef("newest_edition"))[:1]),
            ),
            force=force_expression(
                timezone.localdate(moment),
                is_superseded=Q(Exists(successor)),
                is_record=Q(kind__in=self.model.RECORDS),
                check_on="stated_until",
            ),
        )

    def from_upload(self, upload: "File[bytes]", said: Mapping[str, Any] | None = None) -> "tuple[Document, bool]":
        """The document that an uploaded file is, and whether it is new: a draft with a first edition and that file.

        `said` of its title, kind, day and language goes before what the file says.

        Bytes that are the newest edition of a document already are that document. The caller holds the transaction.
        Raises `lscb_site.files.inspection.Refused`.
        """
        if known := self.known_by(received(upload).sha256):
            return known, False
        said = said or {}
        title = said.get("title") or title_of(upload)
        kind = {"kind": said["kind"]} if said.get("kind") else {}
        document = self.create(title=title, slug=free_slug(self.model.objects, title), **kind)
        day = {"effective_date": said["date"], "date_precision": said["precision"]} if said.get("date") else {}
        edition = document.editions.create(**day)
        file = edition.files.model(edition=edition, title=title, said_language=said.get("language", ""))
        attach(file, upload)
        return document, True

    def known_by(self, digest: str) -> "Document | None":
        """The one whose newest edition has a file of these bytes already, in whatever state but withdrawn."""
        holders = self.exclude(state="withdrawn").filter(editions__files__sha256=digest).distinct()
        newest = (document.editions.newest_first().first() for document in holders)
        held = (edition for edition in newest if edition and edition.files.filter(sha256=digest).exists())
        return next((edition.document for edition in held), None)

    def for_lists(self) -> Self:
        """Without the text that a list does not print: it may be long."""
        return self.defer("body")

    def with_editions(self, user: User | AnonymousUser) -> Self:
        """Everything a list or a page prints of documents, their editions and files, in four queries.

        Fetches `document.visible_editions`, newest first, each with its files, and what was stated of any of them.
        """
        return self.with_files(user).prefetch_related("statements")

    def with_files(self, user: User | AnonymousUser) -> Self:
        """The same of documents that something took the place of: nothing is stated of these. Three queries."""
        editions = all_editions().visible_to(user).newest_first().prefetch_related("files")
        return self.select_related("publisher", "succeeded_by").prefetch_related(
            Prefetch("editions", queryset=editions, to_attr="fetched_editions")
        )


def leads_to_what_opens(model: "type[Document]", moment: datetime, path: str = "succeeded_by") -> Q:
    """What followed a document is live, and either can be opened or is followed in its turn by what can."""
    readable = all_editions().live_themselves(moment).readable()  # once: the ORM takes longer over it than a database
    leads = Q()
    for followed in reversed([path + further * "__succeeded_by" for further in range(LINKS)]):
        opens = Q(Exists(readable.filter(document=OuterRef(followed)))) | Q(**{f"{followed}__lives_at__gt": ""})
        leads = model.live_rule(moment, f"{followed}__") & (opens | leads)
    return leads


class EditionQuerySet(PublishableQuerySet["Edition"]):
    def newest_first(self) -> Self:
        return self.order_by("-number")

    def live_themselves(self, moment: datetime) -> Self:
        """Live by their own dates, whatever their documents are."""
        return self.filter(live_at(moment))

    def readable(self) -> Self:
        """Those whose document itself is here to be read: `Edition.can_be_read` for a query.

        What is no main file counts where there is none.
        """
        main = all_files().filter(edition=OuterRef("edition"), role="main")
        files = all_files().filter(Q(role="main") | ~Exists(main), edition=OuterRef("pk"))
        return self.filter(Exists(files.readable()))

    def current(self) -> Self:
        """The newest live edition of each live document, whether we have its file or not."""
        newer = self.model.objects.live().filter(document=OuterRef("document"), number__gt=OuterRef("number"))
        return self.live().exclude(Exists(newer))

    def gone(self) -> Self:
        """Editions that readers could open until they or their document were withdrawn."""
        now = now_for_readers()
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

    def readable(self) -> Self:
        """Files that can be handed out, or whose text was read while they were whole: `EditionFile.can_be_read`."""
        return self.filter(READABLE)

    def main_first(self) -> Self:
        """Of an edition's files first the one that readers take to be it: `Edition.main_file` for a query."""
        last = [Case(When(rule, then=Value(0)), default=Value(1)) for rule in (Q(role="main"), READABLE)]
        return self.order_by(*last, "position", "pk")

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
        """Files that a worker must still read or check, whoever was killed before: the job is found from the row. What
        an earlier version of the readers read is read once more."""
        by_others = Q(reading="done") & ~Q(read_by=READ_BY)
        waits = self.available().filter(Q(reading="pending") | by_others | Q(private_check="pending"))
        return waits.filter(Q(read_after=None) | Q(read_after__lte=moment))


class PrivateFindingQuerySet(models.QuerySet["PrivateFinding"]):
    def open(self) -> Self:
        """Those that a publisher must still look at: `PrivateFinding.is_open` for a query."""
        return self.filter(code__in=MUST_BE_ANSWERED, answered_at=None)

    def of_live_files(self) -> Self:
        """Those of files that readers can have now."""
        return self.filter(file__edition__in=all_editions().live())

    def count_files(self) -> int:
        """In how many files they are."""
        return self.order_by().values("file").distinct().count()
