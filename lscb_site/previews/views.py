"""What somebody outside sees who was given a link to a preview, and needs no account for it.

Whoever holds the link sees that one thing, with what goes live with it, as readers will get it. It is read-only and no
cookie says who asks. Where the link leads to nothing the answer is the same, whatever the reason.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from lscb_site.previews.kinds import Standing, kind_of
from lscb_site.previews.makers import why_ended
from lscb_site.previews.models import PreviewLink
from lscb_site.previews.showing import answer, as_live
from lscb_site.publishing.models import Publishable
from lscb_site.web.visitors import request_of_a_visitor

HOME = "/"
COPIED_TOO = " .,;:)>]"  # what stands behind a link in a letter, and is taken for a part of it


@require_safe
def shared(request: HttpRequest, token: str, part: str = "") -> HttpResponseBase:
    return answer_to(token.rstrip(COPIED_TOO), part, request.META.get("QUERY_STRING", ""))


def answer_to(token: str, part: str, query: str) -> HttpResponseBase:
    link = PreviewLink.objects.with_token(token)
    thing = link.item if link and link.stopped_at is None else None
    if link is None or thing is None:
        return closed()
    kind = kind_of(thing)
    standing = kind.standing(thing)
    if standing is Standing.LIVE:
        return HttpResponseRedirect(kind.page(thing))
    if standing is Standing.OVER or not link.is_in_force or why_ended(link, thing):
        return closed()
    try:
        return shown(link, thing, f"/{part}" if part else "", query, reverse("previews:shared", args=[token]))
    except (Http404, ValidationError, IntegrityError):
        return closed()


def closed() -> HttpResponse:
    """Wrong, stopped or over: nobody learns from it which, or whether there ever was something."""
    return said("previews/closed.html", 404)


def said(template: str, status: int, **facts: Any) -> HttpResponse:
    """A page that does not repeat the address on paper, as all others do."""
    return render(request_of_a_visitor(HOME), template, facts, status=status)


def shown(link: PreviewLink, thing: models.Model, part: str, query: str, start: str) -> HttpResponseBase:
    """The page of `thing`, or a part of it, with links that lead on below `start`, the link's own address."""
    with as_live(thing, timezone.now()) as items:
        files = [file for item in items for file in item.files_of_its_own() if file.folder]
        held = [file for file in files if file.why_held_back]
        for file in held:
            file.hide()
        parts = [*own_pages(items), *(file.folder for file in files)]
        if any(part.startswith(file.folder) for file in held):
            return said("previews/not_shared.html", 403, start=start)
        if part and not part.startswith(tuple(parts)):
            raise Http404("The link does not lead there.")
        response = answer(part or kind_of(thing).page(thing), query, shared_preview=link, not_shared=held)
    return leading_on(response, parts, start)


def own_pages(items: Iterable[Publishable]) -> list[str]:
    return [address for item in items if (address := item.get_absolute_url()) != HOME]


def leading_on(response: HttpResponseBase, parts: Sequence[str], start: str) -> HttpResponseBase:
    """What readers cannot open yet is opened below the link."""
    below = start.removesuffix("/")
    if response.headers.get("Location", "").startswith(tuple(parts)):
        response["Location"] = below + response["Location"]
    if isinstance(response, HttpResponse) and response.headers["Content-Type"].startswith("text/html"):
        page = response.content
        for part in parts:
            page = page.replace(f'"{escape(part)}'.encode(), f'"{below}{escape(part)}'.encode())
        response.content = page
    return response
