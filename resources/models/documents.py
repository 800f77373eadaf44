"""A document is the work ("The London CSE Operating Protocol"), whatever its edition."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from djangocms_text.fields import HTMLField

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.pinning import PinsEdition
from lscb_site.publishing.states import State
from lscb_site.text.job_roles import refuse_a_name
from lscb_site.web.addresses import slug_constraint
from lscb_site.web.circles import in_words, one_at_a_time, way_back
from resources.models.force import ClaimsForce
from resources.models.labels import Audience, Publisher, Topic
from resources.querysets import DocumentQuerySet
from resources.search import FoundDocument

if TYPE_CHECKING:
    from resources.models.editions import Edition
    from resources.models.files import EditionFile

not_a_section = RegexValidator(
    r"^(files|check|collections|feed)$",
    "This address is taken by a part of the library: choose another.",
    inverse_match=True,
)


class Document(ClaimsForce, FoundDocument, Publishable):
    class Kind(models.TextChoices):
        PROTOCOL = "protocol", "Protocol"
        AGREEMENT = "agreement", "Agreement"
        GUIDANCE = "guidance", "Guidance"
        REPORT = "report", "Report"
        AGENDA = "agenda", "Agenda"
        PRESENTATION = "presentation", "Presentation"
        PROCEDURE = "procedure", "Procedure"
        FORM = "form", "Form"

    # What tells of a day or of a piece of work claims nothing about today. Everything else can be in force.
    RECORDS = frozenset({Kind.REPORT, Kind.AGENDA, Kind.PRESENTATION})

    kind = models.CharField(
        max_length=12,
        choices=Kind,
        default=Kind.REPORT,
        help_text="Of a protocol, agreement, guidance or procedure readers are told whether it is in force.",
    )
    title = models.CharField(max_length=200, help_text="As its first page prints it, without the edition.")
    former_title = models.CharField(
        "earlier title",
        max_length=200,
        blank=True,
        help_text="What it was called before, if it was renamed: whoever searches for that finds it.",
    )
    slug = models.SlugField(
        "address",
        max_length=200,
        unique=True,
        validators=[not_a_section],
        help_text="The last part of its address. If you change it later, the old address leads to the new one.",
    )
    summary = models.CharField(
        max_length=300, blank=True, help_text="One or two sentences: what it is and whom it helps."
    )
    body = HTMLField("about this document", blank=True, help_text="What a reader should know before opening it.")
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="documents", help_text="What it is about. Readers choose by them."
    )
    audiences = models.ManyToManyField(
        Audience, blank=True, related_name="documents", help_text="Whose work it is for. Readers choose by them."
    )
    publisher = models.ForeignKey(
        Publisher,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        help_text="Who issued it. Leave it empty if nobody is named.",
    )
    lives_at = models.URLField(
        "where it lives",
        max_length=500,
        blank=True,
        help_text="For a document that is kept on another site: its address there. Readers are led to it first.",
    )
    owner = models.CharField(
        "kept by",
        max_length=120,
        blank=True,
        validators=[refuse_a_name],
        help_text="The role that keeps it true, such as “Policy officer”: not a name.",
    )
    featured = models.BooleanField(default=False, help_text="Shown among the featured documents on the home page.")
    succeeded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="succeeds",
        help_text="A document with another title that took this one's place. For a new edition add an edition instead.",
    )

    fetched_editions: "list[Edition]"  # by `with_editions`

    objects: ClassVar = DocumentQuerySet.as_manager()
    parts = ("sources",)

    class Meta(Publishable.Meta):
        ordering = ["title"]
        constraints = [
            *Publishable.Meta.constraints,
            slug_constraint("resources_document_slug_makes_an_address"),
            models.CheckConstraint(
                condition=Q(succeeded_by__isnull=True) | ~Q(succeeded_by=models.F("id")),
                name="resources_document_not_its_own_successor",
                violation_error_message="A document cannot take its own place.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resources:detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if words := self._circle():
            raise ValidationError({"succeeded_by": f"{words}: readers would find neither. Choose another, or none."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises IntegrityError where somebody else has just said the opposite of what this row says."""
        with transaction.atomic():
            if self.succeeded_by_id:
                one_at_a_time(Document)
                if words := self._circle():
                    raise IntegrityError(words)
            super().save(*args, **kwargs)

    def _circle(self) -> str:
        """The circle that its successor would close, in words; empty where it closes none."""
        if not (self.pk and self.succeeded_by_id) or self.pk == self.succeeded_by_id:
            return ""  # of itself the constraint speaks
        followed = Document.objects.exclude(succeeded_by=None).order_by().values_list("pk", "succeeded_by_id")
        way = way_back(self.pk, [self.succeeded_by_id], lambda some: followed.filter(pk__in=some))
        titles = Document.objects.in_bulk(way)
        return in_words([titles[pk].title for pk in way], "is followed by") if way else ""

    @property
    def visible_editions(self) -> "list[Edition]":
        """The editions that a reader may open, newest first, each with its files.

        Those of the reader for whom `with_editions(user)` fetched them with a whole list. Of a row that comes without
        them: a visitor's, asked anew each time, in two queries.
        """
        if "fetched_editions" in self.__dict__:
            return self.fetched_editions
        return list(self.editions.live().newest_first().prefetch_related("files"))

    @property
    def current_edition(self) -> "Edition | None":
        """The newest live edition, whether we have its file or not."""
        return next((edition for edition in self.visible_editions if edition.is_live_itself), None)

    @property
    def leading_edition(self) -> "Edition | None":
        """The newest live edition that readers can open here; where they can open none, the newest."""
        live = (edition for edition in self.visible_editions if edition.is_live_itself and edition.can_be_read)
        return next(live, self.current_edition)

    @property
    def shown_edition(self) -> "Edition | None":
        """The leading edition; of a draft, which only staff see, the newest: what readers will see once it is live."""
        if self.is_live or self.current_edition:
            return self.leading_edition
        return next(iter(self.visible_editions), None)

    def edition_for(self, row: PinsEdition) -> "Edition | None":
        """The edition that `row` shows readers: the one it pins, else what everybody sees.

        One that these readers may not open, because it is withdrawn or a draft, gives way to its successor.
        """
        pinned = (edition for edition in self.visible_editions if edition.pk == row.edition_id)
        return next(pinned, self.shown_edition)

    def has_newer(self, edition: "Edition | None") -> bool:
        """Whether the page of the document leads with a newer edition than this one."""
        leading = self.leading_edition
        return bool(edition and leading and edition.number < leading.number)

    @property
    def live_successor(self) -> "Document | None":
        """The document of another title that took its place, once readers can open that."""
        return self.succeeded_by if self.succeeded_by and self.succeeded_by.is_live else None

    def goes_live_with(self) -> "Iterator[Edition]":
        """A document without a live edition is an empty page, so its first draft edition goes live with it."""
        if not self.editions.exclude(state="draft").exists():
            yield from self.editions.all()

    @property
    def is_record(self) -> bool:
        return self.kind in self.RECORDS

    def claims_of_force(self) -> "Iterator[ClaimsForce]":
        """The edition that readers will have; the document itself where it has none."""
        if not self.is_record:
            published = [edition for edition in self.editions.newest_first() if edition.is_live_itself]
            yield next(iter([*self.goes_live_with(), *published]), self)

    def files_held_back(self) -> "Iterator[EditionFile]":
        """Of every edition that readers get with it, also of one that was published while this was a draft."""
        published = (edition for edition in self.editions.all() if edition.state == State.PUBLISHED)
        for edition in {*self.goes_live_with(), *published}:
            yield from edition.files_held_back()

    def refuse_files_held_back(self) -> None:
        for edition in self.editions.all():
            if edition.state == State.PUBLISHED:
                edition.refuse_files_held_back()

    def publish(self) -> None:
        """Raises ValidationError too where a file that readers would get must be looked at first."""
        self.refuse_files_held_back()
        super().publish()

    @property
    def kind_in_words(self) -> str:
        return self.get_kind_display()

    @property
    def kind_of_several(self) -> str:
        """“Presentations”: what a heading calls several documents of its kind."""
        return self.get_kind_display() + ("" if self.kind == self.Kind.GUIDANCE else "s")

    def brings(self) -> "Iterator[str]":
        """The files of the edition that readers will see."""
        for edition in self._brought():
            yield from edition.brings()

    def brings_marks(self) -> "Iterator[str]":
        for edition in self._brought():
            yield from edition.brings_marks()

    def _brought(self) -> "Iterable[Edition]":
        published = (edition for edition in self.editions.newest_first() if edition.is_live_itself)
        return list(self.goes_live_with()) or islice(published, 1)
