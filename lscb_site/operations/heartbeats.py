"""Whether the worker and the clock run, from what they themselves write: nobody else sees both of them.

A reader waits for neither, so a process that is silent is told to people and takes nothing out of service.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error, connection
from django.db.models import Q
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.operations import alive
from lscb_site.operations.models import Heartbeat

logger = logging.getLogger(__name__)

BEAT = 30  # seconds
PATIENCE = 5  # seconds for a beat to be written
SILENCE = timedelta(minutes=2)  # four beats
TURN = timedelta(minutes=1)  # of a clock that is silent; then one of another host takes it, before anybody is told
WITHOUT = {
    Heartbeat.Process.WORKER: "Uploaded files are not read; letters and scheduled pages wait until it runs.",
    Heartbeat.Process.CLOCK: "What is due, such as reminders to boroughs and scheduled pages, waits until it runs.",
}


def beat(process: Heartbeat.Process) -> None:
    alive.note()
    Heartbeat.objects.bulk_create(
        [Heartbeat(process=process, heard_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["process"],
        update_fields=["heard_at"],
    )


def has_the_clocks_turn(host: str) -> bool:
    """Whether the clock of this host does the work of now, and not one of another host that was heard of a moment ago.

    One UPDATE decides it, on every database. A clock that starts again on the same host goes on at once.
    """
    alive.note()
    now = timezone.now()
    clock = Heartbeat.Process.CLOCK
    free = Q(host__in=["", host]) | Q(heard_at__lt=now - TURN)
    if Heartbeat.objects.filter(free, process=clock).update(heard_at=now, host=host):
        return True
    # There may be no row yet; of two that make it one does.
    Heartbeat.objects.bulk_create([Heartbeat(process=clock, heard_at=now, host=host)], ignore_conflicts=True)
    return Heartbeat.objects.filter(process=clock, host=host).exists()


def give_up_the_clocks_turn(host: str) -> None:
    """Another host's clock need not wait for `TURN` to pass."""
    Heartbeat.objects.filter(process=Heartbeat.Process.CLOCK, host=host).update(host="")


@contextmanager
def beating(process: Heartbeat.Process) -> Iterator[None]:
    """Beat meanwhile, in a thread of its own: one piece of work may take longer than a silence."""
    stopping = threading.Event()

    def go_on() -> None:
        while not stopping.is_set():
            try:
                with connection.at_most(PATIENCE):  # type: ignore[attr-defined]  # of the engine that the settings name
                    beat(process)
            except Error as problem:
                logger.warning("The %s could not say that it runs: %s", process, type(problem).__name__)
                connection.close()
            stopping.wait(BEAT)
        connection.close()

    thread = threading.Thread(target=go_on, name=f"heartbeat of the {process}")
    thread.start()
    try:
        yield
    finally:
        # Waited for: a process that ends around a thread that still talks to its database may never get to its end.
        stopping.set()
        thread.join()


@dataclass(frozen=True)
class Silent:
    """A process that was not heard of for `SILENCE`."""

    process: Heartbeat.Process
    since: datetime | None  # None: never

    @property
    def sentences(self) -> str:
        """For staff, who can do nothing about it but tell somebody."""
        heard = "has never been heard of"
        if self.since is not None:
            moment = timezone.localtime(self.since)
            heard = f"has not been heard of since {moment:%H:%M} on {format_date(moment, 'j F Y')}"
        return f"{self.process.label} {heard}. {WITHOUT[self.process]} Tell whoever runs the site."

    @property
    def line(self) -> str:
        """For machines."""
        since = f"since {self.since:%Y-%m-%dT%H:%M:%SZ}" if self.since else "yet"
        return f"{self.process} not heard of {since}"


def silent() -> list[Silent]:
    heard = dict(Heartbeat.objects.values_list("process", "heard_at"))
    earliest = timezone.now() - SILENCE
    return [
        Silent(process, heard.get(process))
        for process in Heartbeat.Process
        if process not in heard or heard[process] < earliest
    ]
