"""How long a process waits for one statement of its database."""

from collections.abc import Iterator
from contextlib import contextmanager

from lscb_site.caching.version import default_connection

WEB = 10  # seconds: no page takes so long, and every request holds a thread meanwhile
BACKGROUND = 300  # seconds, in the worker and the clock


def limit_waiting(seconds: float | None) -> None:
    """From now on, in all threads; None for no limit. What people start by hand (`migrate`, imports) has none."""
    default_connection().limit_waiting(seconds)


@contextmanager
def limited_waiting(seconds: float) -> Iterator[None]:
    limit_waiting(seconds)
    try:
        yield
    finally:
        limit_waiting(None)
