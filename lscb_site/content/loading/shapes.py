"""Holds what a text says to its shape, a dataclass: its fields are the keys there may be, those without a default
the keys there must be, and their types what may stand there.
"""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Shape = TypeVar("Shape")

WORDS = {str: "text", bool: "true or false", int: "a whole number", date: "a date such as 2015-03-18"}

IN_A_CELL = {"yes": True, "": False}  # of a table


class Misshapen(Exception):
    """`message` says what is wrong with the key `field` (`event.starts`, `editions[2].files`)."""

    def __init__(self, field: str, message: str):
        super().__init__(message)
        self.field, self.message = field, message


def shaped(shape: type[Shape], values: Any, where: str = "") -> Shape:
    """`values` as a `shape`. Raises `Misshapen`."""
    if not isinstance(values, dict):
        raise Misshapen(where, "should hold keys and values.")
    kinds = get_type_hints(shape)
    for name in values:
        if name not in kinds:
            raise Misshapen(below(where, str(name)), f"is not known here. Known: {', '.join(kinds)}.")
    for field in fields(shape):
        if field.name not in values and field.default is MISSING and field.default_factory is MISSING:
            raise Misshapen(below(where, field.name), "is missing.")
    return shape(**{name: fitted(kinds[name], value, below(where, name)) for name, value in values.items()})


def fitted(kind: Any, value: Any, where: str) -> Any:
    """`value` where a field of type `kind` wants it. Raises `Misshapen`."""
    if is_dataclass(kind):
        return shaped(kind, value, where)
    if get_origin(kind) is list:
        if not isinstance(value, list):
            raise Misshapen(where, "should be a list.")
        return [fitted(get_args(kind)[0], part, f"{where}[{number}]") for number, part in enumerate(value, start=1)]
    if isinstance(kind, UnionType):
        return None if value is None else fitted(get_args(kind)[0], value, where)
    if kind is str and type(value) is int:
        return str(value)  # YAML reads the label "2014" as a number
    if kind is int and type(value) is str and value.isdecimal():
        return int(value)  # a table's cells are all text
    if kind is bool and value in IN_A_CELL:
        return IN_A_CELL[value]
    if type(value) is not kind:
        raise Misshapen(where, f"should be {WORDS[kind]}, not {value!r}.")
    return value


def below(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
