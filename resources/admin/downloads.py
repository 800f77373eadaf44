"""How often editions were downloaded: a small chart for editors, and the numbers for a spreadsheet."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.http import HttpResponse
from django.utils import timezone

from lscb_site.web.spreadsheets import csv_response
from resources.models import DownloadCount, Edition

MONTHS = 12
COLUMNS = ["day", "document", "edition", "file", "count"]
BAR = 60  # pixels, the height of the picture and of the highest bar


@dataclass(frozen=True)
class Month:
    first_day: date
    count: int
    height: int  # of its bar, of BAR: none at all for a month without a download

    @property
    def top(self) -> int:
        """Where its bar begins, from the top of the picture."""
        return BAR - self.height


def last_months(edition: Edition, today: date | None = None) -> list[Month]:
    """The last twelve months, this one last, in one query."""
    today = today or timezone.localdate()
    index = today.year * 12 + today.month - 1
    days = [date(month // 12, month % 12 + 1, 1) for month in range(index - MONTHS + 1, index + 1)]
    counted = DownloadCount.objects.filter(file__edition=edition, day__gte=days[0], day__lte=today).order_by()
    counts = dict(counted.annotate(month=TruncMonth("day")).values_list("month").annotate(Sum("count")))
    most = max(counts.values(), default=0)
    return [Month(day, counts.get(day, 0), -(-counts.get(day, 0) * BAR // most) if most else 0) for day in days]


def downloads_csv(request) -> HttpResponse:
    """Every count there is. Whoever may see editions may have it; it says nothing about any reader."""
    if not request.user.has_perm("resources.view_edition"):
        raise PermissionDenied
    counted = DownloadCount.objects.select_related("file__edition__document").order_by("day", "file_id")
    lines = map(line, counted.iterator(chunk_size=2000))
    return csv_response(f"downloads-{timezone.localdate()}.csv", COLUMNS, lines)


def line(counted: DownloadCount) -> dict[str, object]:
    edition = counted.file.edition
    return {
        "day": counted.day.isoformat(),
        "document": str(edition.document),
        "edition": edition.name,
        "file": str(counted.file),
        "count": counted.count,
    }
