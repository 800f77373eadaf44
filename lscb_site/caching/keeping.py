"""What a process has worked out from the database's rows, kept while the content version stays the same."""

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from lscb_site.caching import version
from lscb_site.publishing.states import State


@dataclass(frozen=True)
class Kept:
    value: Any
    stamp: tuple
    since: datetime
    until: datetime | None


class Keeper:
    """Makes a value of the database's rows when it is asked for, and keeps it until content changes or a moment comes.

    `make(moment)` gives the value and the moment at which the clock alone makes it untrue, or None.
    """

    def __init__(self, make: Callable[[datetime], tuple[Any, datetime | None]]):
        self.make = make
        self.kept: Kept | None = None
        self.one_at_a_time = threading.Lock()

    def get(self):
        # Before the rows are read: a change that comes between makes the value newer than its stamp, never older.
        stamp, now = version.stamp(), timezone.now()
        if not self.holds(stamp, now):
            with self.one_at_a_time:
                if not self.holds(stamp, now):
                    value, until = without_collecting(self.make, now)
                    self.kept = Kept(value, stamp, now, until)
                    return value
        return self.kept.value

    def holds(self, stamp: tuple, now: datetime) -> bool:
        kept = self.kept
        return (
            kept is not None and kept.stamp == stamp and kept.since <= now and (kept.until is None or now < kept.until)
        )


def without_collecting(make: Callable, moment: datetime):
    """To look for garbage again and again among rows by the hundred thousand would double the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return make(moment)
    finally:
        if was_on:
            gc.enable()


def next_change(moment: datetime, *items: models.QuerySet) -> datetime | None:
    """The first moment after this one at which something published among `items` goes live or stops being live."""
    first, *others = (
        each.filter(state=State.PUBLISHED, **{f"{field}__gt": moment}).order_by().values_list(field)
        for each in items
        for field in ("publish_from", "publish_until")
    )
    return min((found for (found,) in first.union(*others)), default=None)
