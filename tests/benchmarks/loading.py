"""Puts a load on a server: with wrk where it is installed, else with a few threads of our own."""

import http.client
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.benchmarks.servers import Server

CONNECTIONS = 8
TELL = """
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("TOLD %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(95), errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
"""


@dataclass(frozen=True)
class Load:
    requests: int
    seconds: float
    p50: float  # milliseconds
    p95: float
    cpu: float  # milliseconds of the server for each request

    @property
    def rps(self) -> float:
        return self.requests / self.seconds


class Failed(Exception):
    """The server answered something else than it should have."""


def load(server: Server, path: str, seconds: float, headers: dict[str, str] | None = None, status: int = 200) -> Load:
    """Ask for one path again and again. Raises `Failed` where the answer is not `status`."""
    found, *_ = server.get(path, headers)
    if found != status:
        raise Failed(f"{path} answered {found}, not {status}.")
    before = server.spent()
    tell = with_wrk if shutil.which("wrk") else with_threads
    requests, took, p50, p95 = tell(f"{server.address}{path}", seconds, headers or {})
    return Load(requests, took, p50, p95, (server.spent() - before) * 1000 / requests)


def with_wrk(address: str, seconds: float, headers: dict[str, str]) -> tuple[int, float, float, float]:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(TELL)
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", script.name]
        for name, value in headers.items():
            command += ["-H", f"{name}: {value}"]
        told = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    found = re.search(r"TOLD (\d+) (\d+) (\d+) (\d+) (\d+)", told)
    requests, microseconds, p50, p95, errors = map(int, found.groups())
    if errors or not requests:
        raise Failed(f"{address} failed {errors} times in {requests} requests.")
    return requests, microseconds / 1e6, p50 / 1000, p95 / 1000


def with_threads(address: str, seconds: float, headers: dict[str, str]) -> tuple[int, float, float, float]:
    parts, times = urlsplit(address), []
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    began = time.monotonic()

    def ask():
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        while time.monotonic() - began < seconds:
            start = time.perf_counter()
            connection.request("GET", path, headers=headers)
            connection.getresponse().read()
            times.append((time.perf_counter() - start) * 1000)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(times, n=20)
    return len(times), time.monotonic() - began, statistics.median(times), cuts[18]
