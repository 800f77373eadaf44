"""The moment at which a page is made for readers: now, unless a preview shows the site as on another.

What readers see asks it; what is saved, decided, counted or logged asks the real clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_previewed: ContextVar[datetime | None] = ContextVar("previewed", default=None)


def previewed_moment() -> datetime | None:
    """The moment of the preview that is being made; None for readers themselves."""
    return _previewed.get()


def now_for_readers() -> datetime:
    return _previewed.get() or timezone.now()


def today_for_readers() -> date:
    """The day in London."""
    return timezone.localdate(now_for_readers())


@contextmanager
def as_on(moment: datetime) -> Iterator[None]:
    """What is made within is a preview of the site at an aware `moment`."""
    token = _previewed.set(moment)
    try:
        yield
    finally:
        _previewed.reset(token)
