"""What gunicorn runs for us: its threads, with our words for what cannot be read, and our mask in its logs."""

import contextlib
import selectors
import socket

from django.conf import settings
from django.template.loader import render_to_string
from gunicorn.glogging import Logger as GunicornLogger
from gunicorn.http.errors import (
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.workers.gthread import ThreadWorker

from lscb_site.logs import FORMS
from lscb_site.web.protection import PROTECTION

PATIENCE = 5  # seconds for a client to take a refusal


class Logger(GunicornLogger):
    def setup(self, cfg):
        super().setup(cfg)
        for log, form in (self.error_log, self.error_fmt), (self.access_log, self.access_fmt):
            for handler in log.handlers:
                handler.setFormatter(FORMS[settings.LOG_FORMAT](form, self.datefmt))


class Worker(ThreadWorker):
    def set_accept_enabled(self, enabled):
        """A worker that leaves takes along who waits at its socket in the file system.

        That one's name is gone by then (gunicorn removes it first), so nobody comes after them. Left behind, they would
        be cut off as the socket closes, and a form that was sent would be lost. A port lets in new ones to the last.
        """
        if not enabled and not self.alive:
            with selectors.DefaultSelector() as waiting:
                for listener in self.sockets:
                    if listener.family == socket.AF_UNIX:
                        waiting.register(listener, selectors.EVENT_READ)
                while ready := waiting.select(0):
                    for key, _ in ready:
                        self.accept(key.fileobj)
        super().set_accept_enabled(enabled)

    def handle_error(self, req, client, addr, exc):
        """A request that breaks the rules of HTTP: an “é” or a blank that was not encoded, a line without end.

        gunicorn would answer in two words and log what it could not read, with whatever somebody searched for.
        """
        is_readers = isinstance(exc, ParseException)
        if not is_readers or isinstance(exc, InvalidResponseHeader | InvalidResponseHeaderName):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("A request that cannot be read was refused: %s", type(exc).__name__)
        with contextlib.suppress(OSError):  # who sent it may have left
            client.settimeout(PATIENCE)
            client.sendall(refusal(exc))
            client.shutdown(socket.SHUT_WR)


def refusal(exc: ParseException) -> bytes:
    status = "400 Bad Request"
    if isinstance(exc, LimitRequestLine):
        status = "414 URI Too Long"
    elif isinstance(exc, LimitRequestHeaders):
        status = "431 Request Header Fields Too Large"
    body = render_to_string("400.html").encode()
    headers = PROTECTION | {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Connection": "close",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
