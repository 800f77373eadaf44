"""When a contact point answers."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from lscb_contacts.models.contact_points import ContactPoint
from lscb_contacts.querysets import OpeningHoursQuerySet


class OpeningHours(models.Model):
    """One line of a contact point's hours, in London time. Several lines together say when it answers.

    They are part of the entry: whatever writes one ends the confirmation that was given for it.
    """

    class Day(models.IntegerChoices):
        """As ISO 8601 counts them."""

        MONDAY = 1
        TUESDAY = 2
        WEDNESDAY = 3
        THURSDAY = 4
        FRIDAY = 5
        SATURDAY = 6
        SUNDAY = 7

    class BankHolidays(models.TextChoices):
        NO = "no", "Not on bank holidays"
        YES = "yes", "Also on bank holidays"
        ONLY = "only", "Only on bank holidays"
        UNKNOWN = "unknown", "Not known for bank holidays"

    contact_point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="opening_hours")
    first_day = models.PositiveSmallIntegerField(
        "from", choices=Day, default=Day.MONDAY, help_text="The first day of the line."
    )
    last_day = models.PositiveSmallIntegerField(
        "to", choices=Day, default=Day.FRIDAY, help_text="The last day of the line."
    )
    opens = models.TimeField(help_text="Such as 9am or 09:00.")
    closes = models.TimeField(
        help_text="The same as “opens” means 24 hours; an earlier time means that time on the next day."
    )
    bank_holidays = models.CharField(
        max_length=7, choices=BankHolidays, default=BankHolidays.UNKNOWN, help_text="Whether these hours hold on them."
    )

    objects = OpeningHoursQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "opens"]
        verbose_name_plural = "opening hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__gte=1) & Q(last_day__lte=7) & Q(first_day__lte=F("last_day")),
                name="contacts_hours_run_through_the_week",
                violation_error_message="The days run from Monday to Sunday: the first cannot come after the last.",
            ),
            models.UniqueConstraint(
                fields=["contact_point", "first_day", "last_day", "opens", "bank_holidays"],
                name="contacts_hours_are_given_once",
                violation_error_message="These days have a line with the same opening time.",
            ),
        ]

    def __str__(self) -> str:
        days = f"{self.get_first_day_display()} to {self.get_last_day_display()}"
        return f"{days}, {self.opens:%H:%M} to {self.closes:%H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._end_confirmations()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._end_confirmations()
        return super().delete(*args, **kwargs)

    def _end_confirmations(self) -> None:
        """Of the entry that it belongs to, and of the one that it belonged to before."""
        stored = type(self).objects.filter(pk=self.pk)
        ContactPoint.objects.filter(
            Q(pk=self.contact_point_id) | Q(pk__in=stored.values("contact_point"))
        ).end_confirmations()
