"""What is counted as it happens, in each web process. No figure holds a path, a query or anything of who asked.

Under gunicorn the processes of a host share their figures through files in memory (prometheus-client's own way; the
folder is made in lscb_site/operations/web_server.py), so that any of them answers for all.
"""

import time
from collections.abc import Iterable
from functools import cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import Counter, Histogram

from lscb_site.caching.front import HIT, OUTCOME

METHODS = {"GET": "read", "HEAD": "read", "POST": "write"}
# What an address begins with, and of what kind its page is. The rest are pages of the CMS, and what is not found.
KINDS = {
    "": "home",
    "admin": "admin",
    "contacts": "contacts",
    "follow": "following",
    "media": "files",
    "news": "news",
    "pictures": "files",
    "resources": "documents",
    "search": "search",
    "shared": "previews",
    "static": "files",
}

REQUESTS = Counter("lscb_requests_total", "Requests.", ["method", "status", "kind"])
SECONDS = Histogram(
    "lscb_request_seconds",
    "Seconds until an answer was made, its sending not counted, and kept pages neither.",
    ["kind"],
    buckets=(0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
FRONT_CACHE = Counter("lscb_front_cache_total", "Pages by where they came from.", ["outcome"])
SEARCHES_WITHOUT_RESULTS = Counter("lscb_searches_without_results_total", "Searches that found nothing.")

# Looking a figure up by its labels takes longer than counting it.
requests, seconds, front_cache = cache(REQUESTS.labels), cache(SECONDS.labels), cache(FRONT_CACHE.labels)


def kind_of(path: str) -> str:
    return KINDS.get(path.split("/", 2)[1], "pages") if path.startswith("/") else "pages"


def count_search_without_results(**kwargs: Any) -> None:
    SEARCHES_WITHOUT_RESULTS.inc()


class CountsAnswers:
    """Wraps a WSGI application and counts its answers."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        kind, status = kind_of(environ.get("PATH_INFO", "")), "5xx"

        def start(*answer: Any) -> Any:
            nonlocal status
            status = f"{answer[0][0]}xx"
            return start_response(*answer)

        try:
            return self.application(environ, start)
        finally:
            requests(METHODS.get(environ["REQUEST_METHOD"], "other"), status, kind).inc()
            outcome = environ.get(OUTCOME)
            if outcome:
                front_cache(outcome).inc()
            if outcome != HIT:  # to measure one would take a tenth of what it takes
                seconds(kind).observe(time.perf_counter() - began)
