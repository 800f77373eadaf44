"""The front cache: a layer around the WSGI application, so that a page that is ready costs none of Django's request.

Why it is true at every moment and in every process is told in docs/decisions/0009.
"""

import time
from functools import cache
from threading import Event, Lock

from django.conf import settings
from django.core.cache import caches
from django.db import Error
from django.template.loader import render_to_string
from django.urls import reverse

from lscb_site.caching.addresses import Address, address_of, canonical
from lscb_site.caching.answers import Answer, Page
from lscb_site.caching.lifetime import Lifetime
from lscb_site.caching.memory import A_DAY, Memory, Shared
from lscb_site.caching.program import mark
from lscb_site.caching.version import DatabaseAway, VersionReader

SHARED = "pages"  # the name in CACHES of the one that processes share
PATIENCE = 10  # seconds to wait for somebody else's rendering
RETRY = 30  # seconds after which a reader is asked to try again


class Rendering:
    """One that is being made, for everybody who asks meanwhile."""

    def __init__(self):
        self.done, self.page = Event(), None


class FrontCache:
    """Wraps a WSGI application. `limit` is what its pages may take of this process's memory, in bytes."""

    def __init__(self, application, limit: int):
        self.application = application
        self.memory = Memory(limit)
        self.shared = Shared(caches[SHARED], mark()) if SHARED in settings.CACHES else None
        self.version, self.lifetime = VersionReader(), Lifetime()
        self.renderings, self.lock = {}, Lock()

    def __call__(self, environ, start_response):
        address = address_of(environ)
        if address is None:
            return self.answer_directly(environ, start_response)
        try:
            # Before the page is made: made late, after a change, it counts as one of the version before.
            version = self.version.read()
            if version is None:
                return self.application(environ, start_response)
            page = self.memory.get(address)
            if page is None or not page.is_true(version, time.time()):
                return self.make(address, version, environ).send(environ, start_response)
        except DatabaseAway:
            return self.answer_without_database(address, environ, start_response)
        page.true_at = time.time()
        return page.send(environ, start_response)

    # Making pages -------------------------------------------------------------------------------------------------

    def make(self, address: Address, version: int, environ) -> Page | Answer:
        """Once for all who ask at the same time. What is not for everybody is made for each."""
        if not address.is_kept:
            return self.render(address, version, environ)
        with self.lock:
            rendering = self.renderings.get((address, version))
            is_first = rendering is None
            if is_first:
                rendering = self.renderings[address, version] = Rendering()
        if not is_first:
            rendering.done.wait(PATIENCE)
            return rendering.page or self.render(address, version, environ)
        try:
            found = self.found_elsewhere(address, version) or self.render(address, version, environ)
            if isinstance(found, Page):
                rendering.page = found
                self.memory.put(address, found)
            return found
        finally:
            with self.lock:
                del self.renderings[address, version]
            rendering.done.set()

    def found_elsewhere(self, address, version) -> Page | None:
        """A page that somebody else has made since we looked."""
        for place in filter(None, (self.memory, self.shared)):
            page = place.get(address)
            if page and page.is_true(version, time.time()):
                return page
        return None

    def render(self, address, version, environ) -> Page | Answer:
        try:
            ends = self.lifetime.end(version)
        except Error as problem:
            raise DatabaseAway from problem
        answer = Answer(self.application, canonical(environ, address))
        if answer.status.startswith("5") and self.version.database_is_away():
            raise DatabaseAway
        if not answer.is_for_everybody:
            return self.as_asked(answer, address, environ)
        page = Page(answer, version, ends)
        if self.shared and address.is_kept:
            self.shared.put(address, page)
        return page

    def as_asked(self, answer, address, environ) -> Answer:
        """An old address leads on with the whole query that came with it."""
        if answer.status.startswith("3") and environ.get("QUERY_STRING", "") != address.query:
            whole = canonical(environ, address) | {"QUERY_STRING": environ["QUERY_STRING"]}
            return Answer(self.application, whole)
        return answer

    # Without a database -------------------------------------------------------------------------------------------

    def answer_directly(self, environ, start_response):
        """Whatever the site answers; where it fails because the database is away, a page that says so.

        The admin says so at once: an editor must not write a text that cannot be saved.
        """
        if for_admin(environ) and self.version.database_is_away():
            return unavailable(environ, start_response)
        told = []
        result = self.application(environ, lambda *answer: told.append(answer) or self.refuse_to_write)
        if told[0][0].startswith("500") and self.version.database_is_away():
            if hasattr(result, "close"):
                result.close()
            return unavailable(environ, start_response)
        start_response(*told[0])
        return result

    @staticmethod
    def refuse_to_write(data):
        raise NotImplementedError("Django does not write answers this way.")

    def answer_without_database(self, address, environ, start_response):
        """The last known copy, up to a day after it was last known to be true."""
        for place in filter(None, (self.memory, self.shared)):
            page = place.get(address)
            if page and time.time() - page.true_at < A_DAY:
                return page.send_stale(environ, start_response)
        return unavailable(environ, start_response)


def for_admin(environ) -> bool:
    return environ.get("PATH_INFO", "").startswith(admin_address())


@cache
def admin_address() -> str:
    return reverse("admin:index")


def unavailable(environ, start_response):
    """A page that needs no database, with the numbers to call; for staff it says what is wrong."""
    body = render_to_string("503.html", {"is_admin": for_admin(environ)}).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(RETRY)),
        ("Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
