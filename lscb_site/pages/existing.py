"""What a visitor finds at a path of this site, asked from within: nothing is counted, and nothing is rendered twice."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import escape_uri_path


def answer_to_visitors(path: str) -> HttpResponseBase | None:
    """The answer to a path without a query; None where nothing is, or something that is only for staff."""
    if "\0" in path:  # which PostgreSQL takes for no text, not even to look for it
        return None
    if path.startswith((reverse("admin:index"), settings.STATIC_URL, settings.MEDIA_URL)):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if "previews" in match.app_names:  # a link for one person is no place to lead readers to
        return None
    # Of the CMS, which is not ready while the admin is collected.
    from lscb_site.web.visitors import request_of_a_visitor

    request = request_of_a_visitor(path)
    request.resolver_match = match
    try:
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except (Http404, PermissionDenied):
        return None
    if response.streaming:
        response.close()
    return response if response.status_code not in (400, 403, 404, 405, 503) else None


def is_there(path: str) -> bool:
    """Whether a visitor is answered there by something of its own: a page, a file, or why it has gone."""
    return answer_to_visitors(path) is not None


def opens(path: str) -> bool:
    """Whether a visitor can read something there, or is led on to it: what was withdrawn only says why."""
    passed: set[str] = set()
    while path not in passed:
        passed.add(path)
        answer = answer_to_visitors(path)
        if not isinstance(answer, HttpResponseRedirectBase):
            return answer is not None and answer.status_code < 400
        onward = urlsplit(answer.url)
        if onward.netloc not in ("", urlsplit(settings.SITE_ADDRESS).netloc):
            return True  # of another site nobody asks
        path = unquote(onward.path)
    return False


def leads_back(path: str, start: str) -> bool:
    """Whether a reader of `path` is led on to `start`, by pages that lead on and by what was withdrawn."""
    passed: set[str] = set()
    while path not in passed and path != start:
        passed.add(path)
        answer = answer_to_visitors(path)
        if not isinstance(answer, HttpResponseRedirectBase):
            return False
        path = unquote(urlsplit(answer.url).path)
    return path == start


def address_in_header(path: str) -> str:
    """A path as a `Location` holds it."""
    return escape_uri_path(path)
