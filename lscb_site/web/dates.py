"""Dates as people write them, never claiming more than is known, and London's midnight."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date


class Precision(models.TextChoices):
    """How much of a stored date is known: "September 2013" is printed as that, never as the 1st.

    An unknown part is stored as its first (2013-09-01 for September 2013)."""

    DAY = "day", "The exact day"
    MONTH = "month", "Only the month"
    YEAR = "year", "Only the year"

    def words(self, value: date) -> str:
        """What readers see: 18 March 2015, September 2013, 2014."""
        return format_date(value, {"day": "j F Y", "month": "F Y", "year": "Y"}[self.value])

    def when(self, value: date) -> str:
        """As the end of a sentence: on 18 March 2015, in September 2013, in 2014."""
        return f"{'on' if self == self.DAY else 'in'} {self.words(value)}"

    def machine(self, value: date) -> str:
        """The valid value of a `<time datetime>`: 2015-03-18, 2013-09, 2014."""
        return value.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.value]]


def next_midnight(moment: datetime) -> datetime:
    """The first midnight in London after an aware `moment`: what a page says of today is true until then."""
    return midnight_after(timezone.localdate(moment))


def midnight_after(day: date) -> datetime:
    """The midnight in London that ends a day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
