"""What of an entry of the directory is told: the ways to reach it, and who has confirmed it."""

from typing import Any

from lscb_contacts.models import ContactPoint
from lscb_site.following.models import Change

# By their columns, in the order in which a letter says them.
NUMBERS = ("name", "phone", "phone_note", "email", "web")


def as_stored(point: ContactPoint | None) -> dict[str, str]:
    """As readers have it; all empty where there is no entry."""
    return {name: text(getattr(point, name, "")) for name in NUMBERS}


def text(value: Any) -> str:
    """A number as people write it."""
    return str(getattr(value, "as_national", value) or "")


def differences(change: Change, point: ContactPoint | None) -> dict[str, tuple[str, str]]:
    """What of an entry is another now, by its column: before and after. None: it was taken away."""
    now = as_stored(point)
    before = {name: change.before[name] for name in NUMBERS if name in change.before}
    return {name: (was, now[name]) for name, was in before.items() if was != now[name]}
