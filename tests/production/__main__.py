"""`python -m tests.production`: containers and units for real, each part broken, and a disk lost and brought back.

It needs root, podman, debootstrap, age, wrk and half an hour, so it stands in neither pytest nor CI
(`make test-production`). What it prints is the tables of docs/operating.md. Nothing is left but what `--folder` keeps
for another run: images, which take some minutes to make.
"""

import argparse
import tempfile
from pathlib import Path

from tests.production import containers, lost_disk, units
from tests.production.engine import Engine
from tests.production.portal import unexpected

PARTS = {"containers": containers.play, "lost_disk": lost_disk.play, "units": units.play}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--part", action="append", choices=PARTS, help="this one alone; may be given again")
    options.add_argument("--folder", type=Path, help="where to build, and what to leave there for the next run")
    given = options.parse_args()
    engine = Engine(given.folder or Path(tempfile.mkdtemp(prefix="portal-production-")))
    try:
        engine.make_bases()
        for part in given.part or PARTS:
            print(f"\n{part}\n{'-' * len(part)}", flush=True)
            PARTS[part](engine)
    finally:
        engine.down() if given.folder else engine.away()
    if unexpected:
        raise SystemExit(f"Not as expected: {', '.join(unexpected)}.")


if __name__ == "__main__":
    main()
