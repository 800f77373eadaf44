"""Runs the lines of a Procfile side by side, until a signal; starts again what ends."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

TICK = 0.2  # seconds between two looks at the processes
SOON = 5  # seconds: who ends within them has not done any work
MOST_TRIES = 3
PATIENCE = 15  # seconds in which they may finish what they do, before they are killed
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def read_procfile(path: Path) -> dict[str, str]:
    """The command of each process, by its name."""
    lines = (line.split(":", 1) for line in path.read_text(encoding="utf-8").splitlines() if ":" in line)
    return {name.strip(): command.strip() for name, command in lines}


def run_together(commands: dict[str, str], at_each_look: Callable[[], None]) -> str | None:
    """Start every command and wait; what ends is started again, and a line says so.

    Returns None when a signal stopped them, else the name of the one that ended `MOST_TRIES` times on end, each time
    within `SOON`. `at_each_look` is called every `TICK`. However this ends, no process is left behind.
    """
    stopped = []
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stopped.append(True))
    running = []
    try:
        for name, command in commands.items():
            running.append(Kept(name, command))
        while not stopped:
            for kept in running:
                if not kept.go_on():
                    return kept.name
            at_each_look()
            time.sleep(TICK)
        return None
    finally:
        stop([kept.process for kept in running])


class Kept:
    """A process that is started again when it ends."""

    def __init__(self, name: str, command: str):
        self.name, self.command = name, command
        self.tries = 0  # on end, of which each ended soon
        self.start()

    def start(self) -> None:
        self.process, self.began = start(self.command), time.monotonic()

    def go_on(self) -> bool:
        """Start it again if it has ended; False when that would be in vain."""
        status = self.process.poll()
        if status is None:
            return True
        stop([self.process])  # what it left behind, which may hold its port
        self.tries = self.tries + 1 if time.monotonic() - self.began < SOON else 1
        if self.tries == MOST_TRIES:
            return False
        print(f"The process “{self.name}” ended by itself ({ending(status)}). It is started again.", flush=True)
        self.start()
        return True


def ending(status: int) -> str:
    return f"status {status}" if status >= 0 else signal.Signals(-status).name


def start(command: str) -> subprocess.Popen:
    # A session of its own: Ctrl-C reaches only us, and its children can be stopped with it.
    return subprocess.Popen(f"exec {command}", shell=True, start_new_session=True)


def stop(processes) -> None:
    for process in processes:
        signal_group(process, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            signal_group(process, signal.SIGKILL)
            process.wait()
        # What the process itself left behind.
        signal_group(process, signal.SIGKILL)


def signal_group(process, number) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
