"""England's bank holidays, with their substitute days."""

from datetime import date
from functools import cache


@cache
def of_year(year: int) -> frozenset[date]:
    from holidays import country_holidays  # late: it knows every country's, and a command needs none of them

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def around(day: date) -> list[date]:
    """Those from the year of `day` to the end of the next, with the last of the year before: a page may be kept for
    months, and a night begins the day before.
    """
    years = [day.year - 1, day.year, day.year + 1]
    first = date(day.year - 1, 12, 31)
    return sorted(holiday for year in years for holiday in of_year(year) if holiday >= first)
