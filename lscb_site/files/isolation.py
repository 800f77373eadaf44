"""Runs one function in a fresh process that cannot outgrow or outlast its limits.

Parsers written in C read bytes chosen by a stranger: a crash, an endless loop or a gigabyte must cost one
child, never a web worker. The child sets its own limits as its first act (``preexec_fn`` is not safe in a
threaded server), sees none of our environment (no secrets), and answers in JSON through a pipe.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any, cast

PROJECT_ROOT = Path(__file__).resolve().parents[2]
READ_CHUNK = 64 * 1024


class IsolationFailed(Exception):
    """The function gave no answer. ``str()`` is a short reason fit for a log or the admin, without file content."""


class TimedOut(IsolationFailed):
    """The wall clock or the processor time ran out."""


class OutOfMemory(IsolationFailed):
    """The memory limit was reached, or the kernel killed the child for memory."""


class Crashed(IsolationFailed):
    """The function raised, or the process died. ``error`` names the exception type or the signal."""

    def __init__(self, error: str):
        super().__init__(f"crashed ({error})")
        self.error = error


class TooMuchOutput(IsolationFailed):
    """The answer was longer than allowed."""


def run_isolated(
    function_path: str,
    *args: Any,
    memory_mb: int = 1024,
    cpu_seconds: int = 10,
    wall_seconds: float = 20,
    output_bytes: int = 1024 * 1024,
) -> Any:
    """Call ``module:function`` with JSON-able ``args`` in a child process and return its JSON-able answer.

    ``memory_mb`` limits address space (MiB), not resident memory; ``output_bytes`` limits the answer and any
    file the child writes. Starting a child costs about 0.1 s. Raises :class:`TimedOut`, :class:`OutOfMemory`,
    :class:`Crashed` or :class:`TooMuchOutput`. ``function_path`` and small ``args`` are ours, never a user's.
    """
    request = {
        "function": function_path,
        "args": args,
        "memory_bytes": memory_mb * 1024 * 1024,
        "cpu_seconds": cpu_seconds,
        "file_bytes": output_bytes,
        # The child ends itself should this process die before it can.
        "alarm_seconds": int(wall_seconds) + 2,
    }
    deadline = time.monotonic() + wall_seconds
    # -B: under its limit on file size the child would leave a cut-off .pyc behind, which breaks every later import.
    child = subprocess.Popen(  # noqa: S603 - our own module; the request names our own functions
        [sys.executable, "-B", "-m", "lscb_site.files.child", json.dumps(request)],
        cwd=PROJECT_ROOT,
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        output = _read_bounded(cast(IO[bytes], child.stdout).fileno(), deadline, output_bytes)
        answer = _parse(output)
        if answer is None:
            child.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise TimedOut("took too long") from None
    finally:
        _end(child)
    return _outcome(answer, child.returncode)


def _read_bounded(descriptor: int, deadline: float, limit: int) -> bytes:
    received = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while True:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimedOut("took too long")
            chunk = os.read(descriptor, READ_CHUNK)
            if not chunk:
                return bytes(received)
            received += chunk
            if len(received) > limit:
                raise TooMuchOutput(f"answered with more than {limit} bytes")


def _parse(output: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(output)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _end(child: subprocess.Popen[bytes]) -> None:
    # The group is killed before the child is reaped, while its number cannot belong to anyone else.
    if child.returncode is None:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            child.kill()
    cast(IO[bytes], child.stdout).close()
    child.wait()


def _outcome(answer: dict[str, Any] | None, returncode: int) -> Any:
    if answer is not None:
        if "value" in answer:
            return answer["value"]
        if answer.get("error") == "MemoryError":
            raise OutOfMemory("needed too much memory")
        raise Crashed(str(answer.get("error", "no answer"))[:100])
    if returncode in (-signal.SIGXCPU, -signal.SIGALRM):
        raise TimedOut("took too much processor time")
    if returncode == -signal.SIGKILL:  # nobody but the kernel's memory killer does this before _end()
        raise OutOfMemory("was killed for its memory")
    raise Crashed(signal.Signals(-returncode).name if returncode < 0 else f"exit status {returncode}")
