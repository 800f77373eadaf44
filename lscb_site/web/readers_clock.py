"""The moment at which a page is made for readers: now, unless a preview shows the site as on another.

What readers see asks it; what is saved, decided, counted or logged asks the real clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone


@dataclass
class Preview:
    moment: datetime
    kept: dict[Any, Any] = field(default_factory=dict)  # what was worked out for this preview alone


_preview: ContextVar[Preview | None] = ContextVar("preview", default=None)


def current_preview() -> Preview | None:
    """The one that is being made; None for readers themselves."""
    return _preview.get()


def now_for_readers() -> datetime:
    preview = _preview.get()
    return preview.moment if preview else timezone.now()


def today_for_readers() -> date:
    """The day in London."""
    return timezone.localdate(now_for_readers())


@contextmanager
def as_on(moment: datetime) -> Iterator[None]:
    """What is made within is a preview of the site at an aware `moment`."""
    token = _preview.set(Preview(moment))
    try:
        yield
    finally:
        _preview.reset(token)
