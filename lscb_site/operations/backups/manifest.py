"""What a backup consists of. Two lists: the manifest, which lies open and names nothing that an editor named, and the
contents, which are encrypted where the rest is.

The manifest comes last. A folder without one is no backup, but what is left of one that was not finished.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from lscb_site.operations.backups.places import Place, StoredObject
from lscb_site.operations.backups.trouble import BackupTrouble

FORMAT = 1
MANIFEST, SETTINGS, CONTENTS, POOL = "manifest.json", "settings.json", "contents.json", "files"
NAME = "%Y-%m-%dT%H%M%SZ"
IS_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
IS_PATH = re.compile(r"(?:files|\d{4}-\d\d-\d\dT\d{6}Z)(?:/[0-9a-z]+(?:\.[0-9a-z]+)*)+")
LARGEST = 256 * 1024 * 1024  # bytes of a list that is read at once


@dataclass(frozen=True)
class KeptFile:
    """A file of the site: which store it belongs to, its name there, size in bytes and SHA-256, and where it lies."""

    store: str
    name: str
    size: int
    sha256: str
    path: str


@dataclass
class Contents:
    """`tables`: of each its number of rows and their digest, as the database was at the moment of the backup."""

    tables: dict[str, list[Any]]
    files: list[KeptFile]
    problems: list[str] = field(default_factory=list)

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=0).encode()

    @classmethod
    def read(cls, found: bytes) -> "Contents":
        with told_as_damaged(CONTENTS):
            facts = json.loads(found)
            files = [KeptFile(**each) for each in facts["files"]]
            if not all(IS_PATH.fullmatch(each.path) for each in files):
                raise ValueError  # it would read elsewhere
            return cls(facts["tables"], files, facts["problems"])


@dataclass
class Manifest:
    """`size`: of all it needs, in bytes as they lie there. `problems`: how many files of the site were not right."""

    name: str
    began_at: str
    made_at: str
    engine: str
    database: str  # its path; those of the contents and the settings follow from the name
    contents: str
    is_encrypted: bool
    files: int
    size: int
    problems: int
    erased: list[str]  # the digests of what had been erased: an older backup brings none of it back
    objects: list[StoredObject]

    @property
    def moment(self) -> datetime:
        return moment_of(self.name)

    @property
    def is_good(self) -> bool:
        return not self.problems

    def as_bytes(self) -> bytes:
        facts = asdict(self) | {"format": FORMAT}
        return json.dumps(facts | {"sha256": digest_of(facts)}, indent=1).encode()

    @classmethod
    def read(cls, found: bytes, name: str) -> "Manifest":
        """Raises BackupTrouble where it is not as it was written."""
        with told_as_damaged(f"{name}/{MANIFEST}"):
            facts = json.loads(found)
            said, form = facts.pop("sha256"), facts["format"]
            if form != FORMAT:
                raise BackupTrouble(f"{name} was made by another version of the portal: restore it with that version.")
            if said != digest_of(facts) or facts["name"] != name:
                raise ValueError
            paths = {facts["database"], facts["contents"], *(each["path"] for each in facts["objects"])}
            if not all(map(IS_PATH.fullmatch, paths)):
                raise ValueError  # it would read elsewhere
            del facts["format"]
            return cls(**facts | {"objects": [StoredObject(**each) for each in facts["objects"]]})


@contextmanager
def told_as_damaged(path: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise BackupTrouble(f"{path} is damaged: this backup cannot be used.") from problem


def digest_of(facts: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def moment_of(name: str) -> datetime:
    return datetime.strptime(name, NAME).replace(tzinfo=UTC)


def names_at(place: Place) -> dict[str, bool]:
    """Those of all folders of backups, oldest first, and whether each is finished."""
    paths = {each.path for each in place.found() if IS_NAME.fullmatch(each.path.partition("/")[0])}
    return {name: f"{name}/{MANIFEST}" in paths for name in sorted({path.partition("/")[0] for path in paths})}


def manifest_of(place: Place, name: str) -> Manifest:
    """Raises BackupTrouble where there is none, or one that is damaged."""
    with place.open(f"{name}/{MANIFEST}") as source:
        return Manifest.read(source.read(LARGEST), name)


def backups_at(place: Place) -> Iterator[tuple[str, Manifest | None]]:
    """Each finished backup, oldest first; None in place of a manifest that cannot be read any more."""
    for name, is_finished in names_at(place).items():
        if is_finished:
            try:
                yield name, manifest_of(place, name)
            except BackupTrouble:
                yield name, None


def newest_at(place: Place) -> str:
    """The name of the newest finished one. Raises BackupTrouble where there is none."""
    names = [name for name, is_finished in names_at(place).items() if is_finished]
    if not names:
        raise BackupTrouble(f"There is no finished backup at {place.address}.")
    return names[-1]
