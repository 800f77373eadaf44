"""Makes a backup: the database as it is at one moment, and every file that it names.

The database comes first. Files are never changed under their names, so whatever the copy names is still there when its
turn comes; what was deleted meanwhile is told apart from what is missing. The manifest comes last, and only then is
there a backup.
"""

import io
import json
import logging
import os
import platform
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import distributions
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from lscb_site.caching.code_version import mark
from lscb_site.operations.backups.database import BackedUpDatabase, FrozenDatabase, site_database
from lscb_site.operations.backups.encryption import Recipients, recipients_of
from lscb_site.operations.backups.files import (
    ERASED,
    MISSING,
    Opened,
    SiteFile,
    Unreadable,
    lying_there,
    measured,
    named_in,
)
from lscb_site.operations.backups.manifest import (
    CONTENTS,
    MANIFEST,
    NAME,
    POOL,
    SETTINGS,
    Contents,
    KeptFile,
    Manifest,
    backups_at,
    moment_of,
    names_at,
)
from lscb_site.operations.backups.places import Place, StoredObject
from lscb_site.operations.backups.progress import Watched
from lscb_site.operations.backups.retention import forget_old
from lscb_site.operations.backups.streams import Counted, Source
from lscb_site.operations.models import Backup

logger = logging.getLogger(__name__)

TRIES = 3  # to read a picture that somebody changes


@dataclass(frozen=True)
class Made:
    """`sent`: bytes that were not at the place before. `went_meanwhile`: files that editors deleted in the meantime."""

    manifest: Manifest
    problems: list[str]
    sent: int
    went_meanwhile: int
    gone: list[str]  # the names of the backups that were old enough to go


class Maker:
    """What the steps of one backup share."""

    def __init__(self, place: Place, recipients: Recipients | None) -> None:
        self.place, self.recipients = place, recipients
        self.ending = recipients.ending if recipients else ""
        self.objects: dict[str, StoredObject] = {}
        self.sent = 0
        self.known = known_objects(place)
        self.name = next_name(list(names_at(place)))

    def path(self, name: str) -> str:
        return f"{self.name}/{name}{self.ending}"

    def keep(self, path: str, source: Source) -> Counted:
        """Store a source under a path, encrypted where there is a key; what it was before."""
        counted = Counted(source)
        if self.recipients:
            with self.recipients.sealing(counted) as sealed:
                self.add(self.place.write(path, sealed))
        else:
            self.add(self.place.write(path, counted))
        return counted

    def add(self, stored: StoredObject) -> None:
        self.objects[stored.path] = stored
        self.sent += stored.size

    def keep_file(self, file: SiteFile) -> KeptFile:
        """What lies in the pool already is not sent again. Raises Unreadable, also where it has not the right bytes."""
        for _ in range(TRIES):
            known = measured(file)
            if not file.may_hold(known.sha256):
                raise Unreadable("does not have the bytes it should")
            path = f"{POOL}/{known.sha256[:2]}/{known.sha256}{self.ending}"
            if path in self.objects:
                return KeptFile(file.store, file.name, known.size, known.sha256, path)
            if path in self.known:
                self.objects[path] = self.known[path]
                return KeptFile(file.store, file.name, known.size, known.sha256, path)
            with Opened(file) as source:
                sent = self.keep(path, source)
            if sent.sha256 == known.sha256:
                return KeptFile(file.store, file.name, known.size, known.sha256, path)
            del self.objects[path]
            self.place.delete(path)
        raise Unreadable("is being changed all the time")


def make(place: Place, watched: Watched) -> Made:
    """Raises BackupTrouble where there is no backup afterwards; files that are not right are told in `problems`."""
    began, recipients, database = time.monotonic(), recipients_of(settings.BACKUPS.public_key), site_database()
    with database.alone():
        maker = Maker(place, recipients)
        began_at = timezone.now()
        with database.frozen() as copy:
            named, tables, erased = keep_database(maker, database, copy)
        besides = set(lying_there()) - named
        files, faults = keep_files(maker, [*sorted(named), *sorted(besides)], watched)
        named_now = named_in(ask) if faults else set()
        problems = [f"{file} {why}." for file, why in faults.items() if file in named_now or why != MISSING]
        maker.add(place.write(f"{maker.name}/{SETTINGS}", io.BytesIO(described(database.engine))))
        contents = Contents(tables, files, problems)
        maker.keep(maker.path(CONTENTS), io.BytesIO(contents.as_bytes()))
        made_at = max(timezone.now(), began_at)  # the clock may have been put back
        manifest = Manifest(
            name=maker.name,
            began_at=began_at.isoformat(),
            made_at=made_at.isoformat(),
            engine=database.engine,
            database=maker.path(database.file_name),
            contents=maker.path(CONTENTS),
            is_encrypted=bool(recipients),
            files=len(files),
            size=sum(each.size for each in maker.objects.values()),
            problems=len(problems),
            erased=erased,
            objects=sorted(maker.objects.values(), key=lambda each: each.path),
        )
        place.write(f"{maker.name}/{MANIFEST}", io.BytesIO(manifest.as_bytes()))
        gone = forget_old(place, timezone.now(), timedelta(days=settings.BACKUPS.days))
        note(place, manifest, gone)
    logger.info(
        "Backup %s: %s files, %s bytes, of them %s sent, %s not right, in %s seconds.",
        *(maker.name, len(files), manifest.size, maker.sent, len(problems), round(time.monotonic() - began)),
    )
    return Made(manifest, problems, maker.sent, len(faults) - len(problems), gone)


def keep_database(
    maker: Maker, database: BackedUpDatabase, copy: FrozenDatabase
) -> tuple[set[SiteFile], dict[str, list[Any]], list[str]]:
    """The files that it names, the digests of its tables, and those of files that were erased: all of one moment."""
    with copy.stream() as stream:
        maker.keep(maker.path(database.file_name), stream)
    return named_in(copy.rows), copy.digests(), sorted(digest for (digest,) in copy.rows(ERASED))


def keep_files(maker: Maker, files: Sequence[SiteFile], watched: Watched) -> tuple[list[KeptFile], dict[SiteFile, str]]:
    """And why of those that could not be kept."""
    kept, faults = [], {}
    for file in watched(files, "files"):
        try:
            kept.append(maker.keep_file(file))
        except Unreadable as problem:
            faults[file] = str(problem)
    return kept, faults


def ask(statement: str) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: list[Sequence[Any]] = cursor.fetchall()
        return rows


def known_objects(place: Place) -> dict[str, StoredObject]:
    """What of the pool is whole, by its path: a manifest names it, and it has the size that it says."""
    sizes = {each.path: each.size for each in place.found(POOL)}
    manifests = [manifest for _, manifest in backups_at(place) if manifest]
    stated = (each for manifest in manifests for each in manifest.objects)
    return {each.path: each for each in stated if sizes.get(each.path) == each.size}


def next_name(names: Sequence[str]) -> str:
    """Of the moment, in UTC, or of a second after the newest where the clock was put back: names are in their order."""
    now = timezone.now().astimezone(UTC).replace(microsecond=0)
    newest = moment_of(names[-1]) if names else datetime.min.replace(tzinfo=UTC)
    return max(now, newest + timedelta(seconds=1)).strftime(NAME)


def described(engine: str) -> bytes:
    """What a stranger must know to bring it back: versions, and which settings were set, without what they hold."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        version = cursor.fetchone()[0]
    facts = {
        "engine": engine,
        "engine_version": version,
        "program": mark(),
        "python": platform.python_version(),
        "libraries": dict(sorted((each.name, each.version) for each in distributions() if each.name)),
        "settings": settings_that_are_set(),
        "migrations": our_migrations(),
    }
    return json.dumps(facts, indent=1).encode()


def our_migrations() -> list[str]:
    """Those of the portal's own apps that the database has: a library may drop its old ones, we never do."""
    ours = {app.label for app in apps.get_app_configs() if (settings.BASE_DIR / app.name.partition(".")[0]).is_dir()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in ours)


def settings_that_are_set() -> list[str]:
    """The names of the portal's variables. What .env.example describes is ours; without it, every variable is named."""
    described = settings.BASE_DIR / ".env.example"
    text = described.read_text(encoding="utf-8") if described.is_file() else None
    names = set(re.findall(r"\b[A-Z][A-Z0-9_]{3,}\b", text)) if text else set(os.environ)
    return sorted(names & set(os.environ))


def note(place: Place, manifest: Manifest, gone: Iterable[str] = (), verified_at: datetime | None = None) -> None:
    """Write it down for whoever asks how old the last good backup is: one with problems is none. A machine that only
    compares has no such table."""
    if not has_table():
        return
    Backup.objects.filter(name__in=list(gone), place=place.address).delete()
    if manifest.is_good:
        facts = {
            "place": place.address,
            "began_at": datetime.fromisoformat(manifest.began_at),
            "made_at": datetime.fromisoformat(manifest.made_at),
            "files": manifest.files,
            "size": manifest.size,
            "is_encrypted": manifest.is_encrypted,
        }
        known = {"verified_at": verified_at} if verified_at else {}
        Backup.objects.update_or_create(name=manifest.name, defaults=facts | known)


def compared_at(place: Place) -> dict[str, datetime | None]:
    """When each backup was last compared, as far as this site knows."""
    return dict(Backup.objects.filter(place=place.address).values_list("name", "verified_at")) if has_table() else {}


def has_table() -> bool:
    return Backup._meta.db_table in connection.introspection.table_names()
