"""Background work of the search: writing the index again when it is another program's."""

from typing import Any, TextIO

from django.db import connection
from django_tasks import task

from lscb_site.search import written_by
from lscb_site.search.backends import backend
from lscb_site.search.indexing import rebuild
from lscb_site.search.models import SearchText

LEFT_TO_THE_WORKER = (
    "Left to the worker: the search index is written anew, in a minute or so. Until then searches answer from the old "
    "one. Without a worker, run: manage.py rebuild_search"
)
WRITTEN_ANEW = "The search index is written anew, a second or so for each 1,500 pages: its table is new."


@task()
def rebuild_index() -> None:
    """Write everything that can be found again, unless somebody has done it since."""
    if written_by.is_stale():
        for _ in rebuild():
            pass


def wake_rebuilder() -> None:
    """Enqueue the rebuilding when the index is another program's."""
    if written_by.is_stale():
        rebuild_index.enqueue()


def migrated(verbosity: int = 1, stdout: TextIO | None = None, **kwargs: Any) -> None:
    """After `migrate`: an empty index is this program's, and one with rows may be another's, which it says.

    One whose words lie in no table that this program reads would find nothing: it is written at once, which takes about
    a second for each 1,500 pages.
    """
    if SearchText._meta.db_table not in connection.introspection.table_names():
        return  # migrated to a state of the past
    if written_by.is_empty():
        written_by.record()
    elif backend().is_empty():
        if verbosity and stdout:
            stdout.write(f"{WRITTEN_ANEW}\n")
        for _ in rebuild():
            pass
    elif written_by.is_stale():
        rebuild_index.enqueue()
        if verbosity and stdout:
            stdout.write(f"{LEFT_TO_THE_WORKER}\n")
