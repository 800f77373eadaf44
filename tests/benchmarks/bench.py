"""``make bench``: what the portal costs beside a bare Django view, at two sizes and on both databases.

The portal (with its front cache, and without: `PAGE_CACHE=off`) and the bare view run side by side under the same
gunicorn flags and are asked in turns, so that a busy machine slows both; a figure is the middle one of all rounds, as
a ratio to the bare view in the same round. Writes docs/bench/results.json and report.html. Exit status 1 when a goal is
missed.
"""

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.benchmarks.goals import judge
from tests.benchmarks.measuring import PAGES, measure_files, measure_page, measure_start
from tests.benchmarks.report import report
from tests.benchmarks.servers import TOP, Server
from tests.benchmarks.sites import BIG_FILE, Site, database, has_postgresql

WORKERS = 2


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench", description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=[200, 20_000], help="posts and documents together")
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=float, default=2, help="of load for each figure of a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", nargs="+", default=list(PAGES), choices=list(PAGES))
    parser.add_argument("--output", type=Path, default=TOP / "docs" / "bench")
    return parser.parse_args(words)


def main() -> int:
    asked = arguments()
    found: dict[str, Any] = {
        "seconds": asked.seconds,
        "rounds": asked.rounds,
        "workers": WORKERS,
        "databases": {},
        "missed": [],
    }
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "two.pdf"
        file.write_bytes(b"%PDF-1.7\n" + os.urandom(BIG_FILE - 9))
        for kind in asked.database:
            if kind == "postgresql" and not has_postgresql():
                say("PostgreSQL is left out: nothing answers there. Set TEST_DATABASE_URL.")
                continue
            found["databases"][kind] = measure_database(kind, Path(made) / kind, file, asked)
            write(found, asked.output)  # now, so that stopping it later loses nothing
    missed = found["missed"]
    say("", *(f"MISSED  {words}" for words in missed), "Every goal is met." if not missed else "")
    return 1 if missed else 0


def write(found: dict[str, Any], folder: Path):
    found["missed"] = judge(found)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(found, indent=1) + "\n")
    (folder / "report.html").write_text(report(found))


def measure_database(kind: str, folder: Path, file: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Sites of every size at once, so that they are compared in the same rounds."""
    results: dict[str, Any] = {}
    with ExitStack() as stack:
        floor = os.environ | {"BARE_FILE": str(file)}
        bare = stack.enter_context(Server("tests.benchmarks.bare", TOP, floor, WORKERS))
        sites, cached, uncached = {}, {}, {}
        for items in asked.items:
            say(f"{kind}: making a site of {items:,} items")
            place = folder / str(items)
            place.mkdir(parents=True)
            site = Site(place / "data", stack.enter_context(database(kind, place, items)))
            site.prepare(items, file)
            cached[items] = stack.enter_context(Server("lscb_site.wsgi", TOP, site.environment, WORKERS))
            without = site.environment | {"PAGE_CACHE": "off"}
            uncached[items] = stack.enter_context(Server("lscb_site.wsgi", TOP, without, WORKERS))
            sites[items] = site
            results[str(items)] = {"pages": {}}
        for name in asked.pages:
            for items, page in measure_page(name, bare, cached, uncached, sites, asked).items():
                results[str(items)]["pages"][name] = page
                say(line(kind, items, name, page))
        for items, files in measure_files(bare, cached, sites, asked).items():
            results[str(items)]["files"] = files
            say(f"{kind} {items:>7,} 2 MB file {files['whole_ratio']:.2f} x FileResponse, range {files['range_ms']} ms")
        for items in asked.items:
            results[str(items)]["memory"] = memory = round(cached[items].memory(), 1)
            results[str(items)]["start"] = start = measure_start(sites[items], floor, WORKERS)
            say(f"{kind} {items:>7,} first answer {start['ratio']:.2f} x bare, {memory:.0f} MB for {WORKERS} workers")
    return results


def line(kind: str, items: int, name: str, page: dict[str, Any]) -> str:
    if "skipped" in page:
        return f"{kind} {items:>7,} {name:<10} left out: {page['skipped']}"
    told = [f"{mode} {page[mode]['cpu']:.2f}x cpu {page[mode]['rps']:.2f}x rps" for mode in page["modes"]]
    cold, warm = page["queries"]
    return f"{kind} {items:>7,} {name:<10} {'; '.join(told)}; queries {warm} ({cold} cold); {page['bytes']:,} B"


def say(*lines: str):
    for text in lines:
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
