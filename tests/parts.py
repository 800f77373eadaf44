"""Which tests `make test` leaves to `make test-slow`, so that it ends in six minutes: those marked `slow`.

A file says itself that it is slow. The rules for the rest: slow are the tests on a running site and in a browser,
those that read files, those that walk the admin's screens, those that try very many inputs, and those that commit.
PostgreSQL sees first what depends on the database. CI runs both parts.
"""

import pytest

from tests import databases

# What is stored, searched, counted and waited for.
FIRST_ON_POSTGRESQL = (
    "tests/caching/",
    "tests/operations/",
    "tests/search/",
)
SLOW = (
    "tests/browser/",
    "tests/files/",  # bytes of every kind, most of them read by a child
    # The admin's screens for staff, page after page.
    "tests/desk/",
    "tests/link_check/",
    "tests/pages/",
    "tests/runtime/",
    "tests/inputs/",
)


def is_slow(item: pytest.Item) -> bool:
    """Besides those that say so themselves."""
    if item.nodeid.startswith(SLOW):
        return True
    if (mark := item.get_closest_marker("django_db")) and mark.kwargs.get("transaction"):
        return True
    return databases.is_postgresql() and not item.nodeid.startswith(FIRST_ON_POSTGRESQL)
