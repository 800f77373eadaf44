"""Asks a WSGI application as gunicorn does, and tells what came back."""

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote_to_bytes

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from lscb_site.caching.front import FrontCache
from lscb_site.wsgi import site, utf8

LIMIT = 8 * 1024 * 1024


@dataclass
class Reply:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def request(address: str, method="GET", body=b"", **headers) -> dict:
    """The environ of a request; `If_None_Match="…"` is a header, `wsgi__url_scheme` a key of WSGI's own."""
    path, _, query = address.partition("?")
    names = {name: f"HTTP_{name.upper()}" for name in headers if "__" not in name}
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    } | {names.get(name) or name.replace("__", "."): value for name, value in headers.items()}


@contextmanager
def open_transactions():
    """Requests must not close the connection in whose transaction a test runs. Django's own client sees to it too."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def ask(application, environ) -> Reply:
    told = []
    with open_transactions():
        result = application(environ, lambda status, headers, exc_info=None: told.append((status, headers)))
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
    ((status, headers),) = told
    assert all(type(name) is type(value) is str for name, value in headers)
    return Reply(int(status[:3]), dict(headers), body)


class Process:
    """A web process of the site: a memory of its own, and a count of the pages that it had to make."""

    def __init__(self, application=site):
        self.made = 0
        self.application = application
        self.front = FrontCache(self.make, LIMIT)
        self.entrance = utf8(self.front)

    def make(self, environ, start_response):
        self.made += 1
        return self.application(environ, start_response)

    def get(self, address="/news/", method="GET", **headers) -> Reply:
        return ask(self.entrance, request(address, method, **headers))
