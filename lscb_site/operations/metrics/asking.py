"""What is asked of the database and the machine when somebody scrapes."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain

from django.db import Error, connection
from django.db.models import Max
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from lscb_site.caching.code_version import mark
from lscb_site.caching.models import ContentVersion
from lscb_site.following.models import Letter
from lscb_site.operations.doctor.machine import places
from lscb_site.operations.doctor.work import LATE_LETTERS, oldest_waiting
from lscb_site.operations.models import Backup, Heartbeat
from resources.models import EditionFile

PATIENCE = 3  # seconds for all that is asked of the database
FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # by this name the library knows the folder that processes share


def gauge(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_text, value=value)


def seconds_since(moment: datetime) -> float:
    return max(0.0, (timezone.now() - moment).total_seconds())


def processes() -> Iterator[Metric]:
    family = GaugeMetricFamily("lscb_heard_seconds_ago", "Seconds since it said that it runs.", labels=["process"])
    for process, heard_at in Heartbeat.objects.values_list("process", "heard_at"):
        family.add_metric([process], seconds_since(heard_at))
    yield family


def queue() -> Iterator[Metric]:
    number, waited = oldest_waiting()
    yield gauge("lscb_tasks_waiting", "Tasks that a worker could do now.", number)
    yield gauge("lscb_tasks_oldest_seconds", "Seconds for which the oldest of them has waited.", waited.total_seconds())
    yield gauge(
        "lscb_tasks_failed", "Tasks that failed, of those that are kept.", DBTaskResult.objects.failed().count()
    )


def letters() -> Iterator[Metric]:
    late = Letter.objects.overdue(timezone.now(), by=LATE_LETTERS).count()
    yield gauge("lscb_letters_late", "Letters to followers not sent for over an hour.", late)


def content() -> Iterator[Metric]:
    for number in ContentVersion.objects.values_list("number", flat=True):  # the moment in microseconds
        age = max(0.0, timezone.now().timestamp() - number / 1_000_000)
        yield gauge("lscb_content_version_age_seconds", "Seconds since content was changed.", age)
    faulty = EditionFile.objects.faulty().values("file").distinct().count()
    yield gauge("lscb_files_with_faults", "Stored files known to be missing or damaged.", faulty)


def backups() -> Iterator[Metric]:
    if made_at := Backup.objects.aggregate(last=Max("made_at"))["last"]:
        yield gauge("lscb_backup_age_seconds", "Seconds since the last backup was finished.", seconds_since(made_at))


def machine() -> Iterator[Metric]:
    free = GaugeMetricFamily("lscb_disk_free_bytes", "Bytes that are free.", labels=["place"])
    for name, place in places().items():
        try:
            room = os.statvfs(place)
        except OSError:
            continue
        free.add_metric([name], room.f_bavail * room.f_frsize)
    yield free
    build = GaugeMetricFamily("lscb_build_info", "Which program this is.", labels=["program"])
    build.add_metric([mark()], 1)
    yield build


OF_DATABASE: list[Callable[[], Iterator[Metric]]] = [processes, queue, letters, content, backups]


class Figures(Collector):
    """The figures of this moment. Those of a database that does not answer are left out, and 0 says so."""

    def __init__(self, database_is_away: bool, seconds_of_certificate: float | None) -> None:
        self.database_is_away, self.seconds_of_certificate = database_is_away, seconds_of_certificate

    def collect(self) -> Iterator[Metric]:
        yield from machine()
        if self.seconds_of_certificate is not None:
            words = "Seconds until the certificate ends that readers are shown."
            yield gauge("lscb_certificate_seconds_left", words, self.seconds_of_certificate)
        found = None if self.database_is_away else of_database()
        yield gauge("lscb_database_answers", "1 where the database answered in time.", 0 if found is None else 1)
        yield from found or []


def of_database() -> list[Metric] | None:
    try:
        with connection.at_most(PATIENCE):  # type: ignore[attr-defined]  # of the engine that the settings name
            return list(chain.from_iterable(ask() for ask in OF_DATABASE))
    except Error:
        if not connection.in_atomic_block:  # which only tests have here
            connection.close()
        return None


def exposition(database_is_away: bool, seconds_of_certificate: float | None) -> bytes:
    """All figures, in the words that Prometheus reads."""
    counted: CollectorRegistry = REGISTRY
    if os.environ.get(FOLDER):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    asked = CollectorRegistry()
    asked.register(Figures(database_is_away, seconds_of_certificate))
    return generate_latest(counted) + generate_latest(asked)
