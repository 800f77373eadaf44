"""Which page a request asks for: the same address for every spelling that gets the same page."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from lscb_site.caching.declarations import Declaration, declaration

METHODS = ("GET", "HEAD")
LONGEST_QUERY = 1_000  # characters
# What a rendering is given of a request, beside the address: nothing in which two readers could differ.
SURROUNDINGS = (
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "wsgi.version",
    "wsgi.errors",
    "wsgi.multithread",
    "wsgi.multiprocess",
    "wsgi.run_once",
)


class Address(NamedTuple):
    is_secure: bool
    host: str
    path: str  # as WSGI gives it: its bytes as Latin-1
    query: str
    is_stored: bool = True  # False where the answer is for this request alone


def address_of(environ: WSGIEnvironment) -> Address | None:
    """The page that a visitor asks for; None for everything that is not for us to answer."""
    if environ["REQUEST_METHOD"] not in METHODS or environ.get("SCRIPT_NAME"):
        return None
    if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    path = environ.get("PATH_INFO", "")
    declared = declaration(path)
    if declared is None:
        return None
    host = known_host(environ.get("HTTP_HOST", ""), environ.get("SERVER_PORT", ""))
    secure = is_secure(environ)
    if host is None or (settings.SECURE_SSL_REDIRECT and not secure):
        return None
    if not environ.get("QUERY_STRING"):
        return Address(secure, host, path, "")
    return with_query(Address(secure, host, path, environ["QUERY_STRING"]), declared)


def with_query(address: Address, declared: Declaration) -> Address | None:
    """The address with the parameters that make a difference, in one order; of a repeated one the last, as Django."""
    if len(address.query) > LONGEST_QUERY or not address.query.isascii() or "%00" in address.query:
        return None
    try:
        given = dict(parse_qsl(address.query, keep_blank_values=True, errors="strict"))
    except ValueError:
        return None
    typed = [name for name in declared.answered_afresh_for if name in given]
    kept = [name for name in declared.cached_by if name in given]
    query = urlencode([(name, given[name]) for name in kept + typed])
    return address._replace(query=query, is_stored=not any(given[name] for name in typed))


@lru_cache(64)
def known_host(host: str, port: str) -> str | None:
    """The host as a name for what is kept, if it is one of ours. Any other port would be as good as another page."""
    domain, its_port = split_domain_port(host)
    # Django's own additions for a developer's machine are not for us to know: there nothing is cached.
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS) or its_port not in ("", port):
        return None
    return host.lower()


def is_secure(environ: WSGIEnvironment) -> bool:
    """As `HttpRequest.scheme` has it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure_value = settings.SECURE_PROXY_SSL_HEADER
        value: str | None = environ.get(header)
        if value:
            return value.split(",", 1)[0].strip() == secure_value
    scheme: str = environ["wsgi.url_scheme"]
    return scheme == "https"


def canonical(environ: WSGIEnvironment, address: Address) -> WSGIEnvironment:
    """The request for which the page is made: that of a visitor of whom nothing is known."""
    environment = {name: environ[name] for name in SURROUNDINGS if name in environ}
    if address.is_secure and settings.SECURE_PROXY_SSL_HEADER:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        environment[header] = value
    return environment | {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.path,
        "QUERY_STRING": address.query,
        "HTTP_HOST": address.host,
        "wsgi.url_scheme": "https" if address.is_secure else "http",
        "wsgi.input": BytesIO(),
    }
