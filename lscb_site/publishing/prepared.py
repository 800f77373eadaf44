"""A queryset that Django's ORM compiles once, and that then runs again and again with other values.

To compile the SQL of a list takes the ORM a millisecond, for a page's frame three; to run it takes a tenth of that. A
prepared query stays written in the ORM's words, so that rules such as `live_at` are said in one place, and gives what
the queryset itself would give. See docs/decisions/0012.
"""

from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, date, datetime
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

SMALLEST_ROOM = 20  # values; a list's page has so many


class PreparedQuery:
    """`make(**values)` gives a queryset for the values of any request; `all(**values)` answers with its rows.

    What stands at a value's place in the compiled query is told by compiling it with stand-ins, which nothing else in
    it equals. So `make` may use a value as it likes, but not look at it: whole numbers, text, dates, moments, and lists
    of whole numbers.
    """

    def __init__(self, make: Callable[..., QuerySet]):
        self.make = make
        self.forget()

    def forget(self):
        """Compile it anew next time: what the ORM looked up while it did may have changed."""
        self._compiled = {}

    def all(self, **values) -> list:
        return list(self.compiled_for(values).rows(values))

    def statement(self, **values) -> tuple[str, list]:
        """The SQL and its parameters, to stand in a statement that the ORM has no words for."""
        compiled = self.compiled_for(values)
        return compiled.sql, compiled.parameters_with(values)

    def compiled_for(self, values: dict[str, Any]) -> "Compiled":
        rooms = {name: room_for(value) for name, value in values.items() if isinstance(value, list)}
        key = connection.vendor, *rooms.values()
        if key not in self._compiled:
            self._compiled[key] = Compiled(self.make, values, rooms)
        return self._compiled[key]


class Compiled:
    def __init__(self, make: Callable[..., QuerySet], values: dict[str, Any], rooms: dict[str, int]):
        numbers = count(-1_000_000_007, -1)
        self.stand_ins = {
            name: [next(numbers) for _ in range(rooms[name])] if name in rooms else stand_in(value, next(numbers))
            for name, value in values.items()
        }
        self.queryset = make(**self.stand_ins)
        self.compiler = self.queryset.query.get_compiler(connection=connection)
        self.sql, self.parameters = self.compiler.as_sql()
        self.places = {}  # by the stand-in as the driver gets it: the value's name, and where in a list it is
        for name, value in self.stand_ins.items():
            each = enumerate(value) if isinstance(value, list) else [(None, value)]
            self.places |= {adapted(one): (name, at) for at, one in each}
        self.parameters = [(value, self.places.get(value)) for value in self.parameters]

    def rows(self, values: dict[str, Any]) -> Iterator:
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (self.sql, self.parameters_with(values))
        query = SimpleNamespace(get_compiler=lambda *args, **kwargs: compiler)
        made = SimpleNamespace(query=query, db=connection.alias, model=self.queryset.model, _known_related_objects={})
        return self.queryset._iterable_class(made)

    def parameters_with(self, values: dict[str, Any]) -> list:
        brought = {name: value if isinstance(value, list) else adapted(value) for name, value in values.items()}
        filled = []
        for value, place in self.parameters:
            if place:
                name, at = place
                found = brought[name]
                # Behind the end of a list the stand-in stays, which no row has.
                value = found if at is None else found[at] if at < len(found) else value
            filled.append(value)
        return filled


def room_for(values: list) -> int:
    """A few sizes of list do for all, so that few queries are compiled."""
    room = SMALLEST_ROOM
    while room < len(values):
        room *= 4
    return room


def stand_in(value: Any, number: int):
    if isinstance(value, datetime):
        return datetime.fromtimestamp(0, UTC).replace(year=1000, microsecond=-number % 1_000_000)
    if isinstance(value, date):
        return date(1000, 1, 1 + -number % 28)
    return number if isinstance(value, int) else f"stand-in {number}"


def adapted(value: Any):
    """As a parameter of the database's driver."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
