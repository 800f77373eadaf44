"""The audit record, and for how long it is kept."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, NoReturn, Self

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb_site.audit.acts import Act

THE_ROW = 1
SHORTEST, USUAL, LONGEST = 6, 24, 120  # months that entries are kept
LONGEST_DETAIL = 200


class EntryQuerySet(models.QuerySet["Entry"]):
    def about_person(self, person: Any) -> Self:
        """What they did, and what was done to them."""
        return self.filter(Q(person=person) | Q(about=person))

    def about_thing(self, model_label: str, pk: int) -> Self:
        return self.filter(thing_model=model_label, thing_pk=pk)


class Entry(models.Model):
    """One act. Rows are added and never changed; they go when they are older than `KeptFor`, and not before.

    The database holds that, by `lscb_site.audit.append_only`. So a row refers to people who cannot be deleted (an
    account is closed), and names a thing by its model and key instead of pointing at it: the thing may go.
    """

    at = models.DateTimeField(default=timezone.now)
    # One of `Act`. Without `choices`, so that a new act needs no migration.
    act = models.CharField(max_length=40)
    # Nobody: whoever did it was not signed in, or it was the site itself.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Such as “resources.document”, as Django labels models; without a key it is a whole list.
    thing_model = models.CharField(max_length=100, blank=True)
    thing_pk = models.PositiveBigIntegerField(null=True, blank=True)
    # A role, a count, which factor, an Administrator's reason. Never a title, the name of a file, anything of a reader.
    detail = models.CharField(max_length=LONGEST_DETAIL, blank=True)

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "entry of the audit record"
        verbose_name_plural = "audit record"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
            models.Index(fields=["thing_model", "thing_pk"], name="audit_of_a_thing"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(act=""), name="audit_entry_has_an_act"),
            models.CheckConstraint(
                condition=Q(thing_pk__isnull=True) | ~Q(thing_model=""), name="audit_a_key_is_of_a_model"
            ),
            models.CheckConstraint(
                condition=~Q(act=Act.SIGN_IN_FAILED.value) | Q(person__isnull=True),
                name="audit_nobody_fails_to_sign_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}, {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The audit record is append-only: an entry cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit record is append-only: an entry cannot be deleted.")


class KeptFor(models.Model):
    """One row. Until an Administrator has saved it, its default holds."""

    months = models.PositiveSmallIntegerField(
        "entries are kept for",
        default=USUAL,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
        help_text=f"Months, {SHORTEST} to {LONGEST}. What is older is deleted by itself, once a day.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "how long the audit record is kept"
        default_permissions = ("change", "view")
        constraints = [
            models.CheckConstraint(condition=Q(pk=THE_ROW), name="audit_kept_for_is_one_row"),
            models.CheckConstraint(
                condition=Q(months__range=(SHORTEST, LONGEST)),
                name="audit_kept_for_within_reach",
                violation_error_message=f"Give {SHORTEST} to {LONGEST} months.",
            ),
        ]

    def __str__(self) -> str:
        return "How long the audit record is kept"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = THE_ROW
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "KeptFor":
        return cls.objects.filter(pk=THE_ROW).first() or cls(pk=THE_ROW)


def forget_old(now: datetime | None = None) -> int:
    """Delete what is older than the period; how many entries that were.

    A day later than the database's rule allows it: the two count months in their own ways, by their own clocks.
    """
    oldest_kept = (now or timezone.now()) - relativedelta(months=KeptFor.current().months) - timedelta(days=1)
    return int(Entry.objects.filter(at__lt=oldest_kept).delete()[0])
