"""How many numbers could be relied on, day by day. The clock counts: a confirmation forgets the one before."""

from django.db import models
from django.db.models import F, Q


class CoverageDay(models.Model):
    """What was true at the end of a day, or when it was last counted."""

    day = models.DateField(unique=True)
    numbers = models.PositiveIntegerField(help_text="Contact points with a telephone number.")
    confirmed = models.PositiveIntegerField(help_text="Those of them with a confirmation that could be relied on.")

    class Meta:
        ordering = ["day"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed__lte=F("numbers")), name="contacts_no_more_confirmed_than_there_are"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.confirmed} of {self.numbers}"
