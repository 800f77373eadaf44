"""Which tests `make test` leaves to `make test-slow`, so that it ends in six minutes: those marked `slow`.

A file says itself that it is slow. The rules for the rest: what tries very many inputs is slow, and what commits; on
PostgreSQL first what depends on the database; in a browser first what readers do every day. CI runs both parts.
"""

import pytest

from tests import databases

# What is stored, searched, counted and waited for.
FIRST_ON_POSTGRESQL = (
    "tests/audit/",
    "tests/caching/",
    "tests/operations/",
    "tests/search/",
    "tests/versions/",
)
MANY_INPUTS = "tests/inputs/"
FIRST_ON_THE_SITE = (
    "tests/browser/test_accessibility.py",
    "tests/browser/test_contacts.py",
    "tests/browser/test_first_screen.py",
    "tests/browser/test_frightened.py",
    "tests/browser/test_keyboard.py",
    "tests/browser/test_search.py",
    "tests/browser/test_without_script.py",
)
ON_THE_SITE = ("tests/browser/", "tests/runtime/")


def is_slow(item: pytest.Item) -> bool:
    """Besides those that say so themselves."""
    if item.nodeid.startswith(ON_THE_SITE):
        return not item.nodeid.startswith(FIRST_ON_THE_SITE)
    if item.nodeid.startswith(MANY_INPUTS):
        return True
    if (mark := item.get_closest_marker("django_db")) and mark.kwargs.get("transaction"):
        return True
    return databases.is_postgresql() and not item.nodeid.startswith(FIRST_ON_POSTGRESQL)
