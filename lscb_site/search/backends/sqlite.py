"""Searching with SQLite's FTS5: words stemmed by Porter's rules, ranked by BM25."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from math import log
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from lscb_site.search.backends import CUT, MARK_END, MARK_START, MOST, OF_A_CONTACT, SNIPPET_WORDS, Choice, Hit, Text
from lscb_site.search.parsing import Concept, Phrase, Query
from lscb_site.search.visibility import SHOWN, marks, shown_sql

TABLE = """
    CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(
        title, body, also, tokenize = "porter unicode61 remove_diacritics 2"
    )
"""
WEIGHTS = "3.0, 1.0, 1.0"  # of title, body and also

WEIGHED = 60  # hits that are put in a better order
COMMON = 2000  # texts: what more have is not searched for alone
IN_TITLE = 1.5  # what a thing asked for counts in a heading, where it counts one in a text
OF_BM25 = 1.0  # what BM25 can add to the sum of them


class SQLite:
    def prepare(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TABLE)

    def write(self, texts: dict[int, Text]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO search_text (rowid, title, body, also) VALUES (%s, %s, %s, %s)",
                [(key, *text) for key, text in texts.items()],
            )

    def remove(self, keys: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [(key,) for key in keys])

    def learn(self, words: list[str]) -> None:
        """Remember words that spelling can be corrected by."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR IGNORE INTO search_searchword (word) VALUES (%s)", [(word,) for word in words]
            )

    def unlearn(self) -> None:
        """Forget those that stand in no text any more."""
        with connection.cursor() as cursor:
            cursor.execute("""DELETE FROM search_searchword WHERE NOT EXISTS
                              (SELECT 1 FROM search_text WHERE search_text MATCH '"' || word || '"')""")

    def tidy(self) -> None:
        """Drop texts whose entry is gone, and join the parts of the index that single writes have left."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_text WHERE rowid NOT IN (SELECT id FROM search_searchentry)")
            cursor.execute("INSERT INTO search_text (search_text) VALUES ('optimize')")

    def search(self, query: Query, moment: datetime, choice: Choice | None = None) -> list[Hit]:
        """The best `MOST` entries that match and are shown at the moment, best first."""
        if query.of_any:
            # What most texts have says little, and takes long to rank. Where all is common, one part of it is enough.
            common = self.common(query)
            rare = tuple(group for group in query.groups if group not in common) or query.groups[:1]
            query = replace(query, groups=rare)
        shown, parameters = shown_sql(moment)
        conditions, chosen = (choice or Choice()).conditions()
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH {SHOWN} AS MATERIALIZED ({shown})
                SELECT e.id, e.item_id, e.number,
                       -bm25(search_text, {WEIGHTS}) * CASE shown.kind WHEN 'contact' THEN {OF_A_CONTACT} ELSE 1 END
                       AS score,
                       shown.superseded, shown.kind, shown.kind_words, shown.year, shown."group", shown.topics
                FROM search_text
                CROSS JOIN search_searchentry e ON e.id = search_text.rowid
                CROSS JOIN shown ON shown.id = e.item_id
                WHERE search_text MATCH %s{conditions}
                ORDER BY score DESC, e.id LIMIT {MOST}
                """,  # noqa: S608 - put together from our own SQL; what was typed is a parameter
                [*parameters, expression(query), *chosen],
            )
            return [Hit(*row) for row in cursor.fetchall()]

    def common(self, query: Query) -> set[Concept]:
        """Those of the things asked for that very many texts have."""
        number = f"(SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH %s LIMIT {COMMON}))"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join([number] * len(query.groups))}", list(map(concept_expression, query.groups))
            )
            numbers = cursor.fetchone()
        return {group for group, number in zip(query.groups, numbers, strict=True) if number == COMMON}

    def weighed(self, query: Query, hits: list[Hit]) -> list[Hit]:
        """The hits with the best in a better order: to have more of what was asked for says more than much of one.

        BM25 adds up every way of saying the same, and how often it is said. It decides between equals here.
        """
        best, rest = hits[:WEIGHED], hits[WEIGHED:]
        if not best or len(query.groups) < 2:
            return hits
        common = self.common(query)
        scores = dict.fromkeys((hit.entry_id for hit in best), 0.0)
        parts: list[str] = []
        parameters: list[Any] = []
        for number, group in enumerate(query.groups):
            # With the "+" SQLite goes through all that match, without it through these rows: the fewer of the two.
            sign = "" if group in common else "+"
            parts.append(
                f"""SELECT {number}, rowid, instr(highlight(search_text, 0, char(2), ''), char(2)) FROM search_text
                    WHERE search_text MATCH %s AND {sign}rowid IN ({marks(scores)})"""  # noqa: S608 - as above
            )
            parameters += [concept_expression(group), *scores]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            found = cursor.fetchall()
        numbers = Counter(number for number, *_ in found)
        for number, key, in_title in found:
            rarity = log(1 + len(best) / (0.5 + numbers[number]))
            scores[key] += rarity * (IN_TITLE if in_title else 1)
        most = max(hit.score for hit in best) or 1
        reweighed = [replace(hit, score=scores[hit.entry_id] + OF_BM25 * hit.score / most) for hit in best]
        return sorted(reweighed, key=lambda hit: -hit.score * (OF_A_CONTACT if hit.kind == "contact" else 1)) + rest

    def has(self, phrases: list[Phrase], moment: datetime) -> list[bool]:
        """Whether anything that is shown has the words of each phrase. One query for all of them."""
        if not phrases:
            return []
        shown, parameters = shown_sql(moment)
        one = """EXISTS (SELECT 1 FROM search_text
                 CROSS JOIN search_searchentry e ON e.id = search_text.rowid
                 CROSS JOIN shown ON shown.id = e.item_id WHERE search_text MATCH %s)"""
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH {SHOWN} AS NOT MATERIALIZED ({shown}) SELECT {', '.join([one] * len(phrases))}",
                [*parameters, *map(phrase_expression, phrases)],
            )
            return list(map(bool, cursor.fetchone()))

    def snippets(self, query: Query, keys: list[int]) -> dict[int, str]:
        """The part of each text that says most of what was asked, its words between `MARK_START` and `MARK_END`."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT rowid, snippet(search_text, 1, %s, %s, %s, {SNIPPET_WORDS}) FROM search_text
                WHERE search_text MATCH %s AND rowid IN ({", ".join(["%s"] * len(keys))})
                """,  # noqa: S608 - as above
                [MARK_START, MARK_END, CUT, expression(query.with_any()), *keys],
            )
            return dict(cursor.fetchall())


def expression(query: Query) -> str:
    """The query in FTS5's language: every word is in quotation marks, which no word contains."""
    wanted = (" OR " if query.of_any else " AND ").join(f"({concept_expression(group)})" for group in query.groups)
    without = " OR ".join(map(phrase_expression, query.without))
    return f"({wanted}) NOT ({without})" if without else wanted


def concept_expression(group: Concept) -> str:
    return " OR ".join(f"({' AND '.join(map(phrase_expression, way))})" for way in group.ways)


def phrase_expression(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{" *" if phrase.is_prefix else ""}'
