"""That a document or an edition is in force, as somebody stated it: kept as history, and the newest speaks."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.publishing.force import check_after
from lscb_site.text.job_roles import refuse_a_name
from lscb_site.versions.acts import current_act
from lscb_site.web.dates import Precision

DEMONSTRATION = "Its file is a demonstration copy. Put the Board’s own file in its place first."

if TYPE_CHECKING:
    from resources.models.documents import Document
    from resources.models.editions import Edition
    from resources.models.files import EditionFile

    Base = models.Model
else:
    Base = object


class StatementOfForce(models.Model):
    """What a role said on a day: this text is in force. It speaks of one edition, and never of the next.

    It speaks of the bytes that were looked at, and is silent while readers have others. Of a document itself it speaks
    only where that has no edition here, because it lives on another site.
    """

    document = models.ForeignKey("resources.Document", on_delete=models.CASCADE, related_name="statements")
    edition = models.ForeignKey(
        "resources.Edition",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of which edition it was said. Empty: of the document itself, which has none here.",
    )
    stated_by = models.CharField(
        "confirmed by",
        max_length=120,
        validators=[refuse_a_name],
        help_text="The role, such as “Policy officer”: not a name. Readers see it.",
    )
    stated_on = models.DateField("confirmed on", help_text="The day on which that role looked.")
    check_on = models.DateField("next check", help_text="After this day readers are told that it is past its check.")
    of_sha256 = models.CharField(
        "digest of the file",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of the bytes that it was said of, as readers had them. Empty: there was no file.",
    )
    ended_on = models.DateField(
        "ended on",
        null=True,
        blank=True,
        help_text="The day from which nobody says so any more: it was taken back.",
    )

    updated_at = models.DateTimeField(auto_now=True, editable=False)

    holds_through = "check_on"  # by the clock it speaks otherwise from the next day on: `publishing.moments` asks it

    class Meta:
        ordering = ["-pk"]
        verbose_name = "statement of force"
        verbose_name_plural = "statements of force"
        default_permissions = ("view",)  # who may publish a text may state that it is in force
        constraints = [
            models.CheckConstraint(
                condition=~Q(stated_by=""),
                name="resources_statement_by_a_role",
                violation_error_message="Say which role confirmed it.",
            ),
            models.CheckConstraint(
                condition=Q(check_on__gt=F("stated_on")),
                name="resources_statement_checked_later",
                violation_error_message="The next check comes after the day on which it was confirmed.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("stated_on")),
                name="resources_statement_ends_later",
                violation_error_message="A statement cannot end before it was made.",
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=False) | Q(of_sha256=""),
                name="resources_statement_of_an_editions_file",
                violation_error_message="What has no edition here has no file here.",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.edition and self.edition.document_id != self.document_id:
            raise ValidationError({"edition": f"This is an edition of “{self.edition.document}”."})
        if self.edition and self.ended_on is None and self.edition.obstacle:
            raise ValidationError({"edition": self.edition.obstacle})

    def __str__(self) -> str:
        return f"{self.edition or self.document}: in force, confirmed {self.stated_on} by {self.stated_by}"


class ClaimsForce(Base):
    """Of what a person can say that it is in force: an edition, or a document that has none here."""

    document: "Document"  # of an edition

    @property
    def its_document(self) -> "Document":
        return cast("Document", getattr(self, "document", self))

    @property
    def own_statements(self) -> list[StatementOfForce]:
        """What was said of it, newest first. No query where its document comes `with_editions`."""
        key = None if self.its_document is self else self.pk
        return [each for each in self.its_document.statements.all() if each.edition_id == key]

    @property
    def last_statement(self) -> StatementOfForce | None:
        """The newest, even if it was ended."""
        return next(iter(self.own_statements), None)

    @property
    def statement(self) -> StatementOfForce | None:
        """The statement that speaks: the newest, unless it was ended, or was said of another file than readers have,
        or nobody could say it. `DocumentQuerySet.with_force` has the same for a query."""
        last = self.last_statement
        speaks = last and last.ended_on is None and last.of_sha256 == self.readers_digest and not self.obstacle
        return last if speaks else None

    @property
    def is_unsaid(self) -> bool:
        """Whether readers take it to be in force and nobody has said so, or its check is over."""
        document = self.its_document
        if document.live_successor or document.has_newer(None if document is self else cast("Edition", self)):
            return False
        said = self.statement
        return said is None or said.check_on < timezone.localdate()

    @property
    def suggested_role(self) -> str:
        """Who is likely to confirm it: whoever did so last, else the role that keeps the document."""
        last = self.last_statement
        return last.stated_by if last else str(self.its_document.owner)

    @property
    def obstacle(self) -> str:
        """Why nobody can say so now: what is written to show how the site works is no text to confirm."""
        return DEMONSTRATION if any(file.is_demonstration for file in self.main_files) else ""

    @property
    def main_files(self) -> "list[EditionFile]":
        """The file that readers take to be it, if there is one."""
        return []

    @property
    def readers_digest(self) -> str:
        """Of the bytes that readers take to be it; empty where they get none here."""
        return next((file.sha256 for file in self.main_files), "")

    def state_force(self, by: str, on: date, check_on: date) -> StatementOfForce:
        """Write that it is in force. What is said already is not written twice."""
        said = self.statement
        if said and (said.stated_by, said.stated_on, said.check_on) == (by, on, check_on):
            return said
        document = self.its_document
        edition = None if document is self else cast("Edition", self)
        made = StatementOfForce(
            document=document,
            edition=edition,
            stated_by=by,
            stated_on=on,
            check_on=check_on,
            of_sha256=self.readers_digest,
        )
        made.full_clean()
        made.save()
        record(
            Act.FORCE_STATED,
            person=current_act().person,
            thing=edition or document,
            detail=f"until {Precision.DAY.words(check_on)}",
        )
        return made

    def end_statement(self) -> StatementOfForce | None:
        """Let nobody say any more that it is in force. Returns what ended, None where nothing was said.

        What is silent because the file is another ends too: it would speak again if its own file came back.
        """
        said = self.last_statement
        if said is None or said.ended_on:
            return None
        said.ended_on = max(timezone.localdate(), said.stated_on)
        said.save(update_fields=["ended_on", "updated_at"])
        record(Act.FORCE_ENDED, person=current_act().person, thing=said.edition or said.document)
        return said

    def checked_again(self) -> StatementOfForce | None:
        """What “Checked, still in force” would write today, unsaved: the last role and its interval once more. None
        where no role is known, or nobody can say so."""
        last, today = self.last_statement, timezone.localdate()
        check_on = check_after(today, (last.stated_on, last.check_on) if last else None)
        by = self.suggested_role
        can_be_said = by and not self.obstacle
        return StatementOfForce(stated_by=by, stated_on=today, check_on=check_on) if can_be_said else None
