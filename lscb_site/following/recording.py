"""The one way in which a change that is told is recorded: in the transaction of the change.

What is open, because no letter has it yet, is one row for each thing that changed: what is put right meanwhile is told
as it is then, what is taken back is not told at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from lscb_site.following.models import Change
from lscb_site.versions.acts import is_quiet

HOLD = timedelta(minutes=10)  # for what is of `Change.HELD`


@dataclass(frozen=True)
class Decision:
    """What whoever makes a change says about telling it."""

    why_not_told: str = ""
    by: Any = None


_decision: ContextVar[Decision | None] = ContextVar("decision", default=None)


@contextmanager
def not_told(why: str, by: Any = None) -> Iterator[None]:
    """What changes meanwhile is recorded, and followers are not told of it: `why`, in an editor's words."""
    token = _decision.set(Decision(why, by))
    try:
        yield
    finally:
        _decision.reset(token)


def is_recorded() -> bool:
    """Whether anything is, now: not what is undone again, nor the content that a site starts with."""
    return not is_quiet()


def about(row: Model) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def record(kind: Change.Kind, row: Model, *, tell_from: datetime | None = None, **facts: Any) -> Change:
    """Write that `row` changed, or find the open change that says so. `facts` are the rows that it names.

    `tell_from` is when readers can see it, by default now; what is held is told later.
    """
    now = timezone.now() + (HOLD if kind in Change.HELD else timedelta())
    decision = _decision.get() or Decision()
    values = facts | {
        "tell_from": max(tell_from or now, now),
        "why_not_told": decision.why_not_told,
        "decided_by_id": getattr(decision.by, "pk", None),
    }
    which = {"kind": kind.value, "about": about(row)}
    try:
        with transaction.atomic():
            return Change.objects.create(**which, **values)
    except IntegrityError:  # it is open already, and what was said of telling it first holds
        found: Change = Change.objects.open().get(**which)
        if tell_from and found.tell_from != values["tell_from"]:
            found.tell_from = values["tell_from"]
            found.save(update_fields=["tell_from"])
        return found


def take_back(row: Model, *kinds: Change.Kind) -> int:
    """Forget open changes of a row that are not so any more; how many there were."""
    return int(Change.objects.open().filter(about=about(row), kind__in=kinds).delete()[0])


def was_told(kind: Change.Kind, row: Model) -> bool:
    """Whether letters of it were written once."""
    return Change.objects.filter(kind=kind, about=about(row), gathered_at__isnull=False).exists()
