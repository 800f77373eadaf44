"""The page of one thing as a visitor will get it, made while its rows say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.http import Http404
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import resolve

from lscb_site.previews.kinds import kind_of
from lscb_site.publishing.models import Publishable
from lscb_site.versions.acts import quietly
from lscb_site.web.readers_clock import as_on


@contextmanager
def as_live(thing: models.Model, moment: datetime) -> Iterator[list[Publishable]]:
    """Within it `thing` is live, and the site is as on `moment`; gives the items that readers cannot have yet.

    All of it is undone at the end: on PostgreSQL nobody else sees or waits for it but who writes the same rows, on
    SQLite other writers wait meanwhile. Raises ValidationError and IntegrityError where its rows cannot be made so.
    """
    with transaction.atomic(), quietly():
        items = kind_of(thing).make_live(thing, moment)
        with as_on(moment):
            yield items
        transaction.set_rollback(True)


def answer(path: str, query: str = "", **facts: Any) -> HttpResponseBase:
    """What a visitor gets at a path, rendered; its template gets `facts` too. Raises Http404."""
    # Of the CMS, which is not ready while the admin is collected.
    from lscb_site.web.visitors import request_of_a_visitor

    if not path:
        raise Http404("It has no page.")
    match = resolve(path)
    request = request_of_a_visitor(path, "GET", query)
    request.resolver_match = match
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if isinstance(response, TemplateResponse):
        response.context_data = (response.context_data or {}) | facts
        response.render()
    return response
