"""Whether the bytes that rows name are there and right, and what it means for readers when they are not.

What was found stands on the rows (`EditionFile.fault`), so pages, exports and search stop offering a file at once, and
offer it again once it was found right. Whoever serves files looks at each as far as opening it tells; `check_files`,
and a worker once a day, read all of them.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone

from lscb_site.files.content_store import Fault, content_store
from lscb_site.search.indexing import index
from resources.models import EditionFile, FormerFile

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checked:
    """One stored file. `what` names it for an operator; `fault` is None where it is as it should be."""

    place: str
    what: str
    fault: Fault | None


def check(place: str, size: int | None) -> Fault | None:
    """Read all of a file of the library and record what is wrong with it, or that nothing is any more."""
    fault = content_store().fault_of(place, size)
    record(place, fault)
    return fault


@transaction.atomic
def record(place: str, fault: Fault | None) -> None:
    """Write it on every row that names the file. What could not be read because of a fault is read again after it."""
    known = fault or ""
    rows = list(EditionFile.objects.filter(file=place).exclude(fault=known).select_related("edition__document"))
    changed = EditionFile.objects.filter(pk__in=[row.pk for row in rows])
    if fault:
        changed.update(fault=fault, fault_found_at=timezone.now())
    else:
        changed.update(fault="", fault_found_at=None)
        changed.filter(reading=EditionFile.Reading.FAILED).update(
            reading=EditionFile.Reading.PENDING, read_after=None, attempts=0, reading_problem=""
        )
    for edition in {row.edition for row in rows}:
        index(edition)


def picture_is_lost(place: str) -> None:
    """The picture of a first page is made again from the file, by the worker that reads files."""
    EditionFile.objects.filter(picture=place).update(
        picture="", reading=EditionFile.Reading.PENDING, read_after=None, attempts=0, reading_problem=""
    )


def check_picture(place: str) -> Fault | None:
    fault = content_store().fault_of(place)
    if fault:
        picture_is_lost(place)
    return fault


def check_faulty() -> None:
    """Look again at what was found missing or damaged: a disk may have come back, or a copy been restored."""
    for place, size in EditionFile.objects.faulty().values_list("file", "size").distinct():
        fault_or_unreadable(check, place, size)


def count() -> int:
    """How many `check_all` checks."""
    return len(files()) + len(pictures()) + len(former_files())


def check_all() -> Iterator[Checked]:
    """Read every stored file that a row names, and record what was found; yields each when it is done."""
    for place, size in files():
        yield Checked(place, name_of(place), fault_or_unreadable(check, place, size))
    for place in pictures():
        yield Checked(
            place, "the picture of a first page; a worker makes it again", fault_or_unreadable(check_picture, place)
        )
    for place, name in former_files():
        what = f"{name}, which a correction replaced; readers are not given it"
        yield Checked(place, what, fault_or_unreadable(content_store().fault_of, place))


def fault_or_unreadable(check_one: Callable[..., Fault | None], *facts: Any) -> Fault | None:
    """A fault of the machine ends no check: it is told like one of the file, and recorded nowhere."""
    try:
        return check_one(*facts)
    except OSError:
        logger.exception("A stored file could not be looked at.")
        return Fault.UNREADABLE


def files() -> set[tuple[str, int | None]]:
    return set(EditionFile.objects.exclude(file="").values_list("file", "size"))


def pictures() -> set[str]:
    return set(EditionFile.objects.exclude(picture="").values_list("picture", flat=True))


def former_files() -> set[tuple[str, str]]:
    """Those whose bytes no file of now has."""
    present = EditionFile.objects.exclude(sha256="").values("sha256")
    return {(former.place, former.name) for former in FormerFile.objects.exclude(sha256__in=present)}


def name_of(place: str) -> str:
    rows = EditionFile.objects.filter(file=place).select_related("edition__document")
    return "; ".join(f"{row.edition}: {row.name}" for row in rows)


def is_named(place: str) -> bool:
    """Whether any row of the library names these bytes, as they are or as they were before a correction."""
    rows = EditionFile.objects.filter(file=place) | EditionFile.objects.filter(picture=place)
    return rows.exists() or FormerFile.objects.filter(sha256=PurePath(place).stem).exists()
