"""Changes of the directory: a number that is another, or that somebody has confirmed."""

from typing import Any

from lscb_contacts.models import ContactPoint
from lscb_site.following.models import Change
from lscb_site.following.numbers import differences
from lscb_site.following.rows import Rows
from lscb_site.following.telling.items import Item, Link, those
from lscb_site.web.dates import Precision

NO_BREAK = "\N{NO-BREAK SPACE}"
FIELDS = {
    "name": "Its name",
    "phone": "The telephone number",
    "phone_note": "The note on the telephone",
    "email": "The e-mail address",
    "web": "The web page",
}


def numbers(change: Change, rows: Rows) -> Item:
    authority: Any = change.authority
    point = rows.points.get(change.key)
    different = differences(change, point)
    if point is None:
        was = (gone(name, change) for name in ("phone", "email", "web"))
        sentences = [f"“{change.before.get('name')}” was taken off the site.", *was]
    elif change.before.get("is_new"):
        sentences = [f"“{point.name}” was added.", *(is_now(name, now) for name, (_, now) in different.items())]
    else:
        sentences = [became(name, *pair) for name, pair in different.items()]
    return Item(
        f"{authority}: {purpose(change, point)}",
        those(*sentences, confirmation(point) if point else ""),
        (Link.to(f"See every number for {authority.in_a_sentence}", authority),),
        do="Put it right where you have saved or printed it." if different and not change.before.get("is_new") else "",
    )


def purpose(change: Change, point: ContactPoint | None) -> str:
    words = point.get_purpose_display() if point else change.before.get("purpose", "")
    return words if words.startswith("LADO") else f"{words[:1].lower()}{words[1:]}"


def gone(name: str, change: Change) -> str:
    was = whole(name, change.before.get(name, ""))
    return f"{FIELDS[name]} was {was}." if was else ""


def is_now(name: str, now: str) -> str:
    return f"{FIELDS[name]} is {whole(name, now)}." if now and name != "name" else ""


def became(name: str, was: str, now: str) -> str:
    was, now = whole(name, was), whole(name, now)
    if not now:
        return f"{FIELDS[name]} was taken off the site: {was}."
    return f"{FIELDS[name]} is now {now}. {f'Before, it was {was}.' if was else 'There was none before.'}"


def whole(name: str, value: str) -> str:
    """A number stays on one line."""
    return value.replace(" ", NO_BREAK) if name == "phone" else value


def confirmation(point: ContactPoint) -> str:
    if point.confirmed_on is None:
        return "Nobody has confirmed this yet."
    return f"Confirmed on {Precision.DAY.words(point.confirmed_on)} by {point.confirmed_by}."
