"""Examines a file's structure: one small examiner per container, each refusing for a stated reason.

Runs in the child process (:mod:`lscb_site.files.isolation`); imports no Django, and heavy libraries only on use.
"""

from importlib import import_module
from typing import Any

from lscb_site.files.refusals import Refusal

# Container as told by the first bytes (see signatures.py) -> its examiner.
MAX_NAMES, MAX_NAME = 20, 300
EXAMINERS = {"pdf": "pdf", "zip": "package", "ole": "ole"}


def examine(path: str, container: str) -> dict[str, Any]:
    """Examine the file at ``path``: ``{"kind": ..., "remarks": [...]}``, or ``{"refused": code}``,
    which may have ``names``: of files inside the file, as a stranger wrote them.

    ``kind`` is what the structure says, whatever the file is called; codes are keys of ``refusals``.
    """
    examiner = import_module(f"{__name__}.{EXAMINERS[container]}")
    try:
        kind, remarks = examiner.examine(path)
    except Refusal as refusal:
        names = [name[:MAX_NAME] for name in refusal.names[:MAX_NAMES]]
        return {"refused": refusal.code} | ({"names": names} if names else {})
    return {"kind": kind.value, "remarks": remarks}
