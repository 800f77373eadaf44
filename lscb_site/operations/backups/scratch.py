"""Folders for a while, in the temporary folder: a copy of the database passes through one, and must not stay there."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """The caller is alone among all backups of this site, so what lies there is left of one that was killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{beginning()}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=beginning()) as folder:
        yield Path(folder)


def beginning() -> str:
    """Of the names of this site's: another may be copied on the same machine at the same time."""
    site = f"{settings.DATA_DIR} {connection.settings_dict['HOST']} {connection.settings_dict['NAME']}"
    return f"portal-{hashlib.sha256(site.encode()).hexdigest()[:12]}-"
