"""Where the texts lie and are searched: in the site's own database, by what that database brings for it.

The interface, the same on each: `prepare`, `write`, `learn`, `remove`, `search`, `weighed`, `has`, `snippets`, `tidy`.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, connections

if TYPE_CHECKING:
    from lscb_site.search.backends.postgresql import PostgreSQL
    from lscb_site.search.backends.sqlite import SQLite

MOST = 500  # hits that are shown and counted
OF_A_CONTACT = 0.5  # what its score counts: contacts have cards, and their short texts win over any page
MARK_START, MARK_END, CUT = "\x02", "\x03", "…"
SNIPPET_WORDS = 32


class Text(NamedTuple):
    """What is searched of an entry. `also` is found by and never shown."""

    title: str
    body: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that matches, and what its item is chosen by. The highest score is the best."""

    entry_id: int
    item_id: int
    number: int
    score: float
    superseded: bool
    kind: str
    kind_words: str
    year: int | None
    group: str
    topics: str


@dataclass(frozen=True)
class Choice:
    """What the results are narrowed to."""

    kind: str = ""
    topic: str = ""
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.kind or self.topic or self.year)

    def conditions(self) -> tuple[str, list[Any]]:
        """As SQL on the columns of `lscb_site.search.visibility`, here called `shown`."""
        wanted = [
            ("shown.kind = %s", self.kind),
            ("shown.topics LIKE %s", f"%\n{self.topic}\t%" if self.topic else ""),
            ("shown.year = %s", self.year),
        ]
        used = [(sql, value) for sql, value in wanted if value]
        return "".join(f" AND {sql}" for sql, _ in used), [value for _, value in used]


def backend(using: str | None = None) -> "PostgreSQL | SQLite":
    return backend_for((connections[using] if using else connection).vendor)


@cache
def backend_for(vendor: str) -> "PostgreSQL | SQLite":
    if vendor == "postgresql":
        from lscb_site.search.backends.postgresql import PostgreSQL

        return PostgreSQL()
    from lscb_site.search.backends.sqlite import SQLite

    return SQLite()


def prepare(using: str, **kwargs: Any) -> None:
    """Makes the table of texts. After every `migrate`, because no model describes it."""
    backend(using).prepare(connections[using])
