"""Looked up with PostgreSQL's text search, which here gets lexemes as they are and neither parts nor stems."""

from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from lscb_site.search.backends.base import Backend, Row

# The lexemes lie out of line: most statements read the index and the keys, and of the rows nothing else.
# What was written last waits in a list before it is sorted into the index, and every search reads that list from end to
# end: after five documents a search took half as long again. So it is short: 256 kB, a document or two.
TABLES = """
    DROP TABLE IF EXISTS search_text;  -- of the time when the database stemmed
    CREATE TABLE IF NOT EXISTS search_lexemes (
        entry_id bigint PRIMARY KEY, item_id bigint NOT NULL, words tsvector NOT NULL
    ) WITH (toast_tuple_target = 128);
    CREATE INDEX IF NOT EXISTS search_lexemes_item ON search_lexemes (item_id);
    CREATE INDEX IF NOT EXISTS search_lexemes_words ON search_lexemes USING gin (words);
    ALTER INDEX search_lexemes_words SET (gin_pending_list_limit = 256);
"""


class PostgreSQL(Backend):
    KEY = "search_lexemes.entry_id"
    ORDER_OF_FEW = KEY + " + 0"
    ITEM = "search_lexemes.item_id"
    OF_ENTRY = ""
    JOIN = "JOIN"
    MATCH = "search_lexemes.words @@ %s::tsquery"
    AND, OR, NOT = " & ", " | ", " & !"

    def prepare(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TABLES)

    def write(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                INSERT INTO search_lexemes (entry_id, item_id, words)
                SELECT entry, item, array_to_tsvector(string_to_array(words, ' '))
                FROM (VALUES {", ".join(["(%s, %s, %s)"] * len(rows))}) AS new (entry, item, words)
                ON CONFLICT (entry_id) DO UPDATE SET item_id = excluded.item_id, words = excluded.words
                """,  # noqa: S608 - put together from our own SQL
                [value for row in rows for value in (row.entry_id, row.item_id, " ".join(row.lexemes))],
            )

    def learn(self, words: list[str]) -> None:
        with connection.cursor() as cursor:
            # Most are known: to find that out by the conflict takes twice as long. As one text, because a list of so
            # many is put into a statement and read from it word by word, which takes twice as long again.
            cursor.execute(
                """
                INSERT INTO search_searchword (word) SELECT new FROM unnest(string_to_array(%s, ' ')) AS new
                WHERE NOT EXISTS (SELECT 1 FROM search_searchword WHERE word = new) ON CONFLICT DO NOTHING
                """,
                [" ".join(words)],
            )

    def remove(self, keys: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_lexemes WHERE entry_id = ANY(%s)", [keys])

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_lexemes WHERE entry_id NOT IN (SELECT id FROM search_searchentry)")
            cursor.execute("SELECT gin_clean_pending_list('search_lexemes_words')")
            cursor.execute("ANALYZE search_lexemes, search_searchentry, search_searchitem")

    def count_anew(self, table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {table}")

    def word(self, lexeme: str) -> str:
        return f"'{lexeme}'"

    def beginning(self, lexeme: str) -> str:
        return f"'{lexeme}':*"
