"""One order in which rows are locked by whoever publishes, withdraws, schedules or leads readers on.

Two who lock the same rows in two orders wait for each other until the database refuses one of them. So all that an act
will write is locked before it writes anything, in the order of this module; what hangs on a row (the versions, moments
and blocks of a page, the papers of a news item) is locked after it, by its holder's leave.
"""

from collections.abc import Iterable

from django.db import models


def lock(rows: Iterable[models.Model]) -> None:
    """Until the end of the transaction: by the name of the model, then by key. The rows in hand stay as they were read.

    Others may go on pointing at a locked row, which takes a lock of its own that `no_key` lets by.
    """
    keys: dict[type[models.Model], set[object]] = {}
    for row in rows:
        keys.setdefault(type(row), set()).add(row.pk)
    for model in sorted(keys, key=lambda model: model._meta.label):
        found = model._base_manager.select_for_update(no_key=True).filter(pk__in=keys[model])
        list(found.order_by("pk").values_list("pk"))
