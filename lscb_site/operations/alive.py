"""Whether the process of this container or unit is alive, for whatever watches it and may start it again.

`python -m lscb_site.operations.alive` ends with 0 when it is, and with 1 and a sentence when not. It reads the same
variables as the Procfile, and neither Django nor the database: one that is away is no reason to end a process. A web
process answers `/healthz`; the worker and the clock, which answer nobody, touch the file that HEARTBEAT_FILE names.
"""

import os
import socket
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PATIENCE = 3  # seconds for an answer
SILENCE = 120  # seconds without a beat


def note() -> None:
    """Touch HEARTBEAT_FILE, where there is one. Where that cannot be done, the work goes on: its age will tell."""
    if name := os.environ.get("HEARTBEAT_FILE"):
        with suppress(OSError):
            Path(name).touch()


class WebProcess(HTTPConnection):
    """To where the web process of this environment listens: a port, or a socket in the file system."""

    def __init__(self) -> None:
        super().__init__("127.0.0.1", timeout=PATIENCE)
        self.at = os.environ.get("PORT", "8000")
        self.is_socket = os.environ.get("HOST") == "unix"

    def connect(self) -> None:
        if self.is_socket:
            self.sock = socket.socket(socket.AF_UNIX)
            self.sock.settimeout(PATIENCE)
            self.sock.connect(self.at)
        else:
            self.sock = socket.create_connection((self.host, int(self.at)), PATIENCE)


def trouble() -> str | None:
    """What is wrong, in a sentence, or None."""
    if name := os.environ.get("HEARTBEAT_FILE"):
        try:
            age = time.time() - Path(name).stat().st_mtime
        except OSError as problem:
            return f"The file of heartbeats cannot be read: {problem.strerror}."
        return f"It was not heard of for {age:.0f} seconds." if age > SILENCE else None
    try:
        with closing(WebProcess()) as line:
            line.request("GET", "/healthz")
            status = line.getresponse().status
    except (OSError, HTTPException) as problem:
        return f"It does not answer: {type(problem).__name__}."
    return None if status == 200 else f"It answers {status}."


if __name__ == "__main__":
    sys.exit(trouble())
