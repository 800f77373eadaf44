"""Where the readers of something withdrawn are sent, and that nobody is sent round in a circle.

Whether an address answers is known to a room further up, which says so when it starts.
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models

from lscb_site.publishing.states import State
from lscb_site.web.addresses import can_be_led_to
from lscb_site.web.public_addresses import item_at, new_address

CIRCLE = "Readers would be led in a circle, back to what is withdrawn. Choose another place, or leave it empty."

_judges: list[Callable[[str], bool]] = []


def judge_by(opens: Callable[[str], bool]) -> None:
    """`opens` tells of a path of this site whether a visitor can read something there."""
    _judges.append(opens)


def can_be_opened(address: str) -> bool:
    """Whether a visitor can read something there; of another site nobody asks."""
    path = path_here(address)
    return not path or not _judges or any(opens(path) for opens in _judges)


def comes_back(item: models.Model, address: str) -> bool:
    """Whether readers who are sent from `item` to `address` are sent on to `item` again, on whatever way."""
    return any(there == item for _, there in way_from(address))


def end_of_the_way(address: str) -> str:
    """What readers who are sent to `address` can open in the end; empty where they come to nothing."""
    *_, last = "", *(each for each, _ in way_from(address))
    return last if can_be_opened(last) else ""


def way_from(address: str) -> Iterator[tuple[str, models.Model | None]]:
    """`address` and those that readers are sent on to from it, each once and with what is there.

    By old addresses, by what else was withdrawn, and by withdrawn pages of the CMS.
    """
    passed: set[str] = set()
    while address and can_be_led_to(address) and (path := path_here(address)) not in passed:
        there = item_at(path) if path else None
        yield address, there
        if not path:
            return
        passed.add(path)
        address = sent_on(there) or new_address(path) or ""


def sent_on(item: Any) -> str:
    """Where what was withdrawn sends its readers; empty where it is not withdrawn, or sends them nowhere."""
    # A page's withdrawal is a row beside it, of an app that knows this one.
    withdrawn = item if getattr(item, "state", None) == State.WITHDRAWN else getattr(item, "withdrawal", None)
    return str(withdrawn.instead) if withdrawn else ""


def path_here(address: str) -> str:
    """The path of an address of this site; empty for another's."""
    parts = urlsplit(address)
    if parts.netloc not in ("", urlsplit(settings.SITE_ADDRESS).netloc):
        return ""
    return parts.path if parts.path.endswith("/") else f"{parts.path}/"
