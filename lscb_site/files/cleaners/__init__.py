"""Writes a copy of a file without what can be taken out of it safely. One cleaner a format; runs in the child process.

Nothing that readers see on the pages changes, and nothing is ever said to have been redacted.
"""

from importlib import import_module

# Kind of file -> the module that cleans it.
CLEANERS = {"docx": "office", "odt": "office", "pdf": "pdf", "pptx": "office", "xlsx": "office"}


def clean(path: str, kind: str, target: str) -> list[str]:
    """Write a clean copy of the file at ``path`` to ``target``; the codes of `finding_kinds.KINDS` it now lacks.

    Writes nothing, and says so with an empty list, where nothing of it can be removed.
    """
    if kind not in CLEANERS:
        return []
    removed: list[str] = import_module(f"{__name__}.{CLEANERS[kind]}").clean(path, kind, target)
    return removed
