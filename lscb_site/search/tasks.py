"""Background work of the search: writing the index again when it is another program's."""

from typing import Any

from django.db import connection
from django_tasks import task

from lscb_site.search import written_by
from lscb_site.search.indexing import rebuild
from lscb_site.search.models import SearchIndex


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


def migrated(**kwargs: Any) -> None:
    """After `migrate`: an empty index is this program's, and one with rows may be another's."""
    if SearchIndex._meta.db_table not in connection.introspection.table_names():
        return  # migrated to a state of the past
    if written_by.is_empty():
        written_by.record()
    else:
        wake_rebuilder()
