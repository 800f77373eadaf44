"""After how many months a thing is looked at again, by its kind: the one place where that is written."""

from datetime import date

from dateutil.relativedelta import relativedelta

from lscb_site.publishing.force import MONTHS

FOR_THE_PUBLIC = "page for the public"

# None: it tells of a day or of a piece of work, and claims nothing about today. Nobody has to look after it.
EVERY: dict[str, int | None] = {
    "protocol": MONTHS,
    "agreement": MONTHS,
    "guidance": MONTHS,
    "procedure": MONTHS,
    "form": MONTHS,
    "report": None,
    "agenda": None,
    "presentation": None,
    "collection": 12,
    FOR_THE_PUBLIC: 6,
    "page": 12,
    "board": 6,
}
MOST = 36  # months that can be set for one thing


def next_check_after(day: date, months: int | None) -> date | None:
    """None where it is not looked at again."""
    return day + relativedelta(months=months) if months else None
