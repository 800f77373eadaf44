"""The privacy check: what a file gives away that its pages do not show, found in a child process."""

import os
from typing import Any

from lscb_site.files.findings import Finding, gathered
from lscb_site.files.isolation import IsolationFailed, TimedOut, run_isolated
from lscb_site.files.kinds import FileKind

MIB = 1024 * 1024
NOT_CHECKED = gathered([("not_checked", "", "")])
# While an editor waits, and when a worker has all night. Seconds of processor time, and by the clock.
WAITED_FOR, PATIENT = (20, 40), (180, 400)


def first_look(path: str, kind: FileKind) -> tuple[str, list[Finding] | None]:
    """The title that the file at ``path``, already accepted as ``kind``, states, and what is found in it.

    The title is empty where there is none. The findings are None where that took too long for somebody who waits: a
    worker has more patience.
    """
    try:
        looked = _in_a_child("lscb_site.files.first_look:look", path, kind, WAITED_FOR)
        return str(looked["title"]), [Finding.from_json(each) for each in looked["findings"]]
    except TimedOut:
        return "", None
    except (IsolationFailed, KeyError, TypeError, ValueError):
        return "", NOT_CHECKED


def findings_in(path: str, kind: FileKind) -> list[Finding]:
    """What is found in the file at ``path``, already accepted as ``kind``, with a worker's patience.

    Raises :class:`lscb_site.files.isolation.TimedOut`. Whatever else keeps it from being looked at is a finding itself,
    ``not_checked``.
    """
    try:
        return [Finding.from_json(each) for each in _in_a_child("lscb_site.files.finders:find", path, kind, PATIENT)]
    except TimedOut:
        raise
    except (IsolationFailed, KeyError, TypeError, ValueError):
        return NOT_CHECKED


def _in_a_child(function: str, path: str, kind: FileKind, limits: tuple[int, int]) -> Any:
    cpu_seconds, wall_seconds = limits
    return run_isolated(
        function,
        os.path.abspath(path),
        kind.value,
        cpu_seconds=cpu_seconds,
        wall_seconds=wall_seconds,
        output_bytes=4 * MIB,
    )
