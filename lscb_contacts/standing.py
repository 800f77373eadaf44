"""How far an authority's numbers can be relied on: what the map, the list of all and the printed list call *confirmed*.

The same rule stands here for one in hand and for a query; a test holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Value, When

if TYPE_CHECKING:
    from lscb_contacts.models import Authority


class Standing(models.TextChoices):
    CONFIRMED = "confirmed", "confirmed"
    UNCONFIRMED = "unconfirmed", "not yet confirmed"
    NONE = "none", "no number known"


def standing_of(authority: "Authority") -> Standing:
    """From `with_contacts()`. None known: the public has nobody to call. Confirmed: every number of it has a
    confirmation that can be relied on."""
    numbers = [point for point in authority.contact_points.all() if point.phone]
    if not any(point.purpose in point.PUBLIC for point in numbers):
        return Standing.NONE
    return Standing.CONFIRMED if all(point.can_be_relied_on for point in numbers) else Standing.UNCONFIRMED


def as_expression() -> Case:
    """Of each row of `with_confirmation()`, which counts its numbers."""
    return Case(
        When(public_numbers=0, then=Value(Standing.NONE.value)),
        When(numbers=F("confirmed_numbers"), then=Value(Standing.CONFIRMED.value)),
        default=Value(Standing.UNCONFIRMED.value),
        output_field=models.CharField(),
    )


def confirmed_since(authority: "Authority") -> date | None:
    """The day of the oldest of its confirmations."""
    return min((point.confirmed_on for point in authority.contact_points.all() if point.confirmed_on), default=None)


@dataclass(frozen=True)
class Standings:
    """How many authorities of a list have each standing."""

    confirmed: int
    unconfirmed: int
    ever_confirmed: bool  # at least one number of them, at any time

    @classmethod
    def of(cls, authorities: Iterable["Authority"]) -> "Standings":
        all_of_them = list(authorities)
        found = [standing_of(each) for each in all_of_them]
        return cls(
            found.count(Standing.CONFIRMED), found.count(Standing.UNCONFIRMED), any(map(confirmed_since, all_of_them))
        )

    @property
    def total(self) -> int:
        """Those that have a number."""
        return self.confirmed + self.unconfirmed

    @property
    def marked(self) -> Standing:
        """The rarer one: a mark on every row is read by nobody."""
        return Standing.CONFIRMED if self.confirmed <= self.unconfirmed else Standing.UNCONFIRMED
