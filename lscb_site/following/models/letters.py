"""The outbox: what is to be sent to whom, and what was told."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb_site.following.models.changes import Change
from lscb_site.following.models.followers import Follower, FollowRequest

# Between two tries: an hour in all, then half a day, then a day.
PAUSES = (
    timedelta(minutes=5),
    timedelta(minutes=55),
    timedelta(hours=3),
    timedelta(hours=8),
    timedelta(hours=24),
)


class LetterQuerySet(models.QuerySet["Letter"]):
    def unsent(self) -> Self:
        return self.filter(sent_at=None, failed_at=None)

    def due(self, moment: datetime) -> Self:
        """To send now, and by nobody in hand. A process that died had it in hand until `claimed_until`."""
        return self.unsent().filter(Q(claimed_until=None) | Q(claimed_until__lte=moment), send_after__lte=moment)

    def overdue(self, moment: datetime, by: timedelta) -> Self:
        return self.unsent().filter(planned_for__lte=moment - by)


class Letter(models.Model):
    """One e-mail: to a follower about a period, or to whoever asked. Its `message_id` is the same at every try, so a
    mailbox that gets one twice can tell."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, null=True, related_name="letters")
    request = models.OneToOneField(FollowRequest, on_delete=models.CASCADE, null=True, related_name="letter")
    # “now:12” (a batch of changes), “daily:2026-11-28”, “weekly:2026-11-30”: one letter for a follower and a period.
    period = models.CharField(max_length=30, blank=True)
    name = models.UUIDField(default=uuid.uuid4, unique=True)
    written_at = models.DateTimeField(default=timezone.now)
    planned_for = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)  # later than planned after a try that failed
    claimed_until = models.DateTimeField(null=True)
    tried = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # given up
    problem = models.CharField(max_length=200, blank=True)  # what the mail server said, without an address

    objects: ClassVar = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "letter to a follower"
        verbose_name_plural = "letters to followers"
        ordering = ["-pk"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(
                fields=["send_after", "id"], condition=Q(sent_at=None, failed_at=None), name="following_letters_to_send"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["follower", "period"], name="following_one_letter_a_period"),
            models.CheckConstraint(
                condition=Q(follower__isnull=False, request=None) & ~Q(period="")
                | Q(follower=None, request__isnull=False, period=""),
                name="following_letter_is_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(failed_at=None), name="following_letter_is_sent_or_failed"
            ),
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"


class Told(models.Model):
    """That a change stands in a letter to a follower: once, whatever of it they follow and however soon."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="told")
    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="+")
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="told")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["follower", "change"], name="following_told_once")]

    def __str__(self) -> str:
        return f"{self.change} in {self.letter}"
