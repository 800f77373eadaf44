"""What a database is asked for, and what it answers with."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

# Before a lexeme: its word stands in a heading, says most of what the text is about, or much. Indexed beside the lexeme
# itself, so that of very many texts with a word the best are found without reading them all. Each has what the one
# before it has.
TITLE, STRONGEST, STRONG = "!", "++", "+"


@dataclass(frozen=True)
class Beginning:
    lexeme: str


@dataclass(frozen=True)
class Both:
    parts: tuple["Wanted", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Wanted", ...]


@dataclass(frozen=True)
class But:
    part: "Wanted"
    none_of: "Wanted"


Wanted = str | Beginning | Both | Either | But  # a lexeme, or several of them


def both(parts: list[Wanted]) -> Wanted:
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def either(parts: list[Wanted]) -> Wanted:
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


class Hit(NamedTuple):
    """An entry that fits, and what its item is chosen by."""

    entry_id: int
    item_id: int
    number: int
    superseded: bool
    kind: str
    kind_words: str
    year: int | None
    group: str
    topics: str
    url: str
    date: date | None
    score: float = 0.0  # by `ranking`; the highest is the best


@dataclass(frozen=True)
class Choice:
    """What the results are narrowed to."""

    kind: str = ""
    topic: str = ""
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.kind or self.topic or self.year)

    def conditions(self) -> tuple[str, list[Any]]:
        """As SQL on the columns of an item, `i`."""
        wanted = [
            ("i.kind = %s", self.kind),
            ("i.topics LIKE %s", f"%\n{self.topic}\t%" if self.topic else ""),
            ("i.year = %s", self.year),
        ]
        used = [(sql, value) for sql, value in wanted if value]
        return "".join(f" AND {sql}" for sql, _ in used), [value for _, value in used]
