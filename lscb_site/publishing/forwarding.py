"""Where the readers of something withdrawn are sent, and that nobody is sent round in a circle."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models

from lscb_site.publishing.states import State
from lscb_site.web.public_addresses import item_at, new_address

CIRCLE = "Readers would be led in a circle, back to what is withdrawn. Choose another place, or leave it empty."


def comes_back(item: models.Model, address: str) -> bool:
    """Whether readers who are sent from `item` to `address` are sent on to `item` again, on whatever way.

    By old addresses, by what else was withdrawn, and by withdrawn pages of the CMS.
    """
    passed: set[str] = set()
    while (path := path_here(address)) and path not in passed:
        passed.add(path)
        there = item_at(path)
        if there == item:
            return True
        address = sent_on(there) or new_address(path) or ""
    return False


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
