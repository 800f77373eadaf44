"""The figures of one database at one size: started by `tests.benchmarks.search`, which names the database."""

import os
import sys
import time
from statistics import quantiles

import django
from django.conf import settings

SEARCH_MS = {("sqlite", 10_000): 40, ("sqlite", 100_000): 100, ("postgresql", 10_000): 40, ("postgresql", 100_000): 100}
SUGGEST_MS, INDEXED_A_SECOND = 15, 1500
SLOWEST_MS = 500  # of any question
ALIKE, COMPARED_UP_TO = 0.95, 10_000  # of the questions; pages: beyond, reading every text takes too long
RELEVANCE = {"earlier.csv": 0.80, "tuned.csv": 0.80}
TYPED = ("con", "child prot", "hack", "mash inf", "cse", "lad", "out of", "richm", "info sha", "protoc")
REREAD = 5  # documents that are indexed again, to tell what one costs


def main(rows: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    django.setup()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    from django.core.management import call_command
    from django.db import connection

    from lscb_site.search.backends import backend
    from lscb_site.search.indexing import index, index_all
    from tests.benchmarks import agreement, corpus, relevance
    from tests.search.hard_questions import HARD

    call_command("migrate", verbosity=0)
    call_command("load_content", demonstration=True, verbosity=0)
    figures = []
    for name, goal in RELEVANCE.items():
        ours, _ = relevance.mean_reciprocal_rank(name)
        plain, ranks = relevance.mean_reciprocal_rank(name, plain=True)
        figures.append((f"Relevance, MRR@10 of {name}", ours, "", ours >= goal))
        figures.append((f"  plain all-words search on the same {len(ranks)}", plain, "", True))

    spent = 0.0
    editions = []
    for edition in corpus.make_documents(rows):
        began = time.perf_counter()
        index_all([edition.document, *edition.document.found_with()])  # as when the document is saved
        spent += time.perf_counter() - began
        editions = [*editions[-REREAD:], edition]
    backend().tidy()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database does by itself in time
    figures.append(("Indexing", rows / spent, "rows/s", rows / spent >= INDEXED_A_SECOND))
    began = time.perf_counter()
    for edition in editions:
        index(edition.__class__.to_index().get(pk=edition.pk), afresh=True)
    figures.append(("Re-reading one document", (time.perf_counter() - began) / len(editions) * 1000, "ms", True))
    for table in ("search_lexemes", "search_searchtext"):
        figures.append((f"Size of {table}, with its indexes", size_of(connection, table) / 2**20, "MiB", True))

    asked = [
        {"q": question.text} | ({"superseded": "on"} if question.superseded else {})
        for name in RELEVANCE
        for question in relevance.questions(name)
    ]
    figures += timed("Search through the HTTP view", "/search/", asked, SEARCH_MS.get((connection.vendor, rows)))
    figures += timed("Hard questions", "/search/", [{"q": question} for question in HARD.values()] * 2, SLOWEST_MS)
    if rows <= COMPARED_UP_TO:
        share = agreement.share_alike(asked)
        figures.append(("First ten as if every text were read", share, "", share >= ALIKE))
    figures += timed("Suggestions", "/search/suggest/", [{"q": typed} for typed in TYPED] * 10, SUGGEST_MS)
    print(f"\n{connection.vendor}, {rows:,} pages")
    for words, figure, unit, passed in figures:
        print(f"{words:<60} {figure:>10,.3g} {unit:<8} {'' if passed else 'MISSED'}".rstrip())
    return 0 if all(passed for *_, passed in figures) else 1


def timed(words: str, path: str, queries: list[dict], limit: float | None):
    from django.test import Client

    client = Client()
    client.get(path, queries[0])  # what a process learns once
    spent = []
    for query in queries:
        began = time.perf_counter()
        answer = client.get(path, query)
        spent.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, query
    cuts = quantiles(spent, n=100)
    yield f"{words}, p50", cuts[49], "ms", True
    yield f"{words}, p95", cuts[94], "ms", limit is None or cuts[94] <= limit
    yield f"{words}, slowest", max(spent), "ms", max(spent) <= SLOWEST_MS


def size_of(connection, table: str) -> int:
    """Bytes of a table with its indexes, and of what SQLite's FTS5 keeps beside it."""
    if connection.vendor == "postgresql":
        sql, values = "SELECT pg_total_relation_size(%s)", [table]
    else:
        own = "SELECT name FROM sqlite_master WHERE tbl_name = %s OR tbl_name LIKE %s"
        sql, values = f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({own})", [table, f"{table}_%"]
    with connection.cursor() as cursor:
        try:
            cursor.execute(sql, values)
            return cursor.fetchone()[0]
        except django.db.DatabaseError:  # an SQLite that was built without dbstat
            return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
