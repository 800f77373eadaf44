"""Prints what searching costs and how good it is: ``python -m tests.benchmarks.search``.

For SQLite and PostgreSQL and for each number of pages it makes a site of its own, indexes it, and asks the judged
questions through the whole of Django, from request to page. Exit status 1 when a figure misses its target.

    --rows 10000 100000     how many pages
    --postgresql URL        the server to make a database on; left out with a line where none answers
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SERVER = "postgres://postgres@127.0.0.1"
DATABASE = "lscb_bench_search"


def main() -> int:
    options = argparse.ArgumentParser(description="What searching costs and how good it is.")
    options.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--postgresql", default=SERVER)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = options.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        if chosen.only != "postgresql":
            for rows in chosen.rows:
                failed |= measure(f"sqlite:///{folder}/{rows}.sqlite3", folder, rows)
        if chosen.only != "sqlite":
            failed |= on_postgresql(chosen.postgresql.rstrip("/"), folder, chosen.rows)
    return failed


def on_postgresql(server: str, folder: str, sizes: list[int]) -> int:
    import psycopg2

    try:
        connection = psycopg2.connect(f"{server}/postgres", connect_timeout=5)
    except psycopg2.OperationalError:
        print("PostgreSQL is left out: no server answers.")
        return 0
    connection.autocommit = True
    failed = 0
    with connection.cursor() as cursor:
        for rows in sizes:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
            cursor.execute(f"CREATE DATABASE {DATABASE}")
            try:
                failed |= measure(f"{server}/{DATABASE}", folder, rows)
            finally:
                cursor.execute(f"DROP DATABASE {DATABASE}")
    return failed


def measure(database: str, folder: str, rows: int) -> int:
    """Each in a process of its own, because settings are read once."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "DATA_DIR": folder,
        "SECRET_KEY": "only-for-this-benchmark-" + "0123456789" * 4,
        "ALLOWED_HOSTS": "testserver",
        "HTTPS": "False",
        "LOG_LEVEL": "ERROR",
    }
    program = [sys.executable, "-m", "tests.benchmarks.search_figures", str(rows)]
    return subprocess.run(program, cwd=TOP, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
