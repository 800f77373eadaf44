"""Whether a backup brings everything back: it is restored beside the site, and every row and byte compared."""

from dataclasses import dataclass

from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from lscb_site.operations.backups.archive import Archive
from lscb_site.operations.backups.database import site_database
from lscb_site.operations.backups.making import note
from lscb_site.operations.backups.manifest import KeptFile
from lscb_site.operations.backups.progress import Watched
from lscb_site.operations.backups.restoring import check_that_it_fits, put, restore_database
from lscb_site.operations.backups.scratch import scratch_folder
from lscb_site.operations.backups.streams import Counted
from lscb_site.operations.backups.trouble import BackupTrouble


@dataclass(frozen=True)
class Compared:
    """`size`: bytes of files."""

    name: str
    tables: int
    rows: int
    files: int
    size: int


def compare(archive: Archive, watched: Watched) -> Compared:
    """Raises BackupTrouble where anything differs. The site may have gone on: the backup is compared with what was
    noted of the site when it was made."""
    database = site_database()
    with database.alone():
        check_that_it_fits(archive, database)
        archive.check(watched)
        with scratch_folder() as folder:
            scratch = FileSystemStorage(folder)
            for file in watched(archive.contents.files, "files"):
                compare_file(archive, file, scratch)
        with database.scratch() as beside:
            restore_database(archive, beside)
            compare_tables(archive, beside.digests())
    note(archive.place, archive.manifest, verified_at=timezone.now())
    tables, files = archive.contents.tables, archive.contents.files
    rows = sum(number for number, _ in tables.values())
    return Compared(archive.manifest.name, len(tables), rows, len(files), sum(file.size for file in files))


def compare_file(archive: Archive, file: KeptFile, scratch: FileSystemStorage) -> None:
    put(archive, file, scratch)
    with scratch.open(file.name) as restored:
        found = Counted(restored).read_through()
    scratch.delete(file.name)
    if (found.size, found.sha256) != (file.size, file.sha256):
        raise BackupTrouble(f"A restored file has other bytes than the backup: look at {scratch.location}.")


def compare_tables(archive: Archive, found: dict[str, list[object]]) -> None:
    stated = archive.contents.tables
    if wrong := sorted(table for table in stated.keys() | found.keys() if stated.get(table) != found.get(table)):
        raise BackupTrouble(f"Restored, these tables have other rows than they had: {', '.join(wrong)}.")
