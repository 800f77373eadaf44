"""Where it is looked up which texts have which words: in the site's own database, by what that database brings for it.

A database only says which texts fit. In what order they stand is decided in one place for all (`ranking`), so that
every database gives the same answer.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection, connections

if TYPE_CHECKING:
    from lscb_site.search.backends.base import Backend


def backend(using: str | None = None) -> "Backend":
    return backend_for((connections[using] if using else connection).vendor)


@cache
def backend_for(vendor: str) -> "Backend":
    if vendor == "postgresql":
        from lscb_site.search.backends.postgresql import PostgreSQL

        return PostgreSQL()
    from lscb_site.search.backends.sqlite import SQLite

    return SQLite()


def prepare(using: str, **kwargs: Any) -> None:
    """Makes the table of words. After every `migrate`, because no model describes it."""
    backend(using).prepare(connections[using])
