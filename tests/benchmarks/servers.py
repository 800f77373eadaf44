"""Starts a gunicorn for a measurement, and tells what it costs: processor time, memory, time to its first answer."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60  # seconds for the first answer
GUNICORN = ["-m", "gunicorn", "--preload", "--no-control-socket", "--worker-class", "gthread", "--threads", "4"]


class Server:
    """One gunicorn of its own, from entering it until leaving it."""

    def __init__(self, application: str, folder: Path, environment: dict[str, str], workers: int = 1):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        flags = ["--workers", str(workers), "--bind", f"127.0.0.1:{self.port}"]
        self.command = [sys.executable, *GUNICORN, *flags, application]
        self.folder, self.environment = folder, environment
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def __enter__(self):
        began = time.monotonic()
        self.process = subprocess.Popen(self.command, cwd=self.folder, env=self.environment, stderr=subprocess.DEVNULL)
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - began > PATIENCE:
                self.process.kill()
                raise RuntimeError(f"The server did not start: {' '.join(self.command[1:])}")
            time.sleep(0.01)
        self.first_answer = time.monotonic() - began  # seconds
        return self

    def __exit__(self, *problem):
        self.connection.close()
        self.process.terminate()
        self.process.wait()

    def answers(self) -> bool:
        try:
            self.get("/")
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return False
        return True

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Over one kept connection: the status, the headers by their small names, the body."""
        try:
            self.connection.request("GET", path, headers=headers or {})
            answer = self.connection.getresponse()
        except ConnectionError:  # the server did not keep it as long as we did
            self.connection.close()
            self.connection.request("GET", path, headers=headers or {})
            answer = self.connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def processes(self) -> Iterator[int]:
        """The master and its workers."""
        master = self.process.pid
        yield master
        yield from map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split())

    def spent(self) -> float:
        """Seconds of processor time until now."""
        stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.processes())
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICK

    def memory(self) -> float:
        """Megabytes, each shared page counted once (proportional set size)."""
        rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() for pid in self.processes())
        return sum(int(line.split()[1]) for lines in rollups for line in lines if line.startswith("Pss:")) / 1024
