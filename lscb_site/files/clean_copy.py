"""A copy of a file without what can be taken out of it safely, made in a child process and kept beside the original."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File

from lscb_site.files.finding_kinds import KINDS, Kind
from lscb_site.files.inspection import Refused
from lscb_site.files.isolation import IsolationFailed, run_isolated
from lscb_site.files.kinds import FileKind
from lscb_site.files.receiving import Received, received

CPU_SECONDS, WALL_SECONDS = 60, 120
MOST_LARGER = 1024 * 1024  # bytes by which a copy may be larger than its original


class NoCleanCopy(Exception):
    """None could be made. ``str()`` is a sentence for the editor."""


@dataclass(frozen=True)
class CleanCopy:
    """`received` as an upload is, judged and checked anew; `removed` is what the original has and the copy has not."""

    received: Received
    removed: list[Kind]


def clean_copy(path: str, kind: FileKind, name: str) -> CleanCopy:
    """Make one of the file at ``path``, already accepted as ``kind``, which readers know as ``name``.

    Raises :class:`NoCleanCopy`. Takes some seconds, and must not hold a transaction.
    """
    with tempfile.TemporaryDirectory(prefix="lscb-clean-") as folder:
        target = Path(folder, name)
        try:
            codes = run_isolated(
                "lscb_site.files.cleaners:clean",
                os.path.abspath(path),
                kind.value,
                str(target),
                cpu_seconds=CPU_SECONDS,
                wall_seconds=WALL_SECONDS,
                output_bytes=os.path.getsize(path) + MOST_LARGER,
            )
            removed = [KINDS[code] for code in codes]
        except (IsolationFailed, KeyError, TypeError):
            raise NoCleanCopy("No clean copy could be made of this file. Clean it in its own program.") from None
        if not removed or not target.exists():
            raise NoCleanCopy("Nothing that was found in this file can be taken out here. See what to do beside each.")
        try:
            with target.open("rb") as file:
                return CleanCopy(received(File(file, name)), removed)
        except Refused as refusal:
            raise NoCleanCopy(f"The copy that was made is no good. {' '.join(refusal.messages)}") from None
