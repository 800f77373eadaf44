"""How much of the directory can be relied on today, for those who look after it."""

from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from lscb_contacts.freshness import Freshness
from lscb_contacts.models import Authority, ConfirmationRequest, ContactPoint, DirectorySettings, ProposedChange


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
        confirmed=authorities.filter(numbers__gt=0, numbers=F("confirmed_numbers")).count(),
        authorities=authorities.count(),
        months=DirectorySettings.current().confirm_every,
        overdue=list(overdue.select_related("authority", "board").order_by("confirmed_on")),
        waiting=ProposedChange.objects.waiting().count(),
        unanswered=ConfirmationRequest.objects.open_at(timezone.now()).count(),
    )
