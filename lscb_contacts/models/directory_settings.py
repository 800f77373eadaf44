"""What an Administrator sets for the whole directory."""

from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from lscb_contacts.freshness import Deadlines
from lscb_site.web.readers_clock import today_for_readers

THE_ROW = 1


class DirectorySettings(models.Model):
    """One row. Until an Administrator has saved it, its defaults hold."""

    confirm_every = models.PositiveSmallIntegerField(
        "a confirmation holds for",
        default=6,
        validators=[MinValueValidator(2), MaxValueValidator(24)],
        help_text="Months, 2 to 24. In the last of them the authority is asked again.",
    )
    reply_to = models.EmailField(
        "answers go to",
        blank=True,
        help_text="The Board's mailbox. It is named in every request, and answers to a request go there.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "directory settings"
        default_permissions = ("change", "view")
        constraints = [models.CheckConstraint(condition=Q(pk=THE_ROW), name="contacts_settings_are_one_row")]

    def __str__(self) -> str:
        return "Directory settings"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = THE_ROW
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "DirectorySettings":
        return cls.objects.filter(pk=THE_ROW).first() or cls(pk=THE_ROW)

    def deadlines(self, today: date | None = None) -> Deadlines:
        """Those of a day, by default today in London."""
        return Deadlines.on(today or today_for_readers(), self.confirm_every)
