"""Twelve months of counts as a small chart: a bar over each number of a table (templates/admin/monthly.html)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MONTHS = 12
BAR = 60  # pixels, the height of the picture and of the highest bar


@dataclass(frozen=True)
class Month:
    first_day: date
    count: int | None  # None: nobody counted
    height: int  # of its bar, of BAR: none at all for a month without any

    @property
    def top(self) -> int:
        """Where its bar begins, from the top of the picture."""
        return BAR - self.height


def twelve_months(today: date) -> list[date]:
    """The first days of the last twelve months, this one last."""
    index = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(index - MONTHS + 1, index + 1)]


def monthly(counts: Mapping[date, int], today: date, most: int = 0, empty: int | None = 0) -> list[Month]:
    """`counts` by the first day of the month; `empty` is said of a month that has none. The highest bar is the greatest
    count, or `most` if that is more."""
    found = {day: counts.get(day, empty) for day in twelve_months(today)}
    most = max([most, *(count or 0 for count in found.values())])
    return [Month(day, count, -(-(count or 0) * BAR // most) if most else 0) for day, count in found.items()]
