"""What a process has worked out from the database's rows, kept while the content version stays the same."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.utils import timezone

from lscb_site.caching import version
from lscb_site.web.readers_clock import current_preview

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True)
class Kept(Generic[T]):
    value: T
    stamp: version.Stamp
    since: datetime
    until: datetime | None


class Keeper(Generic[T]):
    """Makes a value of the database's rows when it is asked for, and keeps it until content changes or a moment comes.

    `make(moment)` gives the value and the moment at which the clock alone makes it untrue, or None. Every request of
    the process gets the same value: read it, never change it.
    """

    def __init__(self, make: Callable[[datetime], tuple[T, datetime | None]]) -> None:
        self.make = make
        self.kept: Kept[T] | None = None
        self.one_at_a_time = threading.Lock()

    def get(self) -> T:
        if preview := current_preview():  # what its transaction holds is nobody else's
            if self not in preview.kept:
                preview.kept[self] = self.make(preview.moment)[0]
            made: T = preview.kept[self]
            return made
        # Before the rows are read: a change that comes between makes the value newer than its stamp, never older.
        stamp, now = version.stamp(), timezone.now()
        kept = self.kept
        if kept is not None and self.is_true(kept, stamp, now):
            return kept.value
        with self.one_at_a_time:
            kept = self.kept
            if kept is None or not self.is_true(kept, stamp, now):
                value, until = self.make(now)
                self.kept = kept = Kept(value, stamp, now, until)
            return kept.value

    @property
    def last(self) -> T | None:
        """What was true when it was last asked for, without asking the database; None before that."""
        return self.kept.value if self.kept else None

    @staticmethod
    def is_true(kept: Kept[T], stamp: version.Stamp, now: datetime) -> bool:
        return kept.stamp == stamp and kept.since <= now and (kept.until is None or now < kept.until)


class KeeperOfMany(Generic[K, T]):
    """The same for values that are asked for a few at a time: `make(keys)` gives those that there are.

    `until(moment)` is the moment at which the clock alone makes any of them untrue, or None.
    """

    def __init__(self, make: Callable[[list[K]], Mapping[K, T]], until: Callable[[datetime], datetime | None]) -> None:
        self.make = make
        self.known: Keeper[dict[K, T | None]] = Keeper(lambda moment: ({}, until(moment)))

    def get(self, keys: Iterable[K]) -> dict[K, T]:
        """Those of the keys that have a value."""
        known, asked = self.known.get(), list(keys)
        if missing := [key for key in asked if key not in known]:
            # Two threads may make the same, which is the same; nothing is ever taken out.
            known.update(dict.fromkeys(missing) | dict(self.make(missing)))
        return {key: value for key in asked if (value := known[key]) is not None}
