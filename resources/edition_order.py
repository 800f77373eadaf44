"""The order of a document's editions is told twice, by their numbers and by their dates: both must say the same."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from lscb_site.web.dates import Precision


class Dated(Protocol):
    number: int
    effective_date: date | None
    date_precision: str

    @property
    def name(self) -> str: ...


def contradiction(editions: Iterable[Dated]) -> tuple[Dated, Dated] | None:
    """The first edition that applies from before one of a lower number, and that one. Unknown dates contradict none.

    Only what is known is compared: September 2013 is neither before nor after 18 September 2013.
    """
    dated = sorted((edition for edition in editions if edition.effective_date), key=lambda edition: edition.number)
    for index, later in enumerate(dated):
        for earlier in dated[:index]:
            if is_before(later, earlier):
                return later, earlier
    return None


def is_before(one: Dated, other: Dated) -> bool:
    known = [
        Precision(each.date_precision).machine(each.effective_date) for each in (one, other) if each.effective_date
    ]
    length = min(map(len, known))
    return known[0][:length] < known[1][:length]


def in_words(later: Dated, earlier: Dated) -> str:
    """Beside the date of the later one."""
    return (
        f"The {earlier.name}, which comes before this one, applies from {when(earlier)}. "
        "An edition cannot apply before the one it follows: check its number and this date."
    )


def after_in_words(later: Dated, earlier: Dated) -> str:
    """Beside the date of the earlier one."""
    return (
        f"The {later.name}, which comes after this one, applies from {when(later)}. "
        "An edition cannot apply after the one that follows it: check its number and this date."
    )


def when(edition: Dated) -> str:
    return Precision(edition.date_precision).words(edition.effective_date) if edition.effective_date else ""
