"""Looked up with SQLite's FTS5, which here parts words at blanks and does nothing else to them."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from lscb_site.search.backends.base import Backend, Row
from lscb_site.search.wanted import STRONG, TITLE

# Where a lexeme stands in its text is not kept (`detail`): nobody asks this table.
TABLES = (
    "DROP TABLE IF EXISTS search_text",  # of the time when the database had the texts too
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS search_lexemes USING fts5(
        words, detail = none, columnsize = 0, tokenize = "ascii tokenchars '{STRONG}{TITLE}'")""",
)


class SQLite(Backend):
    KEY = "search_lexemes.rowid"
    ORDER_OF_FEW = KEY
    ITEM = "e.item_id"
    OF_ENTRY = "CROSS JOIN search_searchentry e ON e.id = search_lexemes.rowid"
    JOIN = "CROSS JOIN"  # the order of its tables is kept: FTS5 first
    MATCH = "search_lexemes MATCH %s"
    AND, OR, NOT = " AND ", " OR ", " NOT "

    def prepare(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            for statement in TABLES:
                cursor.execute(statement)

    def write(self, rows: Sequence[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO search_lexemes (rowid, words) VALUES (%s, %s)",
                [(row.entry_id, " ".join(row.lexemes)) for row in rows],
            )

    def learn(self, words: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR IGNORE INTO search_searchword (word) SELECT value FROM json_each(%s)", [json.dumps(words)]
            )

    def remove(self, keys: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_lexemes WHERE rowid = %s", [(key,) for key in keys])

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_lexemes WHERE rowid NOT IN (SELECT id FROM search_searchentry)")
            cursor.execute("INSERT INTO search_lexemes (search_lexemes) VALUES ('optimize')")

    def word(self, lexeme: str) -> str:
        return f'"{lexeme}"'

    def beginning(self, lexeme: str) -> str:
        return f'"{lexeme}" *'
