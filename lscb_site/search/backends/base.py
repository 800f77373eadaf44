"""What every database is asked, in SQL that differs in three or four places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from lscb_site.search.visibility import Shown, marks
from lscb_site.search.wanted import Beginning, Both, But, Choice, Either, Hit, Wanted

OF_ITEM = 'i.kind, i.kind_words, i.year, i."group", i.topics, i.url, i.date'  # as `Hit` has them


class Row(NamedTuple):
    """What a text is looked up by: each of its lexemes once."""

    entry_id: int
    item_id: int
    lexemes: list[str]


@dataclass(frozen=True)
class Scope:
    """Which of the entries that fit are asked for: at most so many. `superseded`: those that are, those that are not,
    or None for both. `are_few` says that only a thousand can fit."""

    shown: Shown
    most: int
    superseded: bool | None = None
    choice: Choice | None = None
    are_few: bool = False


class Backend:
    """The table `search_lexemes`: for each entry its lexemes, and nothing that a search would read and not need."""

    KEY: str  # of the entry
    ITEM: str  # the key of its item
    ORDER_OF_FEW: str  # the key, in a way that lets nobody read the whole table in its order to find a few
    OF_ENTRY: str  # what joins the entry, where `ITEM` needs it
    JOIN: str
    MATCH: str  # takes an expression
    AND: str
    OR: str
    NOT: str

    def prepare(self, connection: BaseDatabaseWrapper) -> None:
        raise NotImplementedError

    def is_empty(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM search_lexemes)")
            return not cursor.fetchone()[0]

    def write(self, rows: Sequence[Row]) -> None:
        raise NotImplementedError

    def learn(self, words: list[str]) -> None:
        """Add to `SearchWord` those that it has not: in one statement, for a text of many pages has a thousand."""
        raise NotImplementedError

    def remove(self, keys: list[int]) -> None:
        raise NotImplementedError

    def tidy(self) -> None:
        """Drop what belongs to no entry, and bring the index into its best shape."""
        raise NotImplementedError

    def count_anew(self, table: str) -> None:
        """Let the database know how large a table has become, where it plans by that and counts only now and then."""

    def word(self, lexeme: str) -> str:
        raise NotImplementedError

    def beginning(self, lexeme: str) -> str:
        """Any lexeme that begins so."""
        raise NotImplementedError

    def expression(self, wanted: Wanted) -> str:
        """`wanted` in the database's own language: every lexeme is in quotation marks, which none contains."""
        match wanted:
            case Both(parts):
                return f"({self.AND.join(map(self.expression, parts))})"
            case Either(parts):
                return f"({self.OR.join(map(self.expression, parts))})"
            case But(part, none_of):
                return f"({self.expression(part)}{self.NOT}{self.expression(none_of)})"
            case Beginning(lexeme):
                return self.beginning(lexeme)
        return self.word(wanted)

    def candidates(self, wanted: Wanted, scope: Scope) -> list[Hit]:
        """The entries that fit and are shown, the newest first."""
        fits, values = self.fitting(wanted, scope)
        sql = f"""
            SELECT fits.entry_id, fits.item_id, e.number, fits.superseded, {OF_ITEM} FROM ({fits}) fits
            JOIN search_searchentry e ON e.id = fits.entry_id JOIN search_searchitem i ON i.id = fits.item_id
            ORDER BY fits.entry_id DESC
        """  # noqa: S608 - put together from our own SQL; what was typed is a parameter
        return [Hit(*row) for row in rows(sql, values, scope.shown)]

    def keys(self, wanted: Wanted, scope: Scope) -> list[int]:
        """The same entries by their keys alone, which takes half the time."""
        return [key for key, *_ in rows(*self.fitting(wanted, scope), scope.shown)]

    def hits(self, keys: list[int], shown: Shown) -> list[Hit]:
        """The entries with these keys, in no order."""
        sql = f"""
            SELECT e.id, e.item_id, e.number, shown.superseded, {OF_ITEM} FROM search_searchentry e
            JOIN search_searchitem i ON i.id = e.item_id JOIN shown ON shown.id = i.id WHERE e.id IN ({marks(keys)})
        """  # noqa: S608 - as above
        return [Hit(*row) for row in rows(sql, keys, shown)] if keys else []

    def fitting(self, wanted: Wanted, scope: Scope) -> tuple[str, list[Any]]:
        """The SQL of what fits, and its parameters."""
        conditions, chosen = (scope.choice or Choice()).conditions()
        of_item = f"{self.JOIN} search_searchitem i ON i.id = {self.ITEM}" if conditions else ""
        if scope.superseded is not None:
            conditions += f" AND {'' if scope.superseded else 'NOT '}shown.superseded"
        sql = f"""
            SELECT {self.KEY} AS entry_id, {self.ITEM} AS item_id, shown.superseded FROM search_lexemes
            {self.OF_ENTRY} {self.JOIN} shown ON shown.id = {self.ITEM} {of_item} WHERE {self.MATCH}{conditions}
            ORDER BY {self.ORDER_OF_FEW if scope.are_few else self.KEY} DESC LIMIT {scope.most}
        """  # noqa: S608 - as above
        return sql, [self.expression(wanted), *chosen]

    def counts(self, several: Sequence[Wanted], most: int, most_texts: int) -> tuple[list[int], int]:
        """How many texts have each, counted as far as `most`, and how many there are. One query for all of them."""
        rows = f"SELECT 1 FROM search_lexemes WHERE {self.MATCH} LIMIT {most}"  # noqa: S608 - as above
        one = f"(SELECT count(*) FROM ({rows}) AS counted)"  # noqa: S608 - as above
        entries = f"SELECT 1 FROM search_searchentry LIMIT {most_texts}"  # noqa: S608 - as above
        texts = f"(SELECT count(*) FROM ({entries}) AS counted)"  # noqa: S608 - as above
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join([*[one] * len(several), texts])}", list(map(self.expression, several)))
            *numbers, number = cursor.fetchone()
        return numbers, number

    def has(self, several: Iterable[Wanted], shown: Shown) -> list[bool]:
        """Whether anything that visitors may find has each. One query for all of them."""
        expressions = list(map(self.expression, several))
        if not expressions:
            return []
        one = f"""EXISTS (SELECT 1 FROM search_lexemes {self.OF_ENTRY}
                  {self.JOIN} shown ON shown.id = {self.ITEM} WHERE {self.MATCH})"""  # noqa: S608 - as above
        (found,) = rows(f"SELECT {', '.join([one] * len(expressions))}", expressions, shown)
        return list(map(bool, found))


def rows(sql: str, values: list[Any], shown: Shown) -> list[tuple[Any, ...]]:
    """What a statement answers that speaks of what is `shown`."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {Shown.COLUMNS} AS NOT MATERIALIZED ({shown.sql}) {sql}", [*shown.parameters, *values])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
