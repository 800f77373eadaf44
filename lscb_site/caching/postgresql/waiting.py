"""Every wait for PostgreSQL ends.

A server, or what stands before it, can accept a connection and never say another word. No setting of the server's ends
such a wait, and the kernel sees nothing wrong. So psycopg2 is given a way of waiting with an end. A wait that was given
up leaves its connection in the middle of an answer: psycopg2 closes it.
"""

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from psycopg2.extensions import POLL_OK, POLL_READ, set_wait_callback

# Seconds before we give up at which a server that is well ends a statement itself: the connection then stays.
FOR_THE_SERVER = 1
# Seconds after which the server ends a transaction that says nothing: a host that vanished holds no locks for the two
# hours that TCP allows. The longest silence of ours is that of a form whose file is examined, under a minute.
FOR_A_SILENT_TRANSACTION = 900


class TookTooLong(psycopg2.OperationalError):  # type: ignore[misc]  # a class without types
    """The server has not answered in time."""


class Deadline(threading.local):
    """The moment of the monotonic clock at which this thread gives up, whatever the process allows."""

    moment = float("inf")


deadline = Deadline()
longest: float | None = None  # seconds of one statement, or of making a connection, in this process


def limit(seconds: float | None) -> None:
    """Let no wait of this process take longer; None lets them take for ever, and allows COPY, which else is refused."""
    global longest
    longest = seconds
    set_wait_callback(None if seconds is None else wait)


def wanted() -> dict[str, str]:
    """How the server is to treat a connection of ours, as `pg_settings` writes it: not to compile statements, which
    takes seconds where they take milliseconds; that a page of a table is found at once wherever it lies, as on every
    disk without an arm; and not to work on, or hold locks, for nobody. The limit of a statement is one of waiting for a
    lock too, so a shorter one that the server may have been given is not wanted."""
    given = {"jit": "off", "random_page_cost": "1.1"}
    if longest is not None:
        given |= {
            "statement_timeout": milliseconds(max(longest - FOR_THE_SERVER, longest / 2)),
            "lock_timeout": "0",
            "idle_in_transaction_session_timeout": milliseconds(FOR_A_SILENT_TRANSACTION),
        }
    return given


def milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))


def options() -> dict[str, str]:
    """The same, as it is said at the start of a connection."""
    return {"options": " ".join(f"-c {name}={value}" for name, value in wanted().items())}


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """What this thread asks meanwhile takes no longer, all of it together. It only holds where `limit` is set."""
    before = deadline.moment
    deadline.moment = min(before, time.monotonic() + seconds)
    try:
        yield
    finally:
        deadline.moment = before


def wait(connection: psycopg2.extensions.connection) -> None:
    """psycopg2's own wait, with an end."""
    end = min(deadline.moment, time.monotonic() + (longest or float("inf")))
    while (state := connection.poll()) != POLL_OK:
        left = end - time.monotonic()
        socket = select.poll()
        socket.register(connection.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
        if left <= 0 or not socket.poll(left * 1000):
            raise TookTooLong("The database has not answered in time.")
