"""Prints what handing out a file costs, beside Django's own answer: ``python -m tests.benchmarks.downloads``.

Starts the portal, with a database and one document of its own, and a bare Django view that answers with a plain
`FileResponse`, under the same gunicorn flags. Asks both for the same 2 MB in turns over one kept connection, and counts
the processor time of each server. Where it matters, nginx sends the bytes (`FILES_ACCEL_PREFIX`).
"""

import os
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.servers import TOP, Server
from tests.benchmarks.sites import BIG_FILE, Site

RANGE = {"Range": "bytes=65536-131071"}
ROUNDS, REQUESTS = 7, 150


def cost(server: Server, path: str, status: int, length: int, headers: dict[str, str]) -> float:
    """Milliseconds of processor time a request, over `REQUESTS` requests."""
    before = server.spent()
    for _ in range(REQUESTS):
        found, _, body = server.get(path, headers)
        if (found, len(body)) != (status, length):
            raise ValueError(f"{path} answered {found}.")
    return (server.spent() - before) * 1000 / REQUESTS


def main() -> None:
    with tempfile.TemporaryDirectory() as made, ExitStack() as servers:
        folder = Path(made)
        file = folder / "two.pdf"
        file.write_bytes(b"%PDF-1.7\n" + os.urandom(BIG_FILE - 9))
        site = Site(folder / "data", f"sqlite:///{folder}/benchmark.sqlite3")
        site.manage("migrate", "-v0")
        site.add_file(file)
        portal = servers.enter_context(Server("lscb_site.wsgi", TOP, site.environment))
        floor = os.environ | {"BARE_FILE": str(file)}
        bare = servers.enter_context(Server("tests.benchmarks.bare", TOP, floor))
        ratios, wholes, parts = [], [], []
        for _ in range(ROUNDS):
            plain = cost(bare, "/file.pdf", 200, BIG_FILE, {})
            wholes.append(cost(portal, site.file, 200, BIG_FILE, {}))
            parts.append(cost(portal, site.file, 206, 65536, RANGE))
            ratios.append(wholes[-1] / plain)
    ratio, part = statistics.median(ratios), statistics.median(parts)
    results = [
        ("2 MB through gunicorn, beside a plain FileResponse", ratio, "times"),
        ("2 MB through gunicorn", statistics.median(wholes), "ms CPU"),
        ("64 KB from its middle", part, "ms CPU"),
    ]
    for words, figure, unit in results:
        print(f"{words:<72} {figure:>8,.2f} {unit}")


if __name__ == "__main__":
    main()
