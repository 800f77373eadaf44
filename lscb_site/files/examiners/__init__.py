"""Examines a file's structure: one small examiner per container, each refusing for a stated reason.

Runs in the child process (:mod:`lscb_site.files.isolation`); imports no Django, and heavy libraries only on use.
"""

from importlib import import_module
from typing import Any

from lscb_site.files.refusals import Refusal

# Container as told by the first bytes (see signatures.py) -> its examiner.
EXAMINERS = {"pdf": "pdf", "zip": "package", "ole": "ole"}


def examine(path: str, container: str) -> dict[str, Any]:
    """Examine the file at ``path``: ``{"kind": ..., "remarks": [...]}``, or ``{"refused": code}``.

    ``kind`` is what the structure says, whatever the file is called; codes are keys of ``refusals``.
    """
    examiner = import_module(f"{__name__}.{EXAMINERS[container]}")
    try:
        kind, remarks = examiner.examine(path)
    except Refusal as refusal:
        return {"refused": refusal.code}
    return {"kind": kind.value, "remarks": remarks}
