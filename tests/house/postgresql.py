"""`python -m tests.house.postgresql URL`: succeeds where a PostgreSQL server answers at this address."""

import sys

import dj_database_url
import psycopg2


def answers(url: str) -> bool:
    at = dj_database_url.parse(url)
    facts = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"]}
    try:
        # The database that every server has: the tests make their own beside it.
        psycopg2.connect(dbname="postgres", connect_timeout=5, **{k: v for k, v in facts.items() if v}).close()
    except psycopg2.OperationalError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(not answers(sys.argv[1]))
