"""How often editions were downloaded: a small chart for editors, and the numbers for a spreadsheet."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import HttpResponse
from django.utils import timezone

from lscb_site.web.monthly import Month, monthly, twelve_months
from lscb_site.web.spreadsheets import csv_response
from resources.models import DownloadCount

COLUMNS = ["day", "document", "edition", "file", "count"]


def last_months(counts: QuerySet[DownloadCount], today: date | None = None) -> list[Month]:
    """How often these were downloaded in each of the last twelve months, this one last, in one query."""
    today = today or timezone.localdate()
    counted = counts.filter(day__gte=twelve_months(today)[0], day__lte=today).order_by()
    by_month = counted.annotate(month=TruncMonth("day")).values_list("month").annotate(Sum("count"))
    return monthly(dict(by_month), today)


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
