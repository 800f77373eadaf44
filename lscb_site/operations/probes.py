"""Answers for whoever watches the site: is the process up, does it reach its database, and to who has the token, how
everything is.

They stand before Django and the front cache. `/healthz` asks nobody, whatever the database does and whatever cookie
comes with it; `/readyz` waits no longer for the database than a reader does. Neither minds by which name the process
was called, so a probe may use its address. `/metrics` is an address like any that leads nowhere, but for the token.
"""

import hmac
import logging
from collections.abc import Iterable
from datetime import timedelta
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from lscb_site.caching.version import PATIENCE, VersionReader
from lscb_site.following.models import Letter
from lscb_site.operations.doctor.examining import Doctor
from lscb_site.operations.doctor.findings import as_json, worst
from lscb_site.operations.heartbeats import silent
from lscb_site.operations.metrics.asking import exposition
from lscb_site.web.protection import PROTECTION

logger = logging.getLogger(__name__)

AWAY = "The database does not answer."
LATE = timedelta(hours=1)  # after the moment that a letter to a follower was to leave
TEXT, JSON = "text/plain; charset=utf-8", "application/json"
READY, NOT_READY = "200 OK", "503 Service Unavailable"
BEARER = "Bearer "


def has_token(environ: WSGIEnvironment) -> bool:
    """Whether HEALTH_TOKEN came with the request. How long that takes tells nothing of it."""
    token, shown = settings.HEALTH_TOKEN, environ.get("HTTP_AUTHORIZATION", "")
    if not token or not shown.startswith(BEARER):
        return False
    return hmac.compare_digest(token.encode(), shown.removeprefix(BEARER).encode("latin-1", "replace"))


class Probes:
    """Wraps a WSGI application; `version` knows whether the database answers."""

    def __init__(self, application: WSGIApplication, version: VersionReader) -> None:
        self.application, self.version = application, version
        self.doctor = Doctor()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        status, kind = READY, TEXT
        if path == "/healthz":
            body = b"ok\n"
        elif path == "/readyz":
            status, kind, body = self.readiness(environ)
        elif path == "/metrics" and has_token(environ):
            seconds = self.doctor.seconds_of_certificate()
            kind, body = CONTENT_TYPE_PLAIN_0_0_4, exposition(self.version.database_is_away(), seconds)
        else:
            return self.application(environ, start_response)
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *PROTECTION.items(),
        ]
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def readiness(self, environ: WSGIEnvironment) -> tuple[str, str, bytes]:
        """With the token, the doctor's findings too. They change no status: they are for people."""
        status, lines = self.what_readers_need()
        if has_token(environ):
            findings = self.doctor.examine(database_is_away=status == NOT_READY)
            if JSON in environ.get("HTTP_ACCEPT", ""):
                return status, JSON, as_json(findings, worst(findings)).encode()
            lines += [each.line for each in findings]
        return status, TEXT, "".join(f"{line}\n" for line in lines).encode()

    def what_readers_need(self) -> tuple[str, list[str]]:
        """A silent worker or clock, and letters that wait, are said and change no status: readers get all they need
        without them."""
        if self.version.database_is_away():
            return NOT_READY, [AWAY]
        try:
            with connection.at_most(PATIENCE):  # type: ignore[attr-defined]  # of the engine that the settings name
                return READY, ["ok", *(each.line for each in silent()), *letters_that_wait()]
        except Error as problem:
            # Before `migrate` has made the table, too: then the site is not ready.
            logger.error("The heartbeats and the letters that wait could not be read: %s", type(problem).__name__)
            connection.close()
            return NOT_READY, [AWAY]


def letters_that_wait() -> list[str]:
    number = Letter.objects.overdue(timezone.now(), by=LATE).count()
    return [f"letters not sent for over an hour: {number}"] if number else []
