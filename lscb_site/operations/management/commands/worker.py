import logging
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, connections

from lscb_site.caching.patience import BACKGROUND, limited_waiting
from lscb_site.operations.heartbeats import beating
from lscb_site.operations.models import Heartbeat

logger = logging.getLogger(__name__)

SHORTEST, LONGEST = 1, 30  # seconds between two tries
WELL = 60  # seconds after which a failure is a new one


TO_LEAVE = {signal.SIGINT, signal.SIGTERM, signal.SIGQUIT}


@contextmanager
def noticed_signals() -> Iterator[socket.socket]:
    """Whence the number of each signal that comes meanwhile can be read, whoever handles it.

    The library's handler ends its loop by SystemExit. Come while the database is asked, that is swallowed by the
    driver, and what follows is an error like any other.
    """
    reading, writing = socket.socketpair()
    with reading, writing:
        for end in (reading, writing):
            end.setblocking(False)
        before = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        try:
            yield reading
        finally:
            signal.set_wakeup_fd(before)


def was_told_to_leave(signals: socket.socket) -> bool:
    try:
        return not TO_LEAVE.isdisjoint(signals.recv(1024))
    except BlockingIOError:  # none came
        return False


class Command(BaseCommand):
    help = "Does the background work, and goes on with it after the database was away, however long."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="Do what waits, and end.")

    def handle(self, *, batch=False, **options):
        pause = SHORTEST
        with noticed_signals() as signals, limited_waiting(BACKGROUND), beating(Heartbeat.Process.WORKER):
            while True:
                began = time.monotonic()
                try:
                    # The library's own loop ends at the first error of the database. It leaves by itself at a signal,
                    # also while we wait below: it has set the handlers.
                    call_command("db_worker", reload=False, batch=batch, verbosity=options["verbosity"])
                    return
                except Error as problem:
                    if was_told_to_leave(signals):
                        return
                    pause = SHORTEST if time.monotonic() - began > WELL else min(pause * 2, LONGEST)
                    logger.error(
                        "The worker could not reach the database (%s) and tries again in %s seconds.",
                        type(problem).__name__,
                        pause,
                    )
                connections.close_all()
                time.sleep(pause)
