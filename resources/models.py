"""The library: documents, their editions and the files of each edition.

A document is the work ("The London CSE Operating Protocol"); an edition is one issue of it; a file is what a reader
downloads. Which edition is current is never stored: it is the newest live one.
"""

import pathlib

from django.core.files.storage import storages
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from djangocms_text.fields import HTMLField

from lscb_site.files.kinds import FileKind
from lscb_site.publishing.addresses import KeepsOldAddress
from lscb_site.publishing.dates import Precision
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import live_at
from resources.querysets import DocumentQuerySet, EditionFileQuerySet, EditionQuerySet

not_a_section = RegexValidator(
    r"^(files|check|feed)$", "This address is taken by a part of the library: choose another.", inverse_match=True
)


class Label(models.Model):
    """A name readers filter by."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name


class Topic(Label):
    """What a document is about."""


class Audience(Label):
    """Whom a document is for."""


class Publisher(Label):
    """The body that issues a document."""

    url = models.URLField("website", blank=True)

    class Meta(Label.Meta):
        verbose_name = "publishing body"
        verbose_name_plural = "publishing bodies"


class Document(KeepsOldAddress, Publishable):
    class Kind(models.TextChoices):
        PROTOCOL = "protocol", "Protocol"
        AGREEMENT = "agreement", "Agreement"
        GUIDANCE = "guidance", "Guidance"
        REPORT = "report", "Report"
        AGENDA = "agenda", "Agenda"
        PRESENTATION = "presentation", "Presentation"
        PROCEDURE = "procedure", "Procedure"
        FORM = "form", "Form"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.REPORT)
    title = models.CharField(max_length=200)
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
    body = HTMLField("about this document", blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="documents")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="documents")
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    owner = models.CharField(
        max_length=120,
        blank=True,
        help_text="The role that keeps it true, such as “Policy officer”: not a name.",
    )
    review_on = models.DateField("review date", null=True, blank=True, help_text="When the owner looks at it again.")
    featured = models.BooleanField(default=False, help_text="Shown among the featured documents on the home page.")
    succeeded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="succeeds",
        help_text="A document with another title that took this one's place. For a new edition add an edition instead.",
    )

    objects = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["title"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(succeeded_by__isnull=True) | ~Q(succeeded_by=models.F("id")),
                name="resources_document_not_its_own_successor",
                violation_error_message="A document cannot take its own place.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:detail", args=[self.slug])

    @property
    def current_edition(self):
        """The newest live edition, or None. Costs no query where `with_editions` filled the list."""
        if hasattr(self, "visible_editions"):
            return next((edition for edition in self.visible_editions if edition.is_live_itself), None)
        return self.editions.live().newest_first().first()

    @property
    def shown_edition(self):
        """The current edition; of a draft, which only staff see, the newest: what readers will see once it is live."""
        if self.is_live or self.current_edition:
            return self.current_edition
        return next(iter(self.visible_editions), None)

    def goes_live_with(self):
        """A document without a live edition is an empty page, so its first draft edition goes live with it."""
        if not self.editions.exclude(state="draft").exists():
            yield from self.editions.all()


class Edition(Publishable):
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1, help_text="1 for the first edition, 2 for the second.")
    label = models.CharField(
        max_length=80, blank=True, help_text="What readers call it. Leave empty for “1st edition”, “2nd edition”…"
    )
    effective_date = models.DateField(null=True, blank=True, help_text="The date from which it applies.")
    date_precision = models.CharField("how much of it is known", max_length=5, choices=Precision, default=Precision.DAY)
    change_note = models.TextField(blank=True, help_text="What changed since the edition before. Readers see it.")

    objects = EditionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["-number"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "number"],
                name="resources_edition_number_once_a_document",
                violation_error_message="This document has an edition with that number already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="resources_edition_number_from_one",
                violation_error_message="Editions are numbered from 1.",
            ),
        ]

    def __str__(self):
        return f"{self.document}, {self.name}"

    def get_absolute_url(self):
        return reverse("resources:edition", args=[self.document.slug, self.number])

    @classmethod
    def live_rule(cls, moment, prefix=""):
        return live_at(moment, prefix) & Document.live_rule(moment, f"{prefix}document__")

    @property
    def is_live_itself(self) -> bool:
        """Live by its own dates, whatever its document is."""
        return super().is_live

    @property
    def is_live(self) -> bool:
        return self.is_live_itself and self.document.is_live

    @property
    def name(self) -> str:
        return self.label or f"{ordinal(self.number)} edition"

    @property
    def main_file(self):
        """The file a reader means by "the document": the one in the main role, else the first."""
        return next(iter(sorted(self.files.all(), key=lambda file: file.role != EditionFile.Role.MAIN)), None)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st…"""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def documents_storage():
    return storages["documents"]


def storage_name(instance, filename):
    """Where the bytes lie: by digest, so that the same name never holds other bytes."""
    return f"{instance.sha256[:2]}/{instance.sha256}{pathlib.PurePath(filename).suffix.lower()}"


class EditionFile(models.Model):
    """A file of an edition, or the place of one that is still to follow (`file` empty)."""

    class Role(models.TextChoices):
        MAIN = "main", "The document itself"
        SUMMARY = "summary", "Summary"
        APPENDIX = "appendix", "Appendix"
        PAPER = "paper", "Paper"

    class Reading(models.TextChoices):
        PENDING = "pending", "Being read"
        DONE = "done", "Read"
        FAILED = "failed", "Could not be read"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=8, choices=Role, default=Role.MAIN)
    title = models.CharField(max_length=200, help_text="What the link says, such as “Executive summary”.")
    position = models.PositiveSmallIntegerField(default=0)
    is_demonstration = models.BooleanField(
        "demonstration copy",
        default=False,
        help_text="Written to show how the site works. Readers are told; the Board's own file replaces it.",
    )
    file = models.FileField(
        storage=documents_storage,
        upload_to=storage_name,
        max_length=200,
        blank=True,
        help_text="PDF, Word, PowerPoint, Excel or OpenDocument text. Leave empty while the file is to follow.",
    )
    # Facts, recorded once at upload from the bytes themselves.
    name = models.CharField("file name", max_length=120, blank=True, editable=False)
    kind = models.CharField(max_length=4, choices=FileKind.choices(), blank=True, editable=False)
    size = models.PositiveBigIntegerField("size in bytes", null=True, editable=False)
    sha256 = models.CharField("digest", max_length=64, blank=True, editable=False, db_index=True)
    # Facts that a worker reads in a process of its own.
    reading = models.CharField(max_length=7, choices=Reading, default=Reading.PENDING, editable=False)
    read_after = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    reading_problem = models.CharField(max_length=300, blank=True, editable=False)
    pages = models.PositiveIntegerField("pages, slides or sheets", null=True, editable=False)
    language = models.CharField(max_length=20, blank=True, editable=False)
    is_tagged = models.BooleanField("tagged for screen readers", null=True, editable=False)

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "file"
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(role="main"),
                name="resources_one_main_file_an_edition",
                violation_error_message="An edition has one main file. Give the others another role.",
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="", kind="", size__isnull=True)
                | (~Q(file="") & ~Q(sha256="") & ~Q(kind="") & ~Q(name="") & Q(size__gt=0)),
                name="resources_file_has_its_facts",
                violation_error_message="A file needs its kind, size and digest.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The address of these very bytes: it can never lead to others. Empty while the file is to follow."""
        return reverse("resources:file", args=[self.sha256[:20], self.name]) if self.file else ""

    @property
    def kind_facts(self) -> FileKind | None:
        return FileKind(self.kind) if self.kind else None
