"""A whole restore, in its order."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record
from lscb_site.operations.backups.archive import Archive, erased_by
from lscb_site.operations.backups.database import site_database
from lscb_site.operations.backups.files import DOCUMENTS, SiteFile, Unreadable, measured, named_in
from lscb_site.operations.backups.making import ask, note
from lscb_site.operations.backups.progress import Watched
from lscb_site.operations.backups.restoring import (
    check_that_it_fits,
    check_that_it_is_empty,
    restore_database,
    restore_files,
)
from lscb_site.operations.backups.settling import Settled, settle
from lscb_site.search.indexing import rebuild
from resources import stored_files


@dataclass(frozen=True)
class Restored:
    """`size`: bytes of files. `wrong`: what the last look found, a line each."""

    files: int
    size: int
    settled: Settled
    wrong: list[str]


def restore(archive: Archive, watched: Watched) -> Restored:
    """Raises BackupTrouble. Before the first file is written, everything has been found fit and whole."""
    database = site_database()
    check_that_it_fits(archive, database)
    check_that_it_is_empty(database)
    archive.check(watched)
    size = restore_files(archive, watched)
    connection.close()
    restore_database(archive, database)
    call_command("migrate", interactive=False, verbosity=0)
    settled = settle(erased_by(archive.place))
    record_restore(archive.manifest.moment)
    for _ in rebuild():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # or the database plans as for empty tables
    wrong = last_look(watched)
    os.sync()
    note(archive.place, archive.manifest, verified_at=timezone.now())
    return Restored(len(archive.contents.files), size, settled, wrong)


def record_restore(moment: datetime) -> None:
    """`moment`: of the backup. What was done between it and now is in no record, and this entry says why."""
    record(Act.RESTORED, detail=f"that of {moment.astimezone(UTC):%-d %B %Y, %H:%M} UTC, by manage.py restore")


def last_look(watched: Watched) -> list[str]:
    """What is wrong with the files that rows name, a line each. Readers are told of it, and a worker makes lost
    pictures of first pages again."""
    wrong = []
    for file in watched(sorted(named_in(ask)), "files"):
        if is_right(file):
            continue
        wrong.append(f"{file} is not there, or does not have the bytes it should.")
        if file.store == DOCUMENTS:
            stored_files.check(file.name, None)
            stored_files.check_picture(file.name)
    return wrong


def is_right(file: SiteFile) -> bool:
    try:
        return file.may_hold(measured(file).sha256)
    except Unreadable:
        return False
