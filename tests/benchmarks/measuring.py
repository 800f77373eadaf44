"""One page, one file, one start, measured in turns with the bare view."""

import argparse
import os
import statistics
from collections import defaultdict
from typing import Any

from tests.benchmarks.loading import Failed, Load, load
from tests.benchmarks.servers import TOP, Server
from tests.benchmarks.sites import Site
from tests.benchmarks.weighing import weigh

# Content that every size has alike: the Board's own. The lists are full pages at every size.
PAGES = {
    "home": "/",
    "news": "/news/",
    "post": "/news/london-mash-conference-2015/",
    "documents": "/resources/",
    "document": "/resources/london-cse-operating-protocol/",
    "contacts": "/contacts/",
    "search": "/search/?q=consent",
}
MODES = ("cached", "revalidated", "uncached")
COMPRESSED = {"Accept-Encoding": "gzip"}
RANGE = {"Range": "bytes=65536-131071"}
STARTS = 3

Servers = dict[int, Server]  # by the number of items


def measure_page(
    name: str, bare: Server, cached: Servers, uncached: Servers, sites: dict[int, Site], asked: argparse.Namespace
) -> dict[int, dict[str, Any]]:
    """The page at every size, in the same rounds."""
    path = PAGES[name]
    found, rounds = {}, defaultdict(list)
    for items, server in cached.items():
        status, headers, _ = server.get(path, COMPRESSED)
        if status == 404 and name == "search":
            found[items] = {"skipped": "the page is not there yet."}
            continue
        weight, requests = weigh(server, path)
        found[items] = {"path": path, "bytes": weight, "requests": requests, "queries": sites[items].queries(path)}
        found[items]["tag"] = headers.get("etag", "")
    for _ in range(asked.rounds):
        for items, page in found.items():
            if "skipped" in page:
                continue
            floor = load(bare, "/", asked.seconds)
            for mode in MODES:
                if told := one(mode, path, page, cached[items], uncached[items], asked.seconds):
                    rounds[items, mode].append((told, floor))
    for items, page in found.items():
        page.pop("tag", None)
        page["modes"] = [mode for mode in MODES if rounds[items, mode]]
        page |= {mode: summary(rounds[items, mode]) for mode in page["modes"]}
    return found


def one(mode: str, path: str, page: dict, cached: Server, uncached: Server, seconds: float) -> Load | None:
    """None where there is no figure: the page cannot be revalidated, or gave no answer in all these seconds."""
    try:
        if mode == "revalidated":
            headers = COMPRESSED | {"If-None-Match": page["tag"]}
            return load(cached, path, seconds, headers, status=304) if page["tag"] else None
        return load(cached if mode == "cached" else uncached, path, seconds, COMPRESSED)
    except Failed:
        return None


def summary(rounds: list[tuple[Load, Load]]) -> dict[str, float]:
    """Ratios to the bare view of the same round, and the figures themselves."""
    return {
        "cpu": middle(told.cpu / floor.cpu for told, floor in rounds),
        "rps": middle(told.rps / floor.rps for told, floor in rounds),
        "cpu_ms": middle(told.cpu for told, _ in rounds),
        "bare_cpu_ms": middle(floor.cpu for _, floor in rounds),
        "requests_a_second": middle(told.rps for told, _ in rounds),
        "p50_ms": middle(told.p50 for told, _ in rounds),
        "p95_ms": middle(told.p95 for told, _ in rounds),
    }


def measure_files(
    bare: Server, servers: Servers, sites: dict[int, Site], asked: argparse.Namespace
) -> dict[int, dict[str, float]]:
    found = {}
    for items, server in servers.items():
        wholes, parts = [], []
        for _ in range(asked.rounds):
            floor = load(bare, "/file.pdf", asked.seconds)
            wholes.append(load(server, sites[items].file, asked.seconds).cpu / floor.cpu)
            parts.append(load(server, sites[items].file, asked.seconds, RANGE, status=206).cpu)
        found[items] = {"whole_ratio": middle(wholes), "range_ms": middle(parts)}
    return found


def measure_start(site: Site, floor: dict[str, str], workers: int) -> dict[str, float]:
    """From the command to the first answer, in turns with the bare view. The first of each warms the disk."""
    portal, bare = [], []
    for _ in range(STARTS + 1):
        for application, environment, seconds in (
            ("tests.benchmarks.bare", floor, bare),
            ("lscb_site.wsgi", site.environment, portal),
        ):
            with Server(application, TOP, os.environ | environment, workers) as server:
                seconds.append(server.first_answer)
    ratios = (ours / theirs for ours, theirs in zip(portal[1:], bare[1:], strict=True))
    return {"seconds": middle(portal[1:]), "bare_seconds": middle(bare[1:]), "ratio": middle(ratios)}


def middle(figures) -> float:
    return round(statistics.median(figures), 3)
