"""The whole site as `make run` starts it, in a folder of its own: for tests that need a browser or a real process."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PATIENCE = 300  # seconds until it must answer, on a machine that does other work too


class RunningSite:
    def __init__(self, folder: Path, static_root: Path):
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log.txt"
        self.passwords = {}
        self.environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DATA_DIR": str(folder),
            "STATIC_ROOT": str(static_root),
            "SITE_ADDRESS": self.address,
            "PORT": str(self.port),
            "WEB_WORKERS": "2",
            "LOG_LEVEL": "INFO",
        }

    def start(self):
        """Start it and wait for its address; `passwords` is filled on the first start."""
        with self.log.open("a") as log:
            began = log.tell()
            command = [sys.executable, "-m", "lscb_site.running"]
            self.process = subprocess.Popen(
                command, cwd=TOP, env=self.environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        deadline = time.monotonic() + PATIENCE
        while f"ready: {self.address}" not in (said := self.log.read_text()[began:]):
            assert self.process.poll() is None, f"The site ended while starting:\n{said}"
            assert time.monotonic() < deadline, f"The site does not answer:\n{said}"
            time.sleep(0.1)
        self.passwords |= dict(re.findall(r"^    (\w+) +(\S+)$", said, re.MULTILINE))

    def copied_to(self, folder: Path) -> "RunningSite":
        """Another site, not started yet, with the rows and the files that this one has now, and its passwords."""
        copy = RunningSite(folder, Path(self.environment["STATIC_ROOT"]))
        copy.passwords |= self.passwords
        with (
            closing(sqlite3.connect(self.folder / "db.sqlite3")) as here,
            closing(sqlite3.connect(folder / "db.sqlite3")) as there,
        ):
            here.backup(there)
        for stored in ("documents", "media"):
            if (self.folder / stored).exists():
                shutil.copytree(self.folder / stored, folder / stored)
        return copy

    def stop(self, how=signal.SIGTERM) -> int:
        """Stop it as an operator would, and return its exit status."""
        self.process.send_signal(how)
        return self.process.wait(timeout=30)

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def processes(self) -> dict[int, str]:
        """The command lines of everything that runs with this site's environment, by process id."""
        mark = f"DATA_DIR={self.folder}\0".encode()
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (entry / "environ").read_bytes():
                    found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:  # it ended, or is somebody else's
                continue
        return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
