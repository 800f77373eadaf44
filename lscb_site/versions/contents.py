"""What an item says, as data: its own fields and the rows of its form. And the same put back into the database.

Never what a file holds or is called, and neither the state nor the moments of publishing: those are the item's,
whatever version of it readers see.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from lscb_site.publishing.models import Publishable

Data = dict[str, Any]
OF_PUBLISHING = {"state", "publish_from", "publish_until", "withdrawn_reason", "withdrawn_to"}

MOST_ROWS = 10_000  # of one kind that an item can have
PUT_BACK = MOST_ROWS  # the places of rows that the live item had, and has no longer


def fields_of(model: Any) -> "list[models.Field[Any, Any]]":
    """The columns that editors write."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field.name not in OF_PUBLISHING
        and not isinstance(field, models.FileField)
    ]


def many_of(model: Any) -> "list[models.ManyToManyField[Any, Any]]":
    return [field for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created]


def part_fields(item: Any, name: str) -> "list[models.Field[Any, Any]]":
    """Those of a row of its form, without the one that says whose row it is."""
    relation = item._meta.get_field(name)
    return [field for field in fields_of(relation.related_model) if field != relation.field]


def contents(item: Publishable) -> Data:
    """Of a stored item, as it reads once it has been in the database."""
    model = type(item)
    parts = {
        name: [{"pk": row.pk} | values(row, part_fields(model, name)) for row in getattr(item, name).all()]
        for name in model.parts
    }
    many = {
        field.name: sorted(getattr(item, field.name).order_by().values_list("pk", flat=True))
        for field in many_of(model)
    }
    found: Data = {"fields": values(item, fields_of(model)), "many": many, "parts": parts}
    written: Data = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    return written


def values(row: models.Model, fields: "Iterable[models.Field[Any, Any]]") -> dict[str, Any]:
    # A row in hand may hold a day as a text still.
    return {field.name: field.to_python(getattr(row, field.attname)) for field in fields}


def put(item: Publishable, data: Data, *, temporary: bool = False) -> list[str]:
    """Write it into the item and its rows; sentences on what could not be put back, because it is not there any more.

    Checked by the models' own rules, unless it is `temporary`: then the rows that the item has not got stand under
    numbers below zero, so that a form that shows them finds them again, and the caller undoes all of it.
    Raises ValidationError and IntegrityError, and holds the transaction.
    """
    lost: list[str] = []
    write(item, data["fields"], fields_of(type(item)), lost)
    if not temporary:
        item.full_clean()
    item.save()
    for field in many_of(type(item)):
        wanted = data["many"].get(field.name, [])
        there = field.related_model._base_manager.filter(pk__in=wanted)
        if gone := len(wanted) - len(there):
            lost.append(f"{capitalised(field)}: {gone} of what was chosen is not there any more.")
        getattr(item, field.name).set(there)
    for name in type(item).parts:
        put_rows(item, name, data["parts"].get(name, []), temporary, lost)
    return lost


def put_rows(item: Publishable, name: str, rows: list[Data], temporary: bool, lost: list[str]) -> None:
    relation: Any = item._meta.get_field(name)
    model, fields = relation.related_model, part_fields(type(item), name)
    stored = {row.pk: row for row in getattr(item, name).all()}
    for key in stored.keys() - {row["pk"] for row in rows}:
        stored[key].delete()
    for place, said in enumerate(rows):
        row = stored.get(said["pk"]) or model(**{relation.field.attname: item.pk})
        if not write(row, said, fields, lost):
            if row.pk:
                row.delete()
            continue
        if not temporary:
            row.full_clean()
        elif row.pk is None:
            row.pk = said["pk"] if said["pk"] < 0 else number_below_zero(item, PUT_BACK + place)
        row.save()


def numbered_anew(data: Data, live: Data, item: Publishable) -> Data:
    """The rows that the live item has not got get numbers that no stored row ever has."""
    parts = {}
    for name, rows in data["parts"].items():
        known = {row["pk"] for row in live["parts"].get(name, [])}
        taken = {row["pk"] for row in rows}
        free = (key for place in range(MOST_ROWS) if (key := number_below_zero(item, place)) not in taken)
        parts[name] = [row if row["pk"] in known or row["pk"] < 0 else row | {"pk": next(free)} for row in rows]
    return data | {"parts": parts}


def number_below_zero(item: Publishable, place: int) -> int:
    """None of another item's, whose draft may be open in a transaction at the same moment."""
    return -(int(item.pk) * 2 * MOST_ROWS + place + 1)


def write(row: Any, said: Data, fields: "Iterable[models.Field[Any, Any]]", lost: list[str]) -> bool:
    """False where the row makes no sense without something that is gone."""
    for field in fields:
        if field.name not in said:  # a field that is newer than the version
            continue
        value = field.to_python(said[field.name])
        if isinstance(field, models.ForeignKey) and value is not None:
            if not field.related_model._base_manager.filter(pk=value).exists():
                lost.append(f"{capitalised(field)}: what was chosen is not there any more.")
                if not field.null:
                    return False
                value = None
        elif field.unique and type(row)._base_manager.filter(**{field.name: value}).exclude(pk=row.pk).exists():
            lost.append(f"{capitalised(field)}: “{value}” is taken by another, so it stays as it is.")
            continue
        setattr(row, field.attname, value)
    return True


def capitalised(field: "models.Field[Any, Any]") -> str:
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def refused(problem: Exception) -> str:
    """Why something could not be put back, in a sentence."""
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    return "It contradicts something that has been written since, such as another item with the same address."
