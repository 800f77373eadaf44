"""What a request may be before a view sees it: where it comes from, what it asks to be done, and how much it brings."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.generic import RedirectView

GetResponse = Callable[[HttpRequest], HttpResponseBase]

READING = ["GET", "HEAD"]
LARGEST_FORM = 1024 * 1024  # bytes, as nginx has it: a form too long for its fields comes back and says which


def address_of_the_reader(get_response: GetResponse) -> GetResponse:
    """`REMOTE_ADDR` is the reader's, also behind a proxy, and nobody can claim another with a header.

    Who reads it are django-axes and the record of who changed what. With BEHIND_PROXY the last hop that
    X-Forwarded-For names is the one that our proxy saw; what stands before it came from the reader. Nobody after us
    sees the header.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if settings.BEHIND_PROXY and (address := last_hop(forwarded)):
            request.META["REMOTE_ADDR"] = address
        return get_response(request)

    return middleware


def last_hop(forwarded: str) -> str | None:
    try:
        return str(ip_address(forwarded.rpartition(",")[2].strip()))
    except ValueError:
        return None


def known_methods(get_response: GetResponse) -> GetResponse:
    """405 for what nothing here does, such as TRACE and PUT, before a form's token is asked for."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in READING or request.method in (allowed := methods_at(request.path_info)):
            return get_response(request)
        return HttpResponseNotAllowed(allowed, render_to_string("405.html"))

    return middleware


def methods_at(path: str) -> list[str]:
    """A view class that takes forms has a `post`; the admin's views are functions, and nearly all of them take some."""
    try:
        match = resolve(path)
    except Resolver404:
        return [*READING, "POST"]  # it is not found, whichever of them asks
    return [*READING, "POST"] if "admin" in match.app_names or takes_forms(match.func) else READING


def takes_forms(view: Any) -> bool:
    view_class = getattr(view, "view_class", None)
    if view_class is None:
        return False
    # A redirect has a `post` that does what its `get` does.
    return hasattr(view_class, "post") and not issubclass(view_class, RedirectView)


def bounded_forms(get_response: GetResponse) -> GetResponse:
    """413 for what no form of a visitor's can be, before it is read. Staff upload documents.

    411 for a body that does not say how long it is: Django would read none of it, and take it for an empty form. No
    browser sends one, and nginx says the length before it passes a form on.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
            return HttpResponse(render_to_string("411.html"), status=411)
        length = length_of(request)
        if length > LARGEST_FORM and not request.user.is_staff and length > largest_at(request.path_info):
            return HttpResponse(render_to_string("413.html"), status=413)
        return get_response(request)

    return middleware


def largest_at(path: str) -> int:
    """Bytes that a form without a session may bring. Who writes in the admin may have been signed out meanwhile: what
    was typed comes back, with the names of the documents chosen."""
    try:
        match = resolve(path)
    except Resolver404:
        return LARGEST_FORM
    if "admin" not in match.app_names or match.url_name == "login":
        return LARGEST_FORM
    return settings.FILES_MAX_BYTES + (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def length_of(request: HttpRequest) -> int:
    """Bytes of the body, by its header: Django reads no more than that, and nothing where there is none."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
