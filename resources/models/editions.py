"""An edition is one issue of a document, with the corrections made to it since."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import State, live_at
from lscb_site.web.dates import Precision
from resources.models.documents import Document
from resources.models.force import ClaimsForce
from resources.querysets import ComparisonQuerySet, EditionQuerySet
from resources.search import FoundEdition

if TYPE_CHECKING:
    from resources.models.files import EditionFile


class Edition(ClaimsForce, FoundEdition, Publishable):
    document = models.ForeignKey(
        Document,
        on_delete=models.CASCADE,
        related_name="editions",
        help_text="Whose edition it is: type a part of its title.",
    )
    number = models.PositiveSmallIntegerField(default=1, help_text="1 for the first edition, 2 for the second.")
    label = models.CharField(
        max_length=80, blank=True, help_text="What readers call it. Leave empty for “1st edition”, “2nd edition”…"
    )
    effective_date = models.DateField(null=True, blank=True, help_text="The date from which it applies.")
    date_precision = models.CharField(
        "how much of it is known",
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
        help_text="Readers are told no more than is known: “September 2013”.",
    )
    change_note = models.TextField(blank=True, help_text="What changed since the edition before. Readers see it.")

    objects: ClassVar = EditionQuerySet.as_manager()
    parts = ("corrections",)
    told_in = ("document",)  # its history is a part of the document's
    named_by = ("document",)  # `lscb_site.audit.things` brings it along

    class Meta(Publishable.Meta):
        ordering = ["-number"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["state", "-publish_from", "-id"], name="resources_edition_newest"),
        ]
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

    def __str__(self) -> str:
        return f"{self.document}, {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("resources:edition", args=[self.document.slug, self.number])

    def clean(self) -> None:
        super().clean()
        if self.pk and Comparison.objects.filter(
            Q(older=self, newer__number__lte=self.number) | Q(newer=self, older__number__gte=self.number)
        ):
            raise ValidationError({"number": "What changed between two editions is told already, in the other order."})

    @classmethod
    def live_rule(cls, moment: datetime, prefix: str = "") -> Q:
        return live_at(moment, prefix) & Document.live_rule(moment, f"{prefix}document__")

    @property
    def is_live_itself(self) -> bool:
        """Live by its own dates, whatever its document is."""
        return super().is_live

    @property
    def is_live(self) -> bool:
        return self.is_live_itself and self.document.is_live

    @property
    def readers_had_it(self) -> bool:
        """Whether readers have it, or had it before it was withdrawn or returned to draft."""
        return self.is_live or (self.has_been_public and self.document.has_been_public)

    def cannot_be_seen_without(self) -> "list[Document]":
        return [self.document]

    def files_of_its_own(self) -> "list[EditionFile]":
        return list(self.files.all())

    def files_held_back(self) -> "Iterator[EditionFile]":
        return (file for file in self.files.all() if file.open_findings)

    def publish(self) -> None:
        """Raises ValidationError too where a file of it must be looked at first, or is still being checked."""
        self.refuse_files_held_back()
        super().publish()

    def refuse_files_held_back(self) -> None:
        for file in self.files.all():
            if words := file.why_held_back:
                raise ValidationError(words)

    @property
    def instead(self) -> str:
        return self.withdrawn_to or self.document.get_absolute_url()

    @property
    def withdrawn_part(self) -> "Document | Edition | None":
        """What of it was withdrawn: its document, or the edition itself; None where neither was."""
        return next((part for part in (self.document, self) if part.state == State.WITHDRAWN), None)

    def brings(self) -> "Iterator[str]":
        """Its files, each with what is known of it."""
        for file in self.files.all():
            yield f"{file.title} ({file.facts or 'we do not have the file'})"

    def brings_marks(self) -> "Iterator[str]":
        for file in self.files.all():
            yield f"{file.pk} {file.title} {file.role} {file.name} {file.sha256}"

    @property
    def name(self) -> str:
        return self.label or f"{ordinal(self.number)} edition"

    @property
    def main_file(self) -> "EditionFile | None":
        """The file a reader means by "the document": the one in the main role, else the first that can be read."""
        files = sorted(self.files.all(), key=lambda file: (file.role != file.Role.MAIN, not file.can_be_read))
        return next(iter(files), None)

    @property
    def can_be_read(self) -> bool:
        """Whether readers have the document itself here: `EditionQuerySet.readable` says the same to a query."""
        return self.main_file is not None and self.main_file.can_be_read

    @property
    def main_files(self) -> "list[EditionFile]":
        return [self.main_file] if self.main_file else []

    def claims_of_force(self) -> "Iterator[ClaimsForce]":
        if not self.document.is_record:
            yield self

    @property
    def summaries(self) -> "list[EditionFile]":
        """Its short versions that readers can open beside the main file."""
        files = [file for file in self.files.all() if file.role == file.Role.SUMMARY and file.is_available]
        return [file for file in files if file != self.main_file]

    def keep_a_place(self) -> None:
        """An edition without any file has the place of one that we do not have, which readers are told of."""
        if not self.files.order_by().exists():  # asked anew: it may have come with the files of before
            self.files.create(title=str(self.document))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st…"""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


class Correction(models.Model):
    """A small change to an edition, such as a typing error put right: a dated line of its history."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="corrections")
    date = models.DateField(default=timezone.localdate, help_text="The day on which it was put right.")
    note = models.CharField(max_length=300, help_text="What was put right, and where: readers see it.")

    class Meta:
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return self.note


class Comparison(Publishable):
    """What changed between two editions of a document: an editor's summary and, if it is clear enough, the texts."""

    older = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="comparisons_as_older", help_text="The edition that came first."
    )
    newer = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="comparisons_as_newer", help_text="The one that took its place."
    )
    summary = models.TextField(blank=True, help_text="What changed, in your own words. Readers see it first.")
    shows_text = models.BooleanField(
        "show the comparison of the texts",
        default=True,
        help_text="Clear this where the comparison is too noisy to help: readers then see your summary alone.",
    )
    uses_scans = models.BooleanField(
        "compare what a machine read too",
        default=False,
        help_text="Of scanned pages. A machine reads wrongly, and each slip then looks like a change: look through it "
        "before readers see it.",
    )
    changes = models.JSONField(null=True, editable=False)
    compared_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = ComparisonQuerySet.as_manager()

    named_by = ("older__document", "newer__document")

    class Meta(Publishable.Meta):
        ordering = ["-newer__number", "-older__number"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["older", "newer"],
                name="resources_two_editions_compared_once",
                violation_error_message="These two editions have a comparison already.",
            ),
            models.CheckConstraint(
                condition=~Q(older=F("newer")),
                name="resources_comparison_of_two_editions",
                violation_error_message="Choose two different editions.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.older} and {self.newer.name}"

    def compare_again(self) -> None:
        """Let a worker compare them afresh, once this is saved."""
        self.changes, self.compared_at = {}, None

    def clean(self) -> None:
        super().clean()
        if not (self.older_id and self.newer_id) or self.older_id == self.newer_id:
            return  # another rule says so
        if self.older.document_id != self.newer.document_id:
            raise ValidationError({"newer": "Choose two editions of one document."})
        if self.older.number > self.newer.number:
            raise ValidationError({"newer": f"The {self.newer.name} came before the {self.older.name}: exchange them."})

    def get_absolute_url(self) -> str:
        return reverse("resources:changes", args=[self.older.document.slug, self.older.number, self.newer.number])

    @classmethod
    def live_rule(cls, moment: datetime, prefix: str = "") -> Q:
        return (
            live_at(moment, prefix)
            & Edition.live_rule(moment, f"{prefix}older__")
            & Edition.live_rule(moment, f"{prefix}newer__")
        )

    @property
    def is_live(self) -> bool:
        return super().is_live and self.older.is_live and self.newer.is_live

    def cannot_be_seen_without(self) -> list[Edition]:
        return [self.older, self.newer]

    @property
    def instead(self) -> str:
        return self.withdrawn_to or self.older.document.get_absolute_url()

    @property
    def readable_changes(self) -> list[dict[str, Any]]:
        """What readers see of the texts (`resources.comparison.editions` says how); empty where the summary is all."""
        return (self.changes or {}).get("changes", []) if self.shows_text else []
