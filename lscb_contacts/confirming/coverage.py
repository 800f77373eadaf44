"""How much of the directory can be relied on today, for those who look after it."""

from dataclasses import dataclass

from django.utils import timezone

from lscb_contacts.freshness import Freshness
from lscb_contacts.models import (
    Authority,
    ConfirmationRequest,
    ContactPoint,
    CoverageDay,
    DirectorySettings,
    ProposedChange,
)
from lscb_contacts.querysets import deadlines_today
from lscb_contacts.standing import Standing


@dataclass(frozen=True)
class Coverage:
    confirmed: int  # authorities all of whose numbers have a confirmation that holds
    authorities: int
    months: int
    overdue: list[ContactPoint]
    waiting: int  # changes that somebody has to decide on
    unanswered: int  # requests whose link still works

    def __str__(self):
        return f"{self.confirmed} of {self.authorities} confirmed in the last {self.months} months"


def coverage() -> Coverage:
    authorities = Authority.objects.with_confirmation()
    overdue = ContactPoint.objects.with_freshness().filter(freshness=Freshness.OVERDUE)
    return Coverage(
        confirmed=authorities.filter(standing=Standing.CONFIRMED).count(),
        authorities=authorities.count(),
        months=DirectorySettings.current().confirm_every,
        overdue=list(overdue.select_related("authority", "board").order_by("confirmed_on")),
        waiting=ProposedChange.objects.waiting().count(),
        unanswered=ConfirmationRequest.objects.open_at(timezone.now()).count(),
    )


def count_today() -> CoverageDay:
    """Write down how many numbers can be relied on today. Counted again on the same day, the newer count stands."""
    numbers = ContactPoint.objects.exclude(phone="")
    counted = {"numbers": numbers.count(), "confirmed": numbers.filter(deadlines_today().holds()).count()}
    day, _ = CoverageDay.objects.update_or_create(day=timezone.localdate(), defaults=counted)
    return day
