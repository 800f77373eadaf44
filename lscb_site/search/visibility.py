"""Which items visitors may find, as SQL that stands in the statements of each database's own search.

`SearchItem.objects.shown` says the rule. Compiling it asks eight models, so it is done once for each search: all the
statements of a search ask about one moment.
"""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any

from lscb_site.search.models import SearchItem
from lscb_site.search.searchable import searchables

COLUMNS = ("pk", "superseded", "kind", "kind_words", "year", "group", "topics")
SHOWN = 'shown (id, superseded, kind, kind_words, year, "group", topics)'  # what the query is called in others


@lru_cache(maxsize=16)
def shown_sql(moment: datetime) -> tuple[str, tuple[Any, ...]]:
    """The query of what is shown at a moment (its columns are `COLUMNS`) and its parameters."""
    shown = SearchItem.objects.shown(moment).order_by().values_list(*COLUMNS)
    sql: tuple[str, tuple[Any, ...]] = shown.query.sql_with_params()
    return sql


def shown_items(moment: datetime, condition: str, values: list[Any]) -> list[SearchItem]:
    """The shown items that meet a condition in SQL on the item (`i`) and its names (`n`), each with `superseded`.

    Where the condition speaks of names, an item comes once for each that fits, as `called` and `called_words`.
    """
    shown, parameters = shown_sql(moment)
    by_name = "JOIN search_searchname n ON n.item_id = i.id" if "n." in condition else ""
    called = ", n.shown AS called, n.words AS called_words" if by_name else ""
    sql = f"""
        WITH {SHOWN} AS NOT MATERIALIZED ({shown})
        SELECT i.*, shown.superseded{called} FROM search_searchitem i {by_name}
        JOIN shown ON shown.id = i.id WHERE {condition}
    """  # noqa: S608 - put together from our own SQL; what was typed is a parameter
    items = list(SearchItem.objects.raw(sql, [*parameters, *values]))
    by_source: dict[str, list[SearchItem]] = {}
    for item in items:
        by_source.setdefault(item.source, []).append(item)
    for source, some in by_source.items():
        addresses = searchables()[source].found_at([item.source_id for item in some])
        for item in some:
            item.url = addresses.get(item.source_id, item.url)
    return items


def marks(values: Collection[object]) -> str:
    """A place in SQL for each of several parameters."""
    return ", ".join(["%s"] * len(values))


def current_among(keys: list[int], moment: datetime) -> dict[int, SearchItem]:
    """Those of these items that are shown and not superseded, by their keys."""
    items = shown_items(moment, f"i.id IN ({marks(keys)})", keys) if keys else []
    return {item.pk: item for item in items if not item.superseded}
