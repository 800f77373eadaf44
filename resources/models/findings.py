"""What the privacy check found in a file, and what a publisher said of it; and files that were erased."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb_site.files.finding_kinds import KINDS, Kind, Weight
from lscb_site.files.findings import Finding, Place
from resources.querysets import DigestQuerySet, PrivateFindingQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from resources.models.editions import Edition

LONGEST_REASON = 300  # characters


class PrivateFinding(models.Model):
    """All of one kind that a file gives away and its pages do not show. It goes with the bytes in which it was found.

    `places` are shown to staff alone, and kept out of every log.
    """

    file = models.ForeignKey("resources.EditionFile", on_delete=models.CASCADE, related_name="findings")
    of_sha256 = models.CharField("digest of the file", max_length=64, editable=False)
    code = models.CharField(max_length=30, editable=False, help_text="One of `lscb_site.files.findings.KINDS`.")
    places = models.JSONField(default=list, editable=False)
    more = models.PositiveIntegerField("places beyond those kept", default=0, editable=False)
    reason = models.CharField("why it may be public", max_length=LONGEST_REASON, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = PrivateFindingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "hidden thing in a file"
        verbose_name_plural = "hidden things in files"
        default_permissions = ("view",)  # who may publish a file may answer what was found in it
        constraints = [
            models.UniqueConstraint(fields=["file", "code"], name="resources_finding_once_a_file"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, reason="") | (Q(answered_at__isnull=False) & ~Q(reason="")),
                name="resources_finding_answered_with_a_reason",
                violation_error_message="Say why it may be public.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.name}: {self.file}"

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]

    @property
    def must_be_answered(self) -> bool:
        return self.kind.weight is Weight.LOOK

    @property
    def is_open(self) -> bool:
        """Whether a publisher must still look at it."""
        return self.must_be_answered and self.answered_at is None

    @property
    def places_in_hand(self) -> list[Place]:
        return [Place(**each) for each in self.places]

    @property
    def count(self) -> int:
        return len(self.places) + self.more

    def may_be_public(self, reason: str, user: "User | None", moment: datetime | None = None) -> None:
        """Keep that a publisher looked at it, and says why readers may have it. Without a `user` the program says so,
        of what came with it."""
        self.reason, self.answered_by, self.answered_at = reason, user, moment or timezone.now()
        self.full_clean()
        self.save()


class HoldsBack:
    """Of a file: whether something found in it keeps it from readers until a publisher has answered."""

    class PrivateCheck(models.TextChoices):
        """Whether the privacy check has come to its end."""

        PENDING = "pending", "Being checked"
        DONE = "done", "Checked"

    edition: "Edition"
    file: Any
    private_check: str
    findings: Any

    @property
    def open_findings(self) -> list[PrivateFinding]:
        """What a publisher must look at before readers have it."""
        return [finding for finding in self.findings.all() if finding.is_open]

    @property
    def why_held_back(self) -> str:
        """Why it must not be published now, in a sentence; empty where nothing speaks against it."""
        if self.file and self.private_check == self.PrivateCheck.PENDING:
            return f"“{self}” is still being checked for hidden content. Publish it again in a few minutes."
        if found := self.open_findings:
            names = ", ".join(finding.kind.within_a_sentence for finding in found)
            does = f"“{self}” holds what its pages do not show: {names}."
            return f"{does} A publisher must look at it first. Or choose another file."
        return ""

    @property
    def published_with(self) -> "Edition":
        return self.edition

    def hide(self) -> None:
        """Let no page show its first page or quote its text, in a transaction that the caller undoes."""
        type(self)._base_manager.filter(pk=self.pk).update(picture="")  # type: ignore[attr-defined]
        for comparisons in (self.edition.comparisons_as_older, self.edition.comparisons_as_newer):
            comparisons.update(shows_text=False)


def keep_findings(file: Any, found: list[Finding]) -> None:
    """Write what was found in the bytes that `file` has now. An answer stays where exactly the same was found again in
    the very same bytes: of others nobody has said anything, however alike what is shown of them."""
    known = {row.code: row for row in file.findings.all()}
    for finding in found:
        written = finding.as_json()
        places = [dict(place) for place in written["places"]]
        row = known.pop(finding.code, None)
        if row and (row.of_sha256, row.places, row.more) == (file.sha256, places, finding.more):
            continue
        if row:
            row.delete()
        PrivateFinding.objects.create(
            file=file, of_sha256=file.sha256, code=finding.code, places=places, more=finding.more
        )
    for gone in known.values():
        gone.delete()


class ErasedFile(models.Model):
    """Bytes that an Administrator destroyed. Their addresses answer 410, and nobody can upload them again."""

    sha256 = models.CharField("digest", max_length=64, unique=True)
    reason = models.CharField(
        max_length=LONGEST_REASON,
        help_text="Readers see it at the old address: one sentence that names nobody.",
    )
    erased_at = models.DateTimeField(auto_now_add=True)
    erased_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-erased_at"]
        verbose_name = "erased file"
        default_permissions = ("view",)
        permissions = [("erase_file", "Can erase a file for good")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="resources_erased_with_a_reason",
                violation_error_message="Say why it is erased: readers of the old address see it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:20]}: {self.reason}"
