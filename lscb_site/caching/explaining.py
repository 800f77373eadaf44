"""Why a page is kept ready or not: the front cache's own questions, asked in turn and answered in sentences."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit
from wsgiref.types import WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.caching.addresses import address_of, canonical
from lscb_site.caching.declarations import declaration
from lscb_site.caching.lifetime import Lifetime
from lscb_site.caching.responses import Response
from lscb_site.caching.version import VersionReader


def explain(application: WSGIApplication, address: str) -> Iterator[str]:
    """Sentences on a visitor's GET of `address`, a path with or without a query; the first reason not to keep it is
    the last sentence. Raises `DatabaseAway`."""
    if not settings.PAGE_CACHE or settings.DEBUG:
        yield f"Nothing is kept: {'DEBUG is on' if settings.DEBUG else 'PAGE_CACHE is off'}."
        return
    environ = visitors_request(address)
    path = environ["PATH_INFO"]
    declared = declaration(path)
    if declared is None:
        yield f"Not kept: {without_declaration(path)}"
        return
    asked_for = address_of(environ)
    if asked_for is None:
        yield "Not kept: the query cannot be read, or SITE_ADDRESS is not among ALLOWED_HOSTS, or HTTPS is missing."
        return
    named = {*declared.cached_by, *declared.answered_afresh_for}
    if ignored := sorted({name for name, _ in parse_qsl(environ["QUERY_STRING"])} - named):
        yield f"Makes no difference, as the view does not name it: {', '.join(ignored)}."
    if not asked_for.is_stored:
        yield f"Not kept: a reader typed {' and '.join(declared.answered_afresh_for)}."
        return
    version = VersionReader().read()
    if version is None:
        yield "Not kept: there is no content version. Run manage.py migrate."
        return
    response = Response(application, canonical(environ, asked_for))
    if not response.is_whole:
        response.close()
    if response.obstacle:
        yield f"Not kept: {response.obstacle}."
        return
    yield f"Kept as {asked_for.path}{'?' if asked_for.query else ''}{asked_for.query}, {len(response.body):,} bytes."
    if version:
        yield f"Content was last changed on {in_london(version / 1_000_000)}, which is version {version}."
    yield f"True until somebody changes something, and no longer than {in_london(Lifetime().end(version))}."
    yield f"A reader who sends the cookie {settings.SESSION_COOKIE_NAME} is signed in, and gets a page of their own."


def visitors_request(address: str) -> WSGIEnvironment:
    site = urlsplit(settings.SITE_ADDRESS)
    is_secure = site.scheme == "https"
    environ: WSGIEnvironment = RequestFactory().get(address, secure=is_secure, headers={"host": site.netloc}).environ
    environ["SERVER_PORT"] = str(site.port or (443 if is_secure else 80))
    if is_secure and settings.SECURE_PROXY_SSL_HEADER:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        environ[header] = value
    return environ


def without_declaration(path: str) -> str:
    try:
        view = resolve(path.encode("latin-1").decode()).func
    except (Resolver404, UnicodeError):
        return "no view answers there."
    view = getattr(view, "view_class", view)
    return f"its view {view.__module__}.{view.__qualname__} does not say by what its pages differ (cached_by)."


def in_london(seconds: float) -> str:
    """A moment given in seconds since 1970."""
    return format_date(datetime.fromtimestamp(seconds, timezone.get_default_timezone()), "j F Y, H:i:s")
