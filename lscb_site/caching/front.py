"""The front cache: a layer around the WSGI application, so that a page that is ready costs none of Django's request.

Why it is true at every moment and in every process is told in docs/decisions/0009.
"""

import sys
import time
from collections.abc import Callable, Iterable
from functools import cache
from threading import Event, Lock, local
from typing import Any, NoReturn
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.core.cache import caches
from django.core.signals import got_request_exception
from django.db import Error
from django.template.loader import render_to_string
from django.urls import reverse

from lscb_site.caching.addresses import Address, address_of, canonical
from lscb_site.caching.cdn import for_cdn
from lscb_site.caching.code_version import mark
from lscb_site.caching.lifetime import Lifetime
from lscb_site.caching.replica import Replica, reading_from_the_copy
from lscb_site.caching.responses import CachedPage, Response
from lscb_site.caching.stores import A_DAY, MemoryStore, SharedStore
from lscb_site.caching.version import DatabaseAway, VersionReader
from lscb_site.editing.unsaved import OF_THE_DATABASE, page_without_database
from lscb_site.web.protection import PROTECTION

SHARED = "pages"  # the name in CACHES of the one that processes share
PATIENCE = 10  # seconds to wait for somebody else's rendering
RETRY = 30  # seconds after which a reader is asked to try again
GONE = ("404", "410")
OUTCOME = "lscb_site.front_cache"  # in a request's environ, for whoever counts: hit, made, stale or away
HIT = "hit"


class Fault(local):
    """Whether the request that this thread answers has failed because of the database."""

    is_of_database = False


fault = Fault()


def note_fault(**kwargs: object) -> None:
    """Django tells of every exception that becomes a 500."""
    fault.is_of_database = isinstance(sys.exc_info()[1], OF_THE_DATABASE)


got_request_exception.connect(note_fault, dispatch_uid="lscb_site.caching.front")


class Rendering:
    """One that is being made, for everybody who asks meanwhile."""

    def __init__(self) -> None:
        self.done = Event()
        self.page: CachedPage | None = None


class FrontCache:
    """Wraps a WSGI application. `limit` is what its pages may take of this process's memory, in bytes.

    Switched off, it keeps and looks up nothing, but still says in the site's look that the database is away.
    """

    def __init__(self, application: WSGIApplication, limit: int, is_on: bool = True) -> None:
        self.application, self.is_on = application, is_on
        self.memory = MemoryStore(limit)
        self.shared = SharedStore(caches[SHARED], mark()) if SHARED in settings.CACHES else None
        self.version, self.lifetime, self.replica = VersionReader(), Lifetime(), Replica()
        self.renderings: dict[tuple[Address, int], Rendering] = {}
        self.lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = address_of(environ) if self.is_on else None
        if address is None:
            return self.answer_directly(environ, start_response)
        try:
            # Before the page is made: made late, after a change, it counts as one of the version before.
            version = self.version.read()
            if version is None:
                return self.application(environ, start_response)
            page = self.memory.get(address)
            if page is None or not page.is_true(version, time.time()):
                environ[OUTCOME] = "made"
                made = self.make(address, version, environ)
                if not isinstance(made, CachedPage):
                    return made.send(environ, start_response)
                page = made
            else:
                environ[OUTCOME] = HIT
        except DatabaseAway:
            return self.answer_without_database(address, environ, start_response)
        page.true_at = time.time()
        # What a reader typed lies in nobody's cache.
        return page.send(environ, start_response, for_cdn(page) if address.is_stored else ())

    # Making pages -------------------------------------------------------------------------------------------------

    def make(self, address: Address, version: int, environ: WSGIEnvironment) -> CachedPage | Response:
        """Once for all who ask at the same time. What is not for everybody is made for each."""
        if not address.is_stored:
            return self.render(address, version, environ)
        with self.lock:
            others = self.renderings.get((address, version))
            if others is None:
                rendering = self.renderings[address, version] = Rendering()
        if others is not None:
            others.done.wait(PATIENCE)
            return others.page or self.render(address, version, environ)
        try:
            found = self.found_elsewhere(address, version) or self.render(address, version, environ)
            if isinstance(found, CachedPage):
                rendering.page = found
                self.memory.put(address, found)
            elif found.status.startswith(GONE):  # and not when the page could not be made just now
                for place in self.places():
                    place.forget(address)
            return found
        finally:
            with self.lock:
                del self.renderings[address, version]
            rendering.done.set()

    def places(self) -> list[MemoryStore | SharedStore]:
        """Where a page may lie already, the nearest first."""
        return [self.memory, self.shared] if self.shared else [self.memory]

    def found_elsewhere(self, address: Address, version: int) -> CachedPage | None:
        """A page that somebody else has made since we looked."""
        for place in self.places():
            page = place.get(address)
            if page and page.is_true(version, time.time()):
                return page
        return None

    def render(self, address: Address, version: int, environ: WSGIEnvironment) -> CachedPage | Response:
        try:
            ends = self.lifetime.end(version)
        except Error as problem:
            raise DatabaseAway from problem
        answer = self.made_of_the_copy(address, version, environ) or self.ask_site(address, environ)
        if not answer.is_for_everybody:
            return self.as_asked(answer, address, environ)
        page = CachedPage(answer, version, ends)
        if self.shared and address.is_stored:
            self.shared.put(address, page)
        return page

    def made_of_the_copy(self, address: Address, version: int, environ: WSGIEnvironment) -> Response | None:
        """None where there is no copy, where it is late, or where it fails on the way."""
        if not self.replica.has(version):
            return None
        try:
            with reading_from_the_copy():
                return self.ask_site(address, environ)
        except DatabaseAway:
            return None

    def ask_site(self, address: Address, environ: WSGIEnvironment) -> Response:
        fault.is_of_database = False
        try:
            answer = Response(self.application, canonical(environ, address))
        except OF_THE_DATABASE as problem:  # of an answer that is made while it is sent: Django makes no 500 of it
            raise DatabaseAway from problem
        if answer.status.startswith("5") and self.failed_for_want_of_database():
            raise DatabaseAway
        return answer

    def as_asked(self, answer: Response, address: Address, environ: WSGIEnvironment) -> Response:
        """An old address leads on with the whole query that came with it."""
        if answer.status.startswith("3") and environ.get("QUERY_STRING", "") != address.query:
            whole = canonical(environ, address) | {"QUERY_STRING": environ["QUERY_STRING"]}
            return Response(self.application, whole)
        return answer

    # Without a database -------------------------------------------------------------------------------------------

    def answer_directly(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Whatever the site answers; where the database is away, at once a page that says so.

        Asked first, because a view would wait longer for it than a reader should, and hold a thread meanwhile. Style
        sheets and scripts need no database, and the pages that are still there need them.
        """
        if not is_static(environ) and self.version.database_is_away():
            return unavailable(environ, start_response)
        fault.is_of_database = False
        started: list[tuple[Any, ...]] = []

        def start(*answer: Any) -> Callable[[bytes], NoReturn]:
            started.append(answer)
            return self.refuse_to_write

        result = self.application(environ, start)
        if started[0][0].startswith("500") and self.failed_for_want_of_database():
            if hasattr(result, "close"):
                result.close()
            return unavailable(environ, start_response)
        start_response(*started[0])
        return result

    def failed_for_want_of_database(self) -> bool:
        return fault.is_of_database or self.version.database_is_away()

    @staticmethod
    def refuse_to_write(data: bytes) -> NoReturn:
        raise NotImplementedError("Django does not write answers this way.")

    def answer_without_database(
        self, address: Address, environ: WSGIEnvironment, start_response: StartResponse
    ) -> list[bytes]:
        """The last known copy, up to a day after it was last known to be true."""
        for place in self.places():
            page = place.get(address)
            if page and time.time() - page.true_at < A_DAY:
                environ[OUTCOME] = "stale"
                return page.send_stale(environ, start_response)
        environ[OUTCOME] = "away"
        return unavailable(environ, start_response)


def is_static(environ: WSGIEnvironment) -> bool:
    path: str = environ.get("PATH_INFO", "")
    return path.startswith(settings.STATIC_URL)


def for_admin(environ: WSGIEnvironment) -> bool:
    path: str = environ.get("PATH_INFO", "")
    return path.startswith(admin_address())


@cache
def admin_address() -> str:
    return reverse("admin:index")


def unavailable(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """A page that needs no database, with the numbers to call; staff are told what is wrong, and keep their text."""
    is_admin = for_admin(environ)
    typed = page_without_database(environ) if is_admin and environ["REQUEST_METHOD"] == "POST" else None
    body = typed or render_to_string("503.html", {"is_admin": is_admin}).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(RETRY)),
        *PROTECTION.items(),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
