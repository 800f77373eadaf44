"""Which backups are old enough to go, and what of the pool goes with them."""

from datetime import datetime, timedelta

from lscb_site.operations.backups.manifest import MANIFEST, POOL, backups_at, moment_of, names_at
from lscb_site.operations.backups.places import Place

# What is younger may be of a backup that somebody makes there at this moment, from another machine.
HALF_MADE = timedelta(days=2)


def forget_old(place: Place, now: datetime, kept_for: timedelta) -> list[str]:
    """Delete backups older than `kept_for`, but for the newest of all and the newest good one, and what no other needs;
    the names of those that went. A place with a damaged manifest keeps its pool: nobody knows what that one needs."""
    found = dict(backups_at(place))
    good = [name for name, manifest in found.items() if manifest and manifest.is_good]
    stay = {*list(found)[-1:], *good[-1:]}
    gone = [name for name, manifest in found.items() if manifest and name not in stay and is_older(name, now, kept_for)]
    unfinished = [
        name for name, is_finished in names_at(place).items() if not is_finished and is_older(name, now, HALF_MADE)
    ]
    for name in (*gone, *unfinished):
        forget(place, name)
    kept = [manifest for name, manifest in found.items() if name not in gone]
    if None not in kept:
        needed = {each.path for manifest in kept if manifest for each in manifest.objects}
        before = (now - HALF_MADE).timestamp()
        for each in list(place.found(POOL)):
            if each.path not in needed and each.modified < before:
                place.delete(each.path)
    place.tidy((now - HALF_MADE).timestamp())
    return gone


def is_older(name: str, now: datetime, age: timedelta) -> bool:
    return moment_of(name) < now - age


def forget(place: Place, name: str) -> None:
    """Its manifest first: without it nobody takes what is left for a backup."""
    paths = [each.path for each in place.found(name)]
    for path in sorted(paths, key=lambda path: not path.endswith(f"/{MANIFEST}")):
        place.delete(path)
