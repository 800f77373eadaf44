"""Answers at an address that only one person was given: the address is the credential.

One rule for all of them, by the shape of the address, so that it holds for redirects, refusals and slips of the pen
too, and for a link that somebody adds tomorrow: no page repeats the address, on paper or to other programs, no browser
tells it to another site, and nobody on the way keeps the answer. The same shapes are left out of the logs.
"""

from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lscb_site.logs import holds_key

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
R = TypeVar("R", bound=HttpResponseBase)


def is_private(request: HttpRequest) -> bool:
    return holds_key(request.path)


def path_to_repeat(request: HttpRequest | None) -> str:
    """Of a page, as it may be printed and told to other programs: where it was asked for by a key, the site's alone."""
    if request is None:
        return ""
    return "/" if is_private(request) else request.path


def to_nobody_else(response: R) -> R:
    for name, value in HEADERS.items():
        response[name] = value
    return response
