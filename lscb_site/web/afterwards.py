"""Numbers that nobody waits for: how often a file was fetched, what was searched for in vain.

They are written when the answer has been sent. A database that is busy with somebody else's writing does not get them:
one number less is no harm, and the thread that waits would be missing for the next reader.
"""

import logging
import time
from collections.abc import Callable

from django.db import Error, connection
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

PATIENCE = 0.2  # seconds that a number may wait to be written
PAUSE = 5  # seconds without trying, after it was not


class Rest:
    until = 0.0  # of the monotonic clock


def afterwards(response: HttpResponseBase, count: Callable[[], None]) -> None:
    """Call `count` when the server closes `response`, as WSGI has it do once the last byte is sent."""
    close = response.close

    def close_and_count() -> None:
        try:
            close()
        finally:
            try_to(count)

    response.close = close_and_count  # type: ignore[method-assign]


def try_to(count: Callable[[], None]) -> None:
    if time.monotonic() < Rest.until:
        return
    try:
        with connection.at_most(PATIENCE):  # type: ignore[attr-defined]  # of the engine that the settings name
            count()
    except Error as problem:
        # Without the problem's own words, which may hold what somebody searched for.
        logger.warning("A number for the statistics could not be written: %s", type(problem).__name__)
        Rest.until = time.monotonic() + PAUSE
