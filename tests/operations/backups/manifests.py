"""Manifests of backups that nobody made, for tests of what reads them."""

import io
from datetime import UTC, datetime

from lscb_site.operations.backups.manifest import NAME, Manifest
from lscb_site.operations.backups.places import Place, StoredObject


def name_of(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(NAME)


def manifest(name: str, objects=(), **facts) -> Manifest:
    usual = {
        "began_at": "2026-03-18T03:15:00+00:00",
        "made_at": "2026-03-18T03:16:00+00:00",
        "engine": "sqlite",
        "database": f"{name}/database.sqlite3.gz",
        "contents": f"{name}/contents.json",
        "is_encrypted": False,
        "files": 0,
        "size": 0,
        "problems": 0,
        "erased": [],
    }
    return Manifest(name=name, objects=list(objects), **usual | facts)


def finished(place: Place, name: str, *pool: str, **facts) -> list[StoredObject]:
    """Put a backup there that needs these objects of the pool, which are put there too."""
    objects = [place.write(f"files/{each[:2]}/{each}", io.BytesIO(each.encode())) for each in pool]
    place.write(f"{name}/database.sqlite3.gz", io.BytesIO(b"rows"))
    place.write(f"{name}/manifest.json", io.BytesIO(manifest(name, objects, **facts).as_bytes()))
    return objects


def lying_at(place: Place) -> set[str]:
    return {each.path for each in place.found()}
