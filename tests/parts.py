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
    "tests/editing/test_model_admin.py",
    "tests/editing/test_replaying.py",
    "tests/link_check/",
    "tests/lscb_contacts/test_guarded.py",
    "tests/pages/",
    "tests/publishing/test_asking",
    "tests/publishing/test_doors.py",
    "tests/publishing/test_papers.py",
    "tests/resources/admin/",
    "tests/versions/test_draft_form.py",
    "tests/runtime/",
    # Very many inputs.
    "tests/inputs/",
    "tests/search/test_candidates.py",
    "tests/search/test_hard_questions.py",
)


def is_slow(item: pytest.Item) -> bool:
    """Besides those that say so themselves."""
    if is_slow_file(item.nodeid):
        return True
    return bool((mark := item.get_closest_marker("django_db")) and mark.kwargs.get("transaction"))


def is_slow_file(path: str) -> bool:
    """Whether every test is slow in what begins with this path from the top, as a node of pytest does."""
    if path.startswith(SLOW):
        return True
    return databases.is_postgresql() and not path.startswith(FIRST_ON_POSTGRESQL)
