"""A draft that was begun from one version is put on top of another: what only one of the two changed is put together.

Where both changed the same, the draft's stays, and both are told.
"""

from dataclasses import dataclass, field
from typing import Any

from lscb_site.versions.contents import Data

Row = dict[str, Any]


@dataclass
class Rebased:
    data: Data
    # Both wrote it: the group ("fields", "many" or the name of rows), the row's key and the field's name.
    conflicts: list[tuple[str, Any, str]] = field(default_factory=list)
    taken_over: bool = False  # something that only the live version had


def rebased(draft: Data, begun_from: Data, live: Data) -> Rebased:
    found = Rebased({"fields": {}, "many": {}, "parts": {}})
    for group in ("fields", "many"):
        found.data[group] = together(found, group, None, draft[group], begun_from[group], live[group])
    for name, mine in draft["parts"].items():
        before = {row["pk"]: row for row in begun_from["parts"].get(name, [])}
        theirs = {row["pk"]: row for row in live["parts"].get(name, [])}
        found.data["parts"][name] = rows(found, name, mine, before, theirs)
    return found


def rows(found: Rebased, name: str, mine: list[Row], before: dict[Any, Row], theirs: dict[Any, Row]) -> list[Row]:
    kept = []
    for row in mine:
        key = row["pk"]
        if key in before and key not in theirs:
            if row == before[key]:  # they deleted what the draft left alone
                found.taken_over = True
                continue
            found.conflicts.append((name, key, ""))
        if key in before and key in theirs:
            row = together(found, name, key, row, before[key], theirs[key])
        kept.append(row)
    known = {row["pk"] for row in mine}
    for key, row in theirs.items():
        if key not in known and key not in before:
            kept.append(row)
            found.taken_over = True
        elif key not in known and row != before[key]:  # the draft deleted what they wrote
            found.conflicts.append((name, key, ""))
    return kept


def together(found: Rebased, group: str, key: Any, mine: Row, before: Row, theirs: Row) -> Row:
    result = dict(mine)
    for name, value in mine.items():
        if name not in theirs or theirs[name] in (value, before.get(name)):
            continue
        if value == before.get(name):
            result[name] = theirs[name]
            found.taken_over = True
        else:
            found.conflicts.append((group, key, name))
    return result
