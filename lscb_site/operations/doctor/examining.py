"""All examinations, in one list, and how they are carried out: each has an end, and none keeps another from its own.

Those that ask others run in threads of their own, all at once, and are waited for together. Looking up a name has no
limit of ours, so a thread may outlive that; its answer is taken the next time. Those that ask the database run here,
over this thread's connection, one after another, because a database that is away is away for all of them.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import Error, connection, connections

from lscb_site.operations.doctor import configuration, content, database, ends_of_support, machine, outside, work
from lscb_site.operations.doctor.findings import FAMILIES, Finding, ill, look

logger = logging.getLogger(__name__)

Examination = Callable[[], Iterable[Finding]]

WITHOUT_DATABASE: dict[str, Examination] = {
    "machine.folders": machine.folders,
    "machine.disk": machine.disk,
    "machine.clock": machine.clock,
    "settings.deployment": configuration.deployment,
    "settings.log_level": configuration.log_level,
    "settings.env": configuration.environment_file,
    "settings.static_files": configuration.static_files,
    "settings.programs": ends_of_support.programs,
    "services.mail": outside.mail,
    "services.certificate": outside.certificate,
    "services.redis": outside.redis,
    "services.storage": outside.storage,
}
OF_DATABASE: dict[str, Examination] = {
    "database.server": database.settings_of_server,
    "database.migrations": database.migrations,
    "database.clock": database.clock,
    "database.content_version": database.content_version,
    "work.processes": work.processes,
    "work.queue": work.queue,
    "work.letters": work.letters,
    "work.borough_letters": work.borough_letters,
    "backups.last": work.backups,
    "content.search": content.search,
    "content.files": content.files,
    "content.files_read": content.files_read,
    "content.postcodes": content.postcodes,
    "content.holidays": content.holidays,
    "accounts.second_factor": content.second_factors,
}
# These read everything, so the command alone does it: a screen and a probe every few seconds cannot wait for a disk.
THOROUGH: dict[str, Examination] = {"database.integrity": database.integrity}
PATIENCE = 5  # seconds for all that ask others, together
FOR_ONE, FOR_ALL = 3, 8  # seconds for what one asks of the database, and for all of them
FOR_THE_WHOLE = 60  # seconds for each that reads everything
KEPT = 60  # seconds that a process keeps what others answered, so that a probe does not ask them each time


def carried_out(key: str, examination: Examination) -> list[Finding]:
    """Its findings; where it fails itself, that is one. What it failed with may hold anything: only its kind is told.

    Raises nothing but the database's own errors.
    """
    try:
        return list(examination())
    except Error:
        raise
    except Exception as problem:
        logger.warning("The examination %s failed: %s", key, type(problem).__name__)
        return [failed(key, problem)]


def failed(key: str, problem: BaseException) -> Finding:
    return look(
        key, f"This could not be examined ({type(problem).__name__}).", "Tell whoever looks after the program of it."
    )


def late(key: str) -> Finding:
    mend = "Ask again in a minute. Where it stays so: is the name looked up, does the other machine answer?"
    return look(key, "No answer came in time.", mend)


@dataclass
class Asked:
    """One examination that asks others: its last findings, and whether it is under way."""

    key: str
    examination: Examination
    lock: threading.Lock = field(default_factory=threading.Lock)
    thread: threading.Thread | None = None
    findings: list[Finding] | None = None
    until: float = 0.0  # of the monotonic clock: they are kept so long

    def begin(self) -> None:
        with self.lock:
            if (self.thread and self.thread.is_alive()) or (
                self.findings is not None and time.monotonic() < self.until
            ):
                return
            # It must not hold up the end of a process.
            self.thread = threading.Thread(target=self.run, name=f"doctor: {self.key}", daemon=True)
            self.thread.start()

    def run(self) -> None:
        try:
            found = carried_out(self.key, self.examination)
        except Error as problem:
            found = [failed(self.key, problem)]
        finally:
            connections.close_all()
        self.findings, self.until = found, time.monotonic() + KEPT

    def end(self, moment: float) -> list[Finding]:
        if self.thread:
            self.thread.join(max(0.0, moment - time.monotonic()))
        is_late = self.findings is None or (self.thread is not None and self.thread.is_alive())
        return [late(self.key)] if is_late else self.findings or []


class Doctor:
    """Remembers for a minute what others answered. One for a process."""

    def __init__(self) -> None:
        self.asked = [Asked(key, examination) for key, examination in WITHOUT_DATABASE.items()]

    def examine(self, database_is_away: bool = False, *, thoroughly: bool = False) -> list[Finding]:
        """Everything, the worst first, and by family where it is equally bad."""
        for each in self.asked:
            each.begin()
        end = time.monotonic() + PATIENCE
        found = [away()] if database_is_away else of_database(thoroughly)
        for each in self.asked:
            found += each.end(end)
        order = list(FAMILIES)
        return sorted(found, key=lambda finding: (-finding.state, order.index(finding.family), finding.key))

    def seconds_of_certificate(self) -> float | None:
        """Until its end, as far as that is known without waiting for anybody."""
        (asked,) = (each for each in self.asked if each.key == "services.certificate")
        asked.begin()
        return next((each.figure for each in asked.findings or () if each.figure is not None), None)


def away() -> Finding:
    mend = "See that it runs, and that DATABASE_URL is right. Readers get the last known pages; nobody can write."
    return ill("database.server", "The database does not answer, and what it knows was not examined.", mend)


def of_database(thoroughly: bool) -> list[Finding]:
    """Without tables, or where one of them is locked, the others still answer."""
    found: list[Finding] = []
    end = time.monotonic() + FOR_ALL
    rounds = [(each, FOR_ONE) for each in OF_DATABASE.items()]
    if thoroughly:
        rounds += [(each, FOR_THE_WHOLE) for each in THOROUGH.items()]
    for (key, examination), seconds in rounds:
        if seconds == FOR_ONE and time.monotonic() > end:
            found.append(late(key))
            continue
        try:
            with connection.at_most(seconds), interrupted_after(seconds):  # type: ignore[attr-defined]  # of our engine
                found += carried_out(key, examination)
        except Error as problem:
            logger.warning("The examination %s failed: %s", key, type(problem).__name__)
            if not connection.in_atomic_block:  # which only tests have here
                connection.close()
            if database.is_damage(problem):
                found.append(database.damaged())
            elif answers():
                mend = "Run manage.py migrate where tables are missing; somebody may hold a lock, or it is too slow."
                found.append(ill(key, f"The database could not tell ({type(problem).__name__}).", mend))
            else:
                return [away()]
    return list(dict.fromkeys(found))  # several may have met the same damage


def answers() -> bool:
    try:
        with connection.at_most(FOR_ONE):  # type: ignore[attr-defined]  # of our engine
            database.value("SELECT 1")
    except Error:
        return False
    return True


class interrupted_after:
    """SQLite has no limit for a statement: another thread ends it."""

    def __init__(self, seconds: float) -> None:
        self.timer = threading.Timer(seconds, self.interrupt)

    def interrupt(self) -> None:
        if isinstance(self.inner, sqlite3.Connection):
            self.inner.interrupt()

    def __enter__(self) -> None:
        connection.ensure_connection()
        self.inner = connection.connection
        self.timer.start()

    def __exit__(self, *problem: object) -> None:
        self.timer.cancel()
