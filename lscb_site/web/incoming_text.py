"""Where text comes in, it is made clean: what a browser sends, and what a row is about to hold.

The first lets a form say at once what it thinks of a text, and a search find what was meant. The second is for whatever
comes another way, such as a file or a command, and knows what the first cannot: which text is one line.
"""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from lscb_site.text.characters import clean_line, clean_text

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Fields that nobody else may read, nor change: what no reader sees may be a part of a password.
SECRET = re.compile(r".*password.*|otp.*", re.IGNORECASE)


def clean_incoming_text(get_response: GetResponse) -> GetResponse:
    """For every form and address, also a library's. 413 in words for more than can be read."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.META.get("QUERY_STRING"):
            request.GET = cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            try:
                request.POST = cleaned(request.POST)  # type: ignore[assignment]
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                return HttpResponse(render_to_string("413.html", {"is_staff": request.user.is_staff}), status=413)
        return get_response(request)

    return middleware


def cleaned(sent: QueryDict) -> QueryDict:
    """The same with clean names and values; what was clean is given back as it is."""
    found = [(clean_line(name), name, values) for name, values in sent.lists()]
    if all(name == typed and all(map(is_clean, values)) for name, typed, values in found):
        return sent
    others = QueryDict(mutable=True, encoding=sent.encoding)
    for name, typed, values in found:
        for value in values:
            others.appendlist(name, value if SECRET.fullmatch(typed) else clean_text(value))
    return others


def is_clean(text: str) -> bool:
    return clean_text(text) == text


def clean_stored_text(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Before a row is saved. A backup that is read in comes as it was."""
    for field in () if raw else sender._meta.local_concrete_fields:
        if isinstance(field, (models.CharField, models.TextField)):
            text = instance.__dict__.get(field.attname)
            if type(text) is str and not (text.isascii() and text.isprintable()):
                clean = clean_line if isinstance(field, models.CharField) else clean_text
                setattr(instance, field.attname, clean(text))
