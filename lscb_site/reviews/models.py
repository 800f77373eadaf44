"""Who looks after a thing and when it was and will be checked; and which reminders of that day were sent."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lscb_site.reviews.intervals import MOST

PERSON = settings.AUTH_USER_MODEL


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, item: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk)


class Review(models.Model):
    """One row for a thing that somebody looks after, or has checked. Readers see the day, and never a person."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    owner = models.ForeignKey(
        PERSON,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="looked after by",
        help_text="Gets a reminder before the day of the check. Readers do not see who it is.",
    )
    deputy = models.ForeignKey(
        PERSON,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Somebody else, who gets the same reminders. Leave it empty if there is nobody.",
    )
    months = models.PositiveSmallIntegerField(
        "check it every",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST)],
        help_text=f"Months, 1 to {MOST}. Leave it empty for the usual time of its kind.",
    )
    next_check = models.DateField(
        "next check",
        null=True,
        blank=True,
        help_text="The day on which somebody looks at it again. “Checked, still right” moves it on by itself.",
    )
    checked_on = models.DateField(null=True, editable=False, help_text="When somebody last said that it is right.")
    checked_by = models.ForeignKey(
        PERSON, on_delete=models.SET_NULL, null=True, editable=False, related_name="+", help_text="Who said so."
    )

    objects: ClassVar = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "who looks after something"
        verbose_name_plural = "who looks after what"
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="reviews_one_review_a_thing"),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(deputy=None) | ~Q(owner=F("deputy")),
                name="reviews_deputy_is_somebody_else",
                violation_error_message="The deputy is somebody else: choose another person, or nobody.",
            ),
            models.CheckConstraint(
                condition=Q(months=None) | Q(months__range=(1, MOST)),
                name="reviews_months_within_reach",
                violation_error_message=f"Give 1 to {MOST} months.",
            ),
            models.CheckConstraint(
                condition=Q(next_check=None) | Q(checked_on=None) | Q(next_check__gt=F("checked_on")),
                name="reviews_next_check_comes_later",
                violation_error_message="The next check comes after the day on which it was checked last.",
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=False) | Q(checked_by=None),
                name="reviews_checked_on_a_day",
                violation_error_message="Say on which day it was checked.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type.name} {self.object_id}"


class Reminder(models.Model):
    """That a person is to be told, or was told, of one thing at one stage: each once.

    All that waits for a person goes into one letter. As with every letter of this site it is marked before it is handed
    over: it may be lost when a process dies in between, and is never sent twice.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    check_on = models.DateField()
    stage = models.SmallIntegerField(help_text="-1 before that day, 0 from that day, 1 a month later, and so on.")
    told_at = models.DateTimeField(null=True)
    tried = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person", "check_on", "stage"], name="reviews_reminded_once_a_stage"
            ),
            models.CheckConstraint(condition=Q(stage__gte=-1), name="reviews_a_stage_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: check on {self.check_on}"
