"""Writes many rows in one statement."""

from collections.abc import Sequence
from typing import Any, cast

from django.db import connection
from django.db.models import Field, Model

BATCH = 500  # rows of one statement


def insert(model: type[Model], fields: list[str], rows: Sequence[tuple[Any, ...]], *, over: bool = False) -> list[int]:
    """Write rows of text and numbers, which have a value for each of the fields, and return their keys. `over`: where a
    row has the value of the first field already, in its place.

    `bulk_create` takes longer for the pages of a document than the database does: it makes an expression of each value.
    """
    quote = connection.ops.quote_name
    first, *others = columns = [quote(column_of(model, field)) for field in fields]
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES"
    one = f"({', '.join(['%s'] * len(fields))})"
    ending = f"RETURNING {quote(column_of(model, model._meta.pk.name))}"
    if over:
        new_values = ", ".join(f"{column} = excluded.{column}" for column in others)
        ending = f"ON CONFLICT ({first}) DO UPDATE SET {new_values} {ending}"
    keys: list[int] = []
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        with connection.cursor() as cursor:
            values = [value for row in some for value in row]
            cursor.execute(f"{into} {', '.join([one] * len(some))} {ending}", values)
            keys += [key for (key,) in cursor.fetchall()]
    return keys


def column_of(model: type[Model], field: str) -> str:
    return cast("str", cast("Field[Any, Any]", model._meta.get_field(field)).column)
