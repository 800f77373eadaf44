"""Answers at an address that only one person was given: the address is the credential."""

from typing import TypeVar

from django.http.response import HttpResponseBase

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
R = TypeVar("R", bound=HttpResponseBase)


def to_nobody_else(response: R) -> R:
    for name, value in HEADERS.items():
        response[name] = value
    return response
