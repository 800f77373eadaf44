"""Whether something published is in force: the one place where the rule is written.

That a text is the newest says nothing of it. Somebody states it, by a role, on a day and until a day on which it is
looked at again, and what was stated falls by the clock. The same rule answers for one row in hand and for a query; a
test holds the two together.
"""

from datetime import date
from typing import Any, ClassVar, Protocol

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Case, Q, Value, When

MONTHS = 12  # to the next check, where nobody has set another interval
LONGEST = relativedelta(years=3)  # from the day of a confirmation to the next check


class Force(models.TextChoices):
    """The value is the state's name in templates/components/state.html too."""

    IN_FORCE = "in-force", "In force, confirmed"
    NOT_CONFIRMED = "not-confirmed", "Not confirmed to be in force"
    PAST_CHECK = "past-check", "Past its check date"
    SUPERSEDED = "superseded", "Superseded"
    RECORD = "record", "Record"


class Claim(Protocol):
    """What a person can say of that it is in force."""

    pk: Any
    _meta: ClassVar[Any]

    @property
    def suggested_role(self) -> str: ...

    @property
    def obstacle(self) -> str:
        """Why nobody can say so now, in a sentence; empty where somebody can."""

    @property
    def is_unsaid(self) -> bool:
        """Whether readers take it to be in force and nobody has said so, or its check is over."""

    def state_force(self, by: str, on: date, check_on: date) -> Any: ...

    def end_statement(self) -> Any: ...


def force_on(today: date, *, is_superseded: bool, is_record: bool, check_on: date | None) -> Force:
    """The force of one row. `check_on` is of the statement that speaks for it, None where none does.

    A statement holds on the day of its check, and no longer.
    """
    if is_superseded:
        return Force.SUPERSEDED
    if is_record:
        return Force.RECORD
    if check_on is None:
        return Force.NOT_CONFIRMED
    return Force.IN_FORCE if today <= check_on else Force.PAST_CHECK


def force_expression(today: date, *, is_superseded: Q, is_record: Q, check_on: str) -> Case:
    """The force of each row of a query; `check_on` names what the query knows of the statement."""
    return Case(
        When(is_superseded, then=Value(Force.SUPERSEDED.value)),
        When(is_record, then=Value(Force.RECORD.value)),
        When(**{f"{check_on}__isnull": True}, then=Value(Force.NOT_CONFIRMED.value)),
        When(**{f"{check_on}__gte": today}, then=Value(Force.IN_FORCE.value)),
        default=Value(Force.PAST_CHECK.value),
        output_field=models.CharField(),
    )


def check_after(day: date, like: tuple[date, date] | None = None) -> date:
    """The day of the next check: after as many months as before, from one day to another, or after `MONTHS`; never
    later than `last_check_after`."""
    between = relativedelta(like[1], like[0]) if like else relativedelta(months=MONTHS)
    next_check: date = min(day + between, last_check_after(day))
    return next_check


def last_check_after(day: date) -> date:
    """The last day that may be set for the next check of what was confirmed on `day`."""
    latest: date = day + LONGEST
    return latest
