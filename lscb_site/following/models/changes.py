"""The record of what is told: a row for each change that somebody may follow, written in the change's transaction."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ChangeQuerySet(models.QuerySet["Change"]):
    def open(self) -> Self:
        """What has not been gathered into letters: it can still be put right, or taken back."""
        return self.filter(gathered_at=None)

    def due(self, moment: datetime) -> Self:
        return self.open().filter(tell_from__lte=moment)

    def past(self, moment: datetime) -> Self:
        """What has come to be, gathered or not."""
        return self.filter(tell_from__lte=moment)

    def with_rows(self) -> Self:
        """With all that is told of them."""
        return self.select_related("document", "edition__document", "post", "notice", "authority", "collection")


class Change(models.Model):
    """One thing that changed and is told. Whether it is still true, and what it says, is read from the rows that it
    names when a letter leaves: here stands only what they do not say, such as the number that was there before."""

    class Kind(models.TextChoices):
        """The value is stored: a new kind is added, and none is renamed."""

        DOCUMENT = "document", "New document"  # one without editions here
        EDITION = "edition", "New edition"
        WITHDRAWN = "withdrawn", "Withdrawn"
        SUCCESSOR = "successor", "Superseded by another document"
        FORCE = "force", "In force: what is said changed"
        ADDED = "added", "Added to a collection"
        NUMBERS = "numbers", "Numbers changed or confirmed"
        NEWS = "news", "News"
        NOTICE = "notice", "Urgent notice"

    # What no screen asks about before. It waits a little, so that it can be put right or kept from followers, and so
    # that several of them make one letter.
    HELD = (Kind.FORCE, Kind.NUMBERS, Kind.ADDED)

    kind = models.CharField(max_length=9, choices=Kind)
    # The row that changed, by the name of its model and its key: “edition:12”. It is one change until it is gathered.
    about = models.CharField(max_length=40)
    document = models.ForeignKey(
        "resources.Document", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    edition = models.ForeignKey("resources.Edition", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    collection = models.ForeignKey(
        "resources.Collection", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    post = models.ForeignKey("news.Post", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    notice = models.ForeignKey("notices.Notice", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    authority = models.ForeignKey(
        "lscb_contacts.Authority", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    before = models.JSONField(default=dict, blank=True)  # of numbers: what readers had, by its field
    recorded_at = models.DateTimeField(default=timezone.now)
    tell_from = models.DateTimeField(default=timezone.now)  # of what is scheduled, when it goes live
    gathered_at = models.DateTimeField(null=True, blank=True)
    followers = models.PositiveIntegerField(default=0)  # who were told, or will be with their next letter
    # What was gathered at one time makes one letter for whoever is told at once: the key of its first change.
    batch = models.PositiveBigIntegerField(null=True, blank=True)
    why_not_told = models.CharField(
        "why followers are not told",
        max_length=200,
        blank=True,
        help_text="Write why, in a few words, to stop the letters that still wait. Empty it to let them go after all.",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "change that followers are told of"
        verbose_name_plural = "what followers are told"
        ordering = ["-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["gathered_at", "tell_from"], name="following_changes_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"], condition=Q(gathered_at=None), name="following_a_change_is_open_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["document", "edition", "successor", "force"], document__isnull=False)
                | Q(kind="added", document__isnull=False, collection__isnull=False)
                | Q(kind="numbers", authority__isnull=False)
                | Q(kind="news", post__isnull=False)
                | Q(kind="notice", notice__isnull=False)
                | Q(kind="withdrawn", document__isnull=False)
                | Q(kind="withdrawn", collection__isnull=False)
                | Q(kind="withdrawn", post__isnull=False),
                name="following_change_names_its_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    @property
    def subject(self) -> models.Model | None:
        """What it is about, as an editor knows it."""
        return self.edition or self.document or self.post or self.notice or self.authority or self.collection

    @property
    def key(self) -> int:
        """Of the row that changed."""
        return int(self.about.partition(":")[2])

    @property
    def is_told(self) -> bool:
        return not self.why_not_told
