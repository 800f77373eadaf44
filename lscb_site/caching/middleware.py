"""A page is made of one content version."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lscb_site.caching.version import read_once

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def of_one_version(get_response: GetResponse) -> GetResponse:
    """The version is read once a request, not once for each thing that a process keeps."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with read_once():
            return get_response(request)

    return middleware
