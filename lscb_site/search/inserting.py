"""Writes many rows in one statement."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import connection
from django.db.models import Model

BATCH = 500  # rows of one statement


def insert(
    model: type[Model],
    fields: list[str],
    rows: Sequence[tuple[Any, ...]],
    on_conflict: str = "",
    returning: tuple[str, ...] = ("pk",),
) -> list[tuple[Any, ...]]:
    """Write rows of text, numbers and days, each with a value for each field, and return some of what was written.

    `bulk_create` takes more than twice as much of the processor: it asks the field of each value how to write it.
    """
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns(model, fields)}) VALUES"
    one = f"({', '.join(['%s'] * len(fields))})"
    written: list[tuple[Any, ...]] = []
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        with connection.cursor() as cursor:
            cursor.execute(
                f"{into} {', '.join([one] * len(some))} {on_conflict} RETURNING {columns(model, returning)}",
                [value for row in some for value in row],
            )
            written += cursor.fetchall()
    return written


def columns(model: type[Model], fields: Iterable[str]) -> str:
    named = [model._meta.pk if name == "pk" else model._meta.get_field(name) for name in fields]
    return ", ".join(connection.ops.quote_name(cast("Any", field).column) for field in named)
