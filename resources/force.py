"""The mark of force that stands beside everything of a document: what is known of it today, in words.

`lscb_site.publishing.force` has the rule. What took an edition's place is asked of its `Succession`.
"""

from dataclasses import dataclass
from datetime import date

from lscb_site.publishing.force import Force, force_on
from lscb_site.web.dates import Precision
from lscb_site.web.readers_clock import today_for_readers
from resources.models import ClaimsForce, Document, StatementOfForce
from resources.succession import Succession

WE_HOLD = "Newest we hold, not confirmed to be in force"
WE_KNOW_OF = "Newest we know of, not confirmed to be in force"
ELSEWHERE = "On another site, not confirmed to be in force"


@dataclass(frozen=True, slots=True)
class Mark:
    """`force` names it to templates/components/state.html; `statement` is the one that speaks, if one does."""

    force: Force
    words: str
    statement: StatementOfForce | None = None


def mark_of(place: Succession, today: date | None = None, *, dated: bool = True) -> Mark:
    """Of an edition; of a document that has none, whose place is told of no edition.

    To say on which day another document took its place may cost a query: a list leaves it out (`dated`).
    """
    document = place.document
    speaker: ClaimsForce = place.edition or document
    statement = None if document.is_record or place.is_superseded else speaker.statement
    force = force_on(
        today or today_for_readers(),
        is_superseded=place.is_superseded,
        is_record=document.is_record,
        check_on=statement.check_on if statement else None,
    )
    words = {
        Force.SUPERSEDED: lambda: place.words if dated else place.undated_words,
        Force.RECORD: lambda: str(Force.RECORD.label),
        Force.NOT_CONFIRMED: lambda: unconfirmed_words(place),
        Force.IN_FORCE: lambda: in_force_words(statement),
        Force.PAST_CHECK: lambda: past_check_words(statement),
    }[force]()
    return Mark(force, words, statement)


def force_of(document: Document, today: date | None = None) -> Force:
    """The force of a document's newest edition, as `DocumentQuerySet.with_force` has it for a query."""
    edition = document.current_edition
    statement = (edition or document).statement
    return force_on(
        today or today_for_readers(),
        is_superseded=document.live_successor is not None,
        is_record=document.is_record,
        check_on=statement.check_on if statement else None,
    )


def unconfirmed_words(place: Succession) -> str:
    if place.edition and place.edition.can_be_read:
        return WE_HOLD
    return ELSEWHERE if place.document.lives_at else WE_KNOW_OF


def in_force_words(statement: StatementOfForce) -> str:
    return (
        f"In force, confirmed {day(statement.stated_on)} by {statement.stated_by}, next check {day(statement.check_on)}"
    )


def past_check_words(statement: StatementOfForce) -> str:
    return (
        f"Past its check date, {day(statement.check_on)}: "
        f"last confirmed {day(statement.stated_on)} by {statement.stated_by}"
    )


def day(value: date) -> str:
    return Precision.DAY.words(value)
