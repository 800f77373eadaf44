"""Two answers for whoever watches the site: is the process up, and does it reach its database.

They stand before Django and the front cache. `/healthz` asks nobody, whatever the database does and whatever cookie
comes with it; `/readyz` waits no longer for the database than a reader does. Neither minds by which name the process
was called, so a probe may use its address.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.db import Error, connection
from django.utils import timezone

from lscb_site.caching.version import PATIENCE, VersionReader
from lscb_site.following.models import Letter
from lscb_site.operations.heartbeats import silent
from lscb_site.web.protection import PROTECTION

logger = logging.getLogger(__name__)

AWAY = "The database does not answer."
LATE = timedelta(hours=1)  # after the moment that a letter to a follower was to leave


class Probes:
    """Wraps a WSGI application; `version` knows whether the database answers."""

    def __init__(self, application: WSGIApplication, version: VersionReader) -> None:
        self.application, self.version = application, version

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path not in ("/healthz", "/readyz"):
            return self.application(environ, start_response)
        status, lines = ("200 OK", ["ok"]) if path == "/healthz" else self.readiness()
        body = "".join(f"{line}\n" for line in lines).encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *PROTECTION.items(),
        ]
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def readiness(self) -> tuple[str, list[str]]:
        """A silent worker or clock, and letters that wait, are said and change no status: readers get all they need
        without them."""
        if self.version.database_is_away():
            return "503 Service Unavailable", [AWAY]
        try:
            with connection.at_most(PATIENCE):  # type: ignore[attr-defined]  # of the engine that the settings name
                return "200 OK", ["ok", *(each.line for each in silent()), *letters_that_wait()]
        except Error as problem:
            # Before `migrate` has made the table, too: then the site is not ready.
            logger.error("The heartbeats and the letters that wait could not be read: %s", type(problem).__name__)
            connection.close()
            return "503 Service Unavailable", [AWAY]


def letters_that_wait() -> list[str]:
    number = Letter.objects.overdue(timezone.now(), by=LATE).count()
    return [f"letters not sent for over an hour: {number}"] if number else []
