"""Where looking beats reading: how the year went. Each chart is a table with bars, so that nobody needs to see it."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from lscb_contacts.models import CoverageDay
from lscb_site.web.monthly import Month, monthly, twelve_months
from resources.admin.downloads import last_months
from resources.models import DownloadCount


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    months: list[Month]
    help: str


def confirmed(user: User) -> Chart | None:
    """In each month, as it was counted last. Of a month in which nobody counted it says nothing."""
    if not user.has_perm("lscb_contacts.view_contactpoint"):
        return None
    today = timezone.localdate()
    days = CoverageDay.objects.filter(day__gte=twelve_months(today)[0]).order_by("day")
    counted = {day.day.replace(day=1): day for day in days}
    if not counted:
        return None
    numbers = max(day.numbers for day in counted.values())
    newest = counted[max(counted)]
    return Chart(
        "Numbers with a confirmation that holds, by month",
        monthly({first: day.confirmed for first, day in counted.items()}, today, numbers, empty=None),
        f"A full bar is every number of the directory, now {newest.numbers}. Counted each day; a dash: not counted.",
    )


def downloads(user: User) -> Chart | None:
    if not user.has_perm("resources.view_edition"):
        return None
    months = last_months(DownloadCount.objects.all())
    if not any(month.count for month in months):
        return None
    return Chart("Downloads of all documents, by month", months, "Nothing is kept about who downloads.")
