"""What readers find where a link leads to this site: asked from within, so that nothing goes over the network."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import models
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.urls import Resolver404, resolve, reverse

from lscb_site.link_check.models import LinkState
from lscb_site.pages.existing import answer_to_visitors
from lscb_site.pages.old_addresses import meant_address, own_part
from lscb_site.publishing.models import Publishable
from lscb_site.publishing.states import Status
from lscb_site.web.public_addresses import item_at
from resources.models import Edition

MOST_STEPS = 5  # of being led on
GONE = 410
OF_A_STATUS = {
    Status.DRAFT: LinkState.NOT_PUBLIC,
    Status.SCHEDULED: LinkState.SCHEDULED,
    Status.EXPIRED: LinkState.GONE,
    Status.WITHDRAWN: LinkState.WITHDRAWN,
}


def state_of(address: str) -> LinkState:
    """What a link of this site leads to: an address that starts with a slash, or the name of a row (`cms.page:5`)."""
    if address.startswith("/"):
        return state_of_path(address)
    item: Any = row_named(address)
    if item is None or not hasattr(item, "get_absolute_url"):  # an account, say: whatever was typed can be named
        return LinkState.GONE
    if not (path := item.get_absolute_url()):
        return LinkState.NOT_PUBLIC
    return state_of_path(path, lambda: item)


def row_named(name: str) -> models.Model | None:
    label, _, pk = name.partition(":")
    try:
        return apps.get_model(label)._base_manager.filter(pk=pk).first()
    except (LookupError, ValueError, OverflowError):
        return None


def state_of_path(address: str, item: Callable[[], models.Model | None] | None = None) -> LinkState:
    parts = urlsplit(address)
    path = unquote(parts.path)
    if "\0" in path:  # which PostgreSQL takes for no text, not even to look for it
        return LinkState.GONE
    for _ in range(MOST_STEPS):
        if path.startswith((reverse("admin:index"), settings.MEDIA_URL)):
            return LinkState.NOT_PUBLIC
        if path.startswith(settings.STATIC_URL):
            there = finders.find(path.removeprefix(settings.STATIC_URL))
            return LinkState.WORKS if there else LinkState.GONE
        answer = answer_to_visitors(path)
        if answer is None:
            onward = meant_address(path)
            if onward is None:
                return state_of_item(item() if item else item_at(path) or draft_at(path))
            if not onward:
                return LinkState.WITHDRAWN
        elif isinstance(answer, HttpResponseRedirectBase):
            onward = answer.url
        elif answer.status_code == GONE:
            return LinkState.WITHDRAWN
        else:
            return state_of_answer(answer, path, parts.fragment)
        if not own_part(onward).startswith("/"):
            return LinkState.WORKS  # it leads on to another site
        path = unquote(urlsplit(own_part(onward)).path)
    return LinkState.GONE


def draft_at(path: str) -> models.Model | None:
    """What will be public at this path once it is published, of the kinds that are opened by a slug."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    model = getattr(getattr(match.func, "view_class", None), "model", None)
    if model is None or set(match.kwargs) != {"slug"}:
        return None
    return model._base_manager.filter(slug=match.kwargs["slug"]).first()


def state_of_item(item: models.Model | None) -> LinkState:
    """Why readers are not answered where this is, or was."""
    return OF_A_STATUS.get(item.status(), LinkState.GONE) if isinstance(item, Publishable) else LinkState.GONE


def state_of_answer(answer: HttpResponseBase, path: str, fragment: str) -> LinkState:
    if fragment and not has_part(answer, unquote(fragment)):
        return LinkState.NO_SUCH_PART
    item = item_at(path)
    if isinstance(item, Edition) and item.document.leading_edition not in (None, item):
        return LinkState.SUPERSEDED
    return LinkState.WORKS


def has_part(answer: HttpResponseBase, fragment: str) -> bool:
    """Whether a page has the part of this name; true of everything that is no page."""
    if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming:
        return True
    if hasattr(answer, "render"):
        answer.render()
    html = answer.content.decode(errors="replace")
    return re.search(rf"""\s(?:id|name)=["']?{re.escape(fragment)}["'\s>]""", html) is not None
