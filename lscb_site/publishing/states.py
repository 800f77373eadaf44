"""What an item's stored facts mean at a moment: the one place where the rule of being live is written.

Three facts are stored: `state`, `publish_from` and `publish_until`. Nothing flips a flag when a moment comes:
scheduled, live and expired are read from the clock, so publication never waits for a worker.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """What an editor decided."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Status(models.TextChoices):
    """What that decision means at a moment. A draft is submitted while a publisher is asked to publish it."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waits for a publisher"
    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "Live"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"


def live_at(moment: datetime, prefix: str = "") -> Q:
    """The condition of being live at an aware `moment`; `prefix` reaches it through a relation (`"document__"`)."""
    return Q(**{f"{prefix}state": State.PUBLISHED, f"{prefix}publish_from__lte": moment}) & (
        Q(**{f"{prefix}publish_until__isnull": True}) | Q(**{f"{prefix}publish_until__gt": moment})
    )


def out_by(moment: datetime, prefix: str = "") -> Q:
    """The condition of having gone live by an aware `moment`, even if it has expired or been withdrawn since."""
    return ~Q(**{f"{prefix}state": State.DRAFT}) & Q(**{f"{prefix}publish_from__lte": moment})


def status_at(moment: datetime, state: str, publish_from: datetime | None, publish_until: datetime | None) -> Status:
    """The same rule for one item in hand; a test walks both over every moment and holds them together."""
    if state != State.PUBLISHED:
        return Status(state)
    if publish_from is None or moment < publish_from:
        return Status.SCHEDULED
    if publish_until is not None and moment >= publish_until:
        return Status.EXPIRED
    return Status.LIVE


def has_status_at(status: Status, moment: datetime) -> Q:
    """The condition of having a `status` at a moment, to filter a list by."""
    if status in (Status.DRAFT, Status.SUBMITTED):
        waits = Q(submissions__answer="waiting")
        return Q(state=State.DRAFT) & (waits if status == Status.SUBMITTED else ~waits)
    if status == Status.WITHDRAWN:
        return Q(state=status.value)
    if status == Status.LIVE:
        return live_at(moment)
    published = Q(state=State.PUBLISHED)
    return published & (Q(publish_from__gt=moment) if status == Status.SCHEDULED else Q(publish_until__lte=moment))
