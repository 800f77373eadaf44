"""One process at a time, on one machine or on all that share the site's database."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

# Of PostgreSQL's advisory locks, which are known by a number. No other of ours has it.
NUMBER = 0x4C534342_46494C45


@contextmanager
def alone_on_this_machine(lock: Path) -> Iterator[None]:
    """`lock` is a file that is made for it."""
    with open(lock, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def alone_on_all_hosts() -> Iterator[None]:
    """By the database that all of them have. One that is SQLite is one machine's."""
    if connection.vendor != "postgresql":
        with alone_on_this_machine(Path(settings.DATA_DIR, "alone.lock")):
            yield
        return
    # It ends with the transaction, also of a process that is killed.
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBER])
        yield
