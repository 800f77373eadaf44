"""One backup as it lies at its place: checked, and opened."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from lscb_site.operations.backups.encryption import check_identity, opening
from lscb_site.operations.backups.manifest import (
    IS_NAME,
    LARGEST,
    SETTINGS,
    Contents,
    Manifest,
    backups_at,
    manifest_of,
    newest_at,
)
from lscb_site.operations.backups.places import Place, StoredObject
from lscb_site.operations.backups.progress import Watched
from lscb_site.operations.backups.streams import Counted, Source
from lscb_site.operations.backups.trouble import BackupTrouble

MOST_TOLD = 5  # objects that are named in a sentence


class Archive:
    """`identity`: the file of the private key, where the backup is encrypted."""

    def __init__(self, place: Place, manifest: Manifest, identity: Path | None) -> None:
        self.place, self.manifest, self.identity = place, manifest, identity
        with self.opened(manifest.contents) as source:
            self.contents = Contents.read(source.read(LARGEST))

    @classmethod
    def at(cls, place: Place, name: str | None, identity: Path | None) -> Self:
        """The newest where no name is given. Raises BackupTrouble also where the identity does not open it."""
        if name and not IS_NAME.fullmatch(name):
            raise BackupTrouble("A backup is named like 2026-11-28T031500Z. See: manage.py backup --list")
        manifest = manifest_of(place, name or newest_at(place))
        return cls(place, manifest, check_identity(identity) if manifest.is_encrypted else None)

    @contextmanager
    def opened(self, path: str) -> Iterator[Source]:
        """What an object was before it was encrypted."""
        with ExitStack() as stack:
            source = stack.enter_context(self.place.open(path))
            yield stack.enter_context(opening(source, self.identity)) if self.identity else source

    def settings(self) -> bytes:
        with self.place.open(f"{self.manifest.name}/{SETTINGS}") as source:
            return source.read(LARGEST)

    def check(self, watched: Watched) -> None:
        """Read every object and compare it with what manifests say of it. Raises BackupTrouble where one differs."""
        stated = stated_objects(self.place)
        stated.update(self.manifest.objects)
        wrong = [each.path for each in watched(self.manifest.objects, "objects") if self.as_it_lies(each) not in stated]
        if wrong:
            more = f" and {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
            raise BackupTrouble(
                f"This backup is damaged: {', '.join(wrong[:MOST_TOLD])}{more} at {self.place.address} "
                f"{'is' if len(wrong) == 1 else 'are'} missing or not as written. Delete what is damaged under files/ "
                "there and make a new backup, which sends it again; or restore another (manage.py backup --list)."
            )

    def as_it_lies(self, each: StoredObject) -> StoredObject | None:
        try:
            with self.place.open(each.path) as source:
                found = Counted(source).read_through()
        except BackupTrouble:
            return None
        return StoredObject(each.path, found.size, found.sha256)


def stated_objects(place: Place) -> set[StoredObject]:
    """What all manifests say: an object of the pool that was lost and sent again is encrypted to other bytes, of which
    only the later ones know."""
    return {each for _, manifest in backups_at(place) if manifest for each in manifest.objects}


def erased_by(place: Place) -> set[str]:
    """The digests of all files that any backup knows to be erased."""
    return {digest for _, manifest in backups_at(place) if manifest for digest in manifest.erased}
