"""What a confirmation vouches for and a second person guards: the whole entry, as readers see it.

Whose it is, what it is for, its name, its numbers and addresses, its hours and the notes beside them. Its lines of
opening hours belong to it and are rows of another table (`lscb_contacts.models.hours`). Where its details come from
(`source`, `source_as_of`), the doubt about it (`check_first`: one person may warn readers at once) and its place in the
order are no part of it.
"""

from collections.abc import Iterable

ENTRY = ("authority", "board", "purpose", "name", "phone", "phone_note", "email", "web", "hours_note", "note")

# The ways to reach it. One person may take a wrong one away at once; a new one waits.
WAYS = ("phone", "email", "web")


def touches_the_entry(names: Iterable[str]) -> bool:
    """Whether a write to these columns can change what was confirmed."""
    return not {name.removesuffix("_id") for name in names}.isdisjoint(ENTRY)
