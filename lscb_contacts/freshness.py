"""How far a confirmation can be relied on: the one place where the rule of its age is written.

A confirmation holds for a period that an Administrator sets, in months. In the last month it is due to be given again;
after the period it is overdue. The same rule answers for one date in hand and for a query; a test holds them together.
"""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Case, Q, Value, When

LAST = 1  # month of the period: the one in which an authority is asked


class Freshness(models.TextChoices):
    UNCONFIRMED = "unconfirmed", "Not yet confirmed"
    FRESH = "fresh", "Confirmed"
    DUE = "due", "Due to be confirmed again"
    OVERDUE = "overdue", "Confirmation out of date"


@dataclass(frozen=True)
class Deadlines:
    """What was confirmed up to the day `due` is due again, and up to the day `overdue` is overdue."""

    due: date
    overdue: date

    @classmethod
    def on(cls, today: date, months: int) -> "Deadlines":
        """Those of a day, for a period of so many months."""
        return cls(due=today - relativedelta(months=months - LAST), overdue=today - relativedelta(months=months))

    def freshness(self, confirmed_on: date | None) -> Freshness:
        if confirmed_on is None:
            return Freshness.UNCONFIRMED
        if confirmed_on <= self.overdue:
            return Freshness.OVERDUE
        return Freshness.DUE if confirmed_on <= self.due else Freshness.FRESH

    def holds(self, prefix: str = "") -> Q:
        """The condition of a confirmation that can be relied on; `prefix` reaches it through a relation."""
        return Q(**{f"{prefix}confirmed_on__gt": self.overdue})

    def wanted(self, prefix: str = "") -> Q:
        """The condition of a confirmation that it is time to ask for again."""
        return Q(**{f"{prefix}confirmed_on__lte": self.due})

    def as_expression(self) -> Case:
        """The freshness of each row of a query."""
        return Case(
            When(confirmed_on__isnull=True, then=Value(Freshness.UNCONFIRMED.value)),
            When(confirmed_on__lte=self.overdue, then=Value(Freshness.OVERDUE.value)),
            When(confirmed_on__lte=self.due, then=Value(Freshness.DUE.value)),
            default=Value(Freshness.FRESH.value),
            output_field=models.CharField(),
        )
