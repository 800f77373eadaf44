"""Searching with PostgreSQL's text search: words stemmed by Snowball's rules, weighted by how rare they are.

PostgreSQL's own ranking does not know that a rare word says more than a common one, and ranking every match of a
common word is slow. So the candidates are bounded, those of each thing asked for apart, and each thing's share of the
score is weighted by how few of the candidates have it.
"""

from datetime import datetime

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from lscb_site.search.backends import CUT, MARK_END, MARK_START, MOST, OF_A_CONTACT, SNIPPET_WORDS, Choice, Hit, Text
from lscb_site.search.parsing import Concept, Phrase, Query
from lscb_site.search.tokens import words_of
from lscb_site.search.visibility import SHOWN, shown_sql

# Its own configuration, because the one for English drops words such as "about", which our parser has judged already.
TABLE = """
    DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_ts_dict WHERE dictname = 'portal_stem') THEN
            CREATE TEXT SEARCH DICTIONARY portal_stem (TEMPLATE = snowball, LANGUAGE = english);
            CREATE TEXT SEARCH CONFIGURATION portal (COPY = simple);
            ALTER TEXT SEARCH CONFIGURATION portal
                ALTER MAPPING FOR asciiword, word, numword, hword, hword_part, hword_asciipart, asciihword, numhword,
                                  hword_numpart
                WITH portal_stem;
        END IF;
    END $$;
    CREATE TABLE IF NOT EXISTS search_text (
        entry_id bigint PRIMARY KEY,
        body text NOT NULL,
        vector tsvector NOT NULL
    );
    CREATE INDEX IF NOT EXISTS search_text_vector ON search_text USING gin (vector);
"""
WEIGHTS = "{0.1, 0.1, 0.1, 0.6}"  # of D, C, B and A
RANKED = 2400  # times that a text is ranked for one thing asked for, which bounds what a search costs
BY_LENGTH = 1  # PostgreSQL's rule: a rank is divided by one plus the logarithm of the text's length
HALF = 0.02  # the rank with which a thing asked for has most of what it can count
LONGEST_VECTOR = 500_000  # characters of a text that are searched: PostgreSQL takes a megabyte of words
BATCH = 200  # rows
# What was typed comes as a parameter, in PostgreSQL's own language, each word in quotation marks.
PARSED = "to_tsquery('portal', %s)"


class PostgreSQL:
    def prepare(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TABLE)

    def write(self, texts: dict[int, Text]) -> None:
        rows: list[tuple[int | str, ...]] = [(key, text.body, *map(spaced, text)) for key, text in texts.items()]
        with connection.cursor() as cursor:
            for start in range(0, len(rows), BATCH):
                some = rows[start : start + BATCH]
                cursor.execute(
                    f"""
                    INSERT INTO search_text (entry_id, body, vector)
                    SELECT key, body, setweight(to_tsvector('portal', title), 'A')
                                      || setweight(to_tsvector('portal', words), 'D')
                                      || setweight(to_tsvector('portal', also), 'B')
                    FROM (VALUES {", ".join(["(%s, %s, %s, %s, %s)"] * len(some))})
                         AS new (key, body, title, words, also)
                    ON CONFLICT (entry_id) DO UPDATE SET body = excluded.body, vector = excluded.vector
                    """,  # noqa: S608 - put together from our own SQL
                    [value for row in some for value in row],
                )

    def remove(self, keys: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_text WHERE entry_id = ANY(%s)", [keys])

    def learn(self, words: list[str]) -> None:
        """Remember words that spelling can be corrected by."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_searchword (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", [words]
            )

    def unlearn(self) -> None:
        """Forget those that stand in no text any more."""
        with connection.cursor() as cursor:
            cursor.execute("""DELETE FROM search_searchword WHERE NOT EXISTS
                              (SELECT 1 FROM search_text t WHERE t.vector @@ plainto_tsquery('portal', word))""")

    def tidy(self) -> None:
        """Drop texts whose entry is gone, and bring the planner's figures up to date."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_text WHERE entry_id NOT IN (SELECT id FROM search_searchentry)")
            cursor.execute("ANALYZE search_text, search_searchentry, search_searchitem")

    def search(self, query: Query, moment: datetime, choice: Choice | None = None) -> list[Hit]:
        """The best `MOST` entries that match and are shown at the moment, best first."""
        shown, parameters = shown_sql(moment)
        conditions, chosen = (choice or Choice()).conditions()
        groups = list(map(concept_expression, query.groups))
        without = f" AND NOT t.vector @@ {PARSED}" if query.without else ""
        forbidden = [" | ".join(map(phrase_expression, query.without))] if query.without else []
        wanted = groups if query.of_any else [" & ".join(f"({group})" for group in groups)]
        # The bound stands on the texts alone: joined first, all that match a common word would be, for nothing. Only a
        # choice of the reader's must be known before it.
        chosen_first = (
            "JOIN search_searchentry e ON e.id = t.entry_id JOIN shown ON shown.id = e.item_id" if conditions else ""
        )
        one = f"""(SELECT t.entry_id AS id FROM search_text t {chosen_first}
                   WHERE t.vector @@ {PARSED}{without}{conditions}
                   LIMIT {RANKED // len(groups) // len(wanted)})"""  # noqa: S608
        candidates = " UNION ".join([one] * len(wanted))
        share = f"ts_rank('{WEIGHTS}', vector, {PARSED}, {BY_LENGTH})"
        rarity = f"ln(1 + count(*) OVER () / (0.5 + count(*) FILTER (WHERE vector @@ {PARSED}) OVER ()))"
        score = " + ".join(f"{rarity} * (1 - exp(-{share} / {HALF}))" for _ in groups)
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH {SHOWN} AS MATERIALIZED ({shown}), candidates AS MATERIALIZED ({candidates})
                SELECT e.id, e.item_id, e.number,
                       ({score}) * CASE shown.kind WHEN 'contact' THEN {OF_A_CONTACT} ELSE 1 END AS score,
                       shown.superseded, shown.kind, shown.kind_words, shown.year, shown."group", shown.topics
                FROM candidates JOIN search_searchentry e ON e.id = candidates.id
                JOIN search_text ON search_text.entry_id = e.id JOIN shown ON shown.id = e.item_id
                ORDER BY score DESC, e.id LIMIT {MOST}
                """,  # noqa: S608 - put together from our own SQL; what was typed is a parameter
                [
                    *parameters,
                    *(value for each in wanted for value in (each, *forbidden, *chosen)),
                    *(value for group in groups for value in (group, group)),
                ],
            )
            return [Hit(*row) for row in cursor.fetchall()]

    def weighed(self, query: Query, hits: list[Hit]) -> list[Hit]:
        """The hits as they are: `search` has weighed them."""
        return hits

    def has(self, phrases: list[Phrase], moment: datetime) -> list[bool]:
        """Whether anything that is shown has the words of each phrase. One query for all of them."""
        if not phrases:
            return []
        shown, parameters = shown_sql(moment)
        one = f"""EXISTS (SELECT 1 FROM search_text t JOIN search_searchentry e ON e.id = t.entry_id
                  JOIN shown ON shown.id = e.item_id WHERE t.vector @@ {PARSED})"""  # noqa: S608 - as above
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH {SHOWN} AS NOT MATERIALIZED ({shown}) SELECT {', '.join([one] * len(phrases))}",
                [*parameters, *map(phrase_expression, phrases)],
            )
            return list(cursor.fetchone())

    def snippets(self, query: Query, keys: list[int]) -> dict[int, str]:
        """The part of each text that says most of what was asked, its words between `MARK_START` and `MARK_END`."""
        wanted = " | ".join(f"({concept_expression(group)})" for group in query.groups)
        options = (
            f"StartSel={MARK_START}, StopSel={MARK_END}, MaxWords={SNIPPET_WORDS}, MinWords={SNIPPET_WORDS // 2}, "
            f"MaxFragments=2, FragmentDelimiter={CUT}"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT entry_id, ts_headline('portal', body, {PARSED}, %s) FROM search_text WHERE entry_id = ANY(%s)
                """,  # noqa: S608 - as above
                [wanted, options, keys],
            )
            return dict(cursor.fetchall())


def spaced(text: str) -> str:
    """Its words alone, so that PostgreSQL's parser, which knows addresses and hyphens, parts them as SQLite's does."""
    return " ".join(words_of(text[:LONGEST_VECTOR]))


def concept_expression(group: Concept) -> str:
    return " | ".join(f"({' & '.join(map(phrase_expression, way))})" for way in group.ways)


def phrase_expression(phrase: Phrase) -> str:
    words = [f"'{word}'" for word in phrase.words]
    if phrase.is_prefix:
        words[-1] += ":*"
    return f"({' <-> '.join(words)})"
