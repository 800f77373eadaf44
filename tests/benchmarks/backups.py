"""Prints what a backup costs, and coming back from it: ``python -m tests.benchmarks.backups``.

For SQLite and PostgreSQL it makes a site of its own with 2,000 documents of 512 KB each, backs it up to a folder, plain
and encrypted, compares, destroys the site, restores it, and compares the files.

    --documents 2000 --size 524288    how many, and their size in bytes
    --only sqlite                     one database; PostgreSQL is left out with a line where none answers
"""

import argparse
import shutil
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.sites import Site, database, has_postgresql, on_server
from tests.operations.backups.keys import new_key

FILL = "from tests.operations.backups.busy_site import fill; fill({documents}, {size})"


def main() -> int:
    options = argparse.ArgumentParser(description="What a backup costs, and coming back from it.")
    options.add_argument("--documents", type=int, default=2_000)
    options.add_argument("--size", type=int, default=512 * 1024)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = options.parse_args()
    for kind in ("sqlite", "postgresql"):
        if chosen.only not in (None, kind):
            continue
        if kind == "postgresql" and not has_postgresql():
            print("PostgreSQL is left out: no server answers.")
            continue
        with tempfile.TemporaryDirectory() as name, database(kind, Path(name), chosen.documents) as address:
            measure(kind, Site(Path(name, "data"), address), chosen)
    return 0


def measure(kind: str, site: Site, chosen: argparse.Namespace):
    data = Path(site.environment["DATA_DIR"])
    data.mkdir()
    identity, public = new_key(data.parent)
    site.manage("migrate", "-v0")
    site.manage("shell", "--no-imports", "-c", FILL.format(documents=chosen.documents, size=chosen.size))
    files = digests(data)
    for name, key, opening in (("plain", "", []), ("encrypted", public, ["--identity", str(identity)])):
        place = data.parent / name
        site.environment |= {"BACKUP_PLACE": str(place), "BACKUP_PUBLIC_KEY": key}
        print(f"{kind}, {name}, {chosen.documents:,} documents of {chosen.size:,} bytes:")
        timed("backup, the first", site, "backup")
        size = bytes_of(place)
        timed("backup, the next", site, "backup")
        print(f"  {'at the place':<20} {size / 1e6:>10,.1f} MB, and {(bytes_of(place) - size) / 1e6:,.1f} MB more")
        timed("backup --verify", site, "backup", "--verify", *opening)
        destroy(site, data)
        timed("restore", site, "restore", *opening)
        if digests(data) != files:
            sys.exit("The files that came back are not those that were destroyed.")


def timed(what: str, site: Site, *words: str):
    began = time.monotonic()
    site.manage(*words)
    print(f"  {what:<20} {time.monotonic() - began:>10.1f} s", flush=True)


def destroy(site: Site, data: Path):
    shutil.rmtree(data)
    data.mkdir()
    address = urlsplit(site.environment["DATABASE_URL"])
    if address.scheme == "sqlite":
        for path in Path(address.path).parent.glob("site.sqlite3*"):
            path.unlink()
    else:
        name = address.path.strip("/")
        on_server(f"DROP DATABASE {name} WITH (FORCE)", f"CREATE DATABASE {name}")


def digests(data: Path) -> dict[str, bytes]:
    """The stored files' own bytes, by their name; what a store notes beside them is left out."""
    found = (path for path in (*data.glob("documents/??/*"), *data.glob("media/**/*")) if path.is_file())
    return {str(path.relative_to(data)): sha256(path.read_bytes()).digest() for path in found}


def bytes_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
