"""Runs the lines of a Procfile side by side, until a signal or until one of them ends."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

TICK = 0.2  # seconds between two looks at the processes
PATIENCE = 15  # seconds in which they may finish what they do, before they are killed
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def read_procfile(path: Path) -> dict[str, str]:
    """The command of each process, by its name."""
    lines = (line.split(":", 1) for line in path.read_text(encoding="utf-8").splitlines() if ":" in line)
    return {name.strip(): command.strip() for name, command in lines}


def run_together(commands: dict[str, str], at_each_look: Callable[[], None]) -> str | None:
    """Start every command and wait. Returns None when a signal stopped them, else the name of the one that ended.

    `at_each_look` is called every `TICK`. However this ends, no process is left behind.
    """
    stopped = []
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stopped.append(True))
    running = {}
    try:
        for name, command in commands.items():
            running[name] = start(command)
        while not stopped:
            ended = next((name for name, process in running.items() if process.poll() is not None), None)
            if ended:
                return ended
            at_each_look()
            time.sleep(TICK)
        return None
    finally:
        stop(running.values())


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
