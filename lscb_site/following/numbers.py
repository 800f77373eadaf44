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


def point_of(change: Change) -> ContactPoint | None:
    """The entry that changed; None where it was taken away."""
    return ContactPoint.objects.filter(pk=change.key).first()


def differences(change: Change) -> dict[str, tuple[str, str]]:
    """What of the entry is another now, by its column: before and after."""
    now = as_stored(point_of(change))
    before = {name: change.before[name] for name in NUMBERS if name in change.before}
    return {name: (was, now[name]) for name, was in before.items() if was != now[name]}


def is_confirmed(change: Change) -> bool:
    point = point_of(change)
    return bool(point and point.confirmed_on)
