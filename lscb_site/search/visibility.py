"""Which items visitors may find, as SQL that stands in the statements of each database's own search.

`SearchItem.objects.shown` says the rule. Compiling it asks eight models and costs as much as the search itself, so it
is compiled once and run with the moment of each search.
"""

from datetime import datetime

from lscb_site.publishing.prepared import PreparedQuery
from lscb_site.search.models import SearchItem
from lscb_site.search.searchable import searchables

COLUMNS = ("pk", "superseded", "kind", "kind_words", "year", "group", "topics")
SHOWN = 'shown (id, superseded, kind, kind_words, year, "group", topics)'  # what the query is called in others


def items_shown(moment):
    return SearchItem.objects.shown(moment).order_by().values_list(*COLUMNS)


prepared = PreparedQuery(items_shown)


def shown_sql(moment: datetime) -> tuple[str, list]:
    """The query of what is shown at a moment (its columns are `COLUMNS`) and its parameters."""
    return prepared.statement(moment=moment)


def shown_items(moment: datetime, condition: str, values: list) -> list[SearchItem]:
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


def marks(values) -> str:
    """A place in SQL for each of several parameters."""
    return ", ".join(["%s"] * len(values))


def current_among(keys: list[int], moment: datetime) -> dict[int, SearchItem]:
    """Those of these items that are shown and not superseded, by their keys."""
    items = shown_items(moment, f"i.id IN ({marks(keys)})", keys) if keys else []
    return {item.pk: item for item in items if not item.superseded}
