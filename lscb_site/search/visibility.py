"""Which items visitors may find, as SQL that stands in the statements of a search.

`SearchItem.objects.shown` says the rule, and asks every searchable model. Its answer is kept as rows (`ShownItem`) for
as long as it is true: until content changes, or until the clock comes to a scheduled moment (`ShownFor`). Whoever finds
them out of date writes them anew; where that cannot be done at once, the rule itself is asked, which only takes longer.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import DatabaseError, transaction

from lscb_site.caching.keeper import KeeperOfMany
from lscb_site.caching.schedule import schedule
from lscb_site.caching.version import default_connection, stamp
from lscb_site.search.backends import backend
from lscb_site.search.models import SearchItem, ShownFor, ShownItem
from lscb_site.search.searchable import Searchable, searchables
from lscb_site.web.dates import next_midnight

PATIENCE = 0.05  # seconds for somebody else's lock: of a small library the rule itself takes about as long
ROWS = 1000  # written at once
# From so many on PostgreSQL is asked to count the rows. It counted a new table while that was empty and, until it does
# so again by itself, a minute or more later, plans each search for nothing shown: that takes twice as long.
MANY = 100
# Written out, because every search asks it, and putting it together took longer than its answer.
KEPT = """
    SELECT k.*, items.newest FROM (SELECT max(id) AS newest FROM search_searchitem) items
    LEFT JOIN search_shownfor k ON true
"""

Row = tuple[str, int]  # the source of an item, and its key there
T = TypeVar("T")


@dataclass(frozen=True)
class Shown:
    """The query of what is shown at a moment, with `superseded`, and its parameters: for one search, all of whose
    statements ask about one moment. In others it is called `shown`."""

    moment: datetime
    sql: str
    parameters: tuple[Any, ...] = ()

    COLUMNS = "shown (id, superseded)"

    @classmethod
    def at(cls, moment: datetime) -> Self:
        if is_kept(moment):
            return cls(moment, "SELECT item_id, superseded FROM search_shownitem")
        return cls(moment, *by_the_rule(moment).query.sql_with_params())


def by_the_rule(moment: datetime) -> Any:
    columns = ("pk", "superseded")
    return SearchItem.objects.shown(moment).order_by().values_list(*columns)


def is_kept(moment: datetime) -> bool:
    """Whether the rows are those of a moment; where they are not, they are written, if that can be done at once."""
    now = stamp()
    (kept,) = ShownFor.objects.raw(KEPT)  # without content where nothing was ever kept
    # New items are told apart by themselves: when the index is written anew, nothing that readers see has changed.
    content = f"{now} {kept.newest}"
    return kept.holds(content, moment) or keep(content, moment)


def keep(content: str, moment: datetime) -> bool:
    """Write what is shown at a moment. `content` was read before: what changes meanwhile is another content."""
    try:
        with ExitStack() as patience:
            patience.enter_context(default_connection().at_most(PATIENCE))
            with transaction.atomic():
                ShownFor.objects.get_or_create(pk=ShownFor.THE_ROW, defaults={"since": moment, "until": moment})
                if not ShownFor.objects.select_for_update(skip_locked=True).exists():
                    return False  # somebody else is about it
                patience.close()  # Nobody is waited for now. What is shown of a large library takes its time, once.
                write(dict(by_the_rule(moment)))
                ShownFor.objects.update(content=content, since=moment, until=true_until(moment))
    except DatabaseError:
        return False
    return True


def true_until(moment: datetime) -> datetime:
    """When the clock alone may change what is shown, or what is said of it."""
    moments = [next_midnight(moment), schedule.after(moment)]
    return min(each for each in moments if each)


def write(shown: dict[int, bool]) -> None:
    """Only what differs from what is there: most changes of content change one item or none."""
    kept = dict(ShownItem.objects.values_list("item_id", "superseded"))
    gone = [key for key in kept if key not in shown]
    for start in range(0, len(gone), ROWS):
        ShownItem.objects.filter(pk__in=gone[start : start + ROWS]).delete()
    other = [
        ShownItem(item_id=key, superseded=superseded)
        for key, superseded in shown.items()
        if kept.get(key) != superseded
    ]
    ShownItem.objects.bulk_create(
        other, ROWS, update_conflicts=True, unique_fields=["item"], update_fields=["superseded"]
    )
    if len(gone) + len(other) >= MANY:
        backend().count_anew(ShownItem._meta.db_table)


def shown_items(shown: Shown, condition: str, values: list[Any]) -> list[SearchItem]:
    """The shown items that meet a condition in SQL on the item (`i`) and its names (`n`), each with `superseded`.

    Where the condition speaks of names, an item comes once for each that fits, as `called` and `called_words`.
    """
    by_name = "JOIN search_searchname n ON n.item_id = i.id" if "n." in condition else ""
    called = ", n.shown AS called, n.words AS called_words" if by_name else ""
    sql = f"""
        WITH {Shown.COLUMNS} AS NOT MATERIALIZED ({shown.sql})
        SELECT i.*, shown.superseded{called} FROM search_searchitem i {by_name}
        JOIN shown ON shown.id = i.id WHERE {condition}
    """  # noqa: S608 - put together from our own SQL; what was typed is a parameter
    items = list(SearchItem.objects.raw(sql, [*shown.parameters, *values]))
    now = addresses.get((item.source, item.source_id) for item in items)
    for item in items:
        item.url = now.get((item.source, item.source_id), item.url)
    return items


def addresses_now(rows: list[Row]) -> dict[Row, str]:
    return asked_of_models(rows, lambda model, keys: model.found_at(keys))


addresses = KeeperOfMany(addresses_now, true_until)


def asked_of_models(rows: list[Row], ask: Callable[[type[Searchable], list[int]], Mapping[int, T]]) -> dict[Row, T]:
    """What the models say of rows of theirs."""
    keys: dict[str, list[int]] = {}
    for source, key in rows:
        keys.setdefault(source, []).append(key)
    return {
        (source, key): said for source, some in keys.items() for key, said in ask(searchables()[source], some).items()
    }


def marks(values: Collection[object]) -> str:
    """A place in SQL for each of several parameters."""
    return ", ".join(["%s"] * len(values))


def current_among(keys: list[int], shown: Shown) -> dict[int, SearchItem]:
    """Those of these items that are shown and not superseded, by their keys."""
    items = shown_items(shown, f"i.id IN ({marks(keys)})", keys) if keys else []
    return {item.pk: item for item in items if not item.superseded}
